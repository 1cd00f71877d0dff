-- One place in the series of an indicator where two sides cannot be compared as they stand, with its words.
-- Known breaks come from the seed; where an older vintage meets a newer one in our own history, that is a break too.
-- `area_id` is null where the break touches all areas of its scope; `recurrence` says that it comes back each year.
-- grain: indicator_id, break_id, area_id, first_period
with figure as (
    select
        indicator_id,
        measure_id as figure_id
    from catalogue.indicator_term
    union
    select
        indicator_id,
        indicator_id as figure_id
    from catalogue.indicator
),

known as (
    select distinct
        figure.indicator_id,
        break.break_id,
        break.area_id,
        break.level_scope,
        break.first_period,
        break.last_period,
        break.recurrence,
        break.stops_change,
        break.name_fi,
        break.name_sv,
        break.name_en,
        break.text_fi,
        break.text_sv,
        break.text_en
    from catalogue.statistical_break as break
    inner join catalogue.statistical_break_measure as touched
        on break.break_id = touched.break_id
    inner join figure
        on touched.measure_id = figure.figure_id
),

vintage as (
    select distinct
        figure.indicator_id,
        'vintage' as break_id,
        null::varchar as area_id,
        'all' as level_scope,
        vintage.first_period,
        vintage.first_period as last_period,
        null::varchar as recurrence,
        false as stops_change,
        'Aiempi julkaisu' as name_fi,
        'Tidigare publicering' as name_sv,
        'Earlier release' as name_en,
        'Tätä aiemmat luvut ovat aiemmasta julkaisusta ja sen aluejaosta.' as text_fi,
        'Tidigare siffror är från en tidigare publicering och dess områdesindelning.' as text_sv,
        'Earlier figures are from an earlier release and its division into areas.' as text_en
    from catalogue.vintage as vintage
    inner join catalogue.source_figure as source_figure
        on vintage.source_id = source_figure.source_id
    inner join figure
        on source_figure.figure_id = figure.figure_id
    qualify vintage.first_period > min(vintage.first_period) over (partition by figure.indicator_id)
)

select * from known
union all
select * from vintage
order by indicator_id, first_period, break_id
