-- The newest period of a source that gives municipalities lacks some of them.
with figure as (
    select distinct
        source_id,
        figure_id,
        period
    from stage.figure
),

municipal as (
    select
        figure.source_id,
        figure.period,
        count(distinct placed.area_id) as municipalities
    from figure
    inner join core.placed as placed
        on
            figure.figure_id = placed.figure_id
            and figure.period = placed.period
    inner join core.area as area
        on placed.area_id = area.area_id
    where area.level = 'municipality'
    group by all
),

newest as (
    select *
    from municipal
    qualify period = max(period) over (partition by source_id)
),

division as (
    select count(*) as municipalities
    from core.area
    where level = 'municipality'
)

select
    newest.source_id,
    newest.period,
    newest.municipalities,
    division.municipalities as expected
from newest
inner join division
    on newest.municipalities < division.municipalities
