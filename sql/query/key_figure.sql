-- An indicator in an area in one period and a year earlier, with what must be said about the change.
-- The part of a rate's change that is due to the labour force: the rate now less the rate that the
-- same numerator would give over last year's denominator.
-- grain: indicator_id, area_id
with wanted as (
    select
        unnest($indicator_ids) as indicator_id,
        unnest($periods) as period,
),

figure as (
    select
        indicator_id,
        area_id,
        level,
        period,
        value,
        low,
        high,
        status,
        hidden_cells,
        origin,
    from mart.indicator_value
    where
        indicator_id in (select unnest($indicator_ids))
        and area_id in (select unnest($area_ids))
        and period >= (select min(wanted.period) - interval 1 year from wanted)
),

chosen_ratio as (
    select
        indicator_id,
        area_id,
        period,
        numerator,
        denominator,
    from mart.ratio
    where
        indicator_id in (select unnest($indicator_ids))
        and area_id in (select unnest($area_ids))
        and numerator_low = numerator_high
        and period >= (select min(wanted.period) - interval 1 year from wanted)
),

denominator as (
    select
        chosen_ratio.*,
        indicator.scale,
    from chosen_ratio
    inner join catalogue.indicator as indicator using (indicator_id)
    where indicator.denominator_steps_in_january
)

select
    now.indicator_id,
    now.area_id,
    now.period,
    now.value,
    now.low,
    now.high,
    now.status,
    now.hidden_cells,
    now.origin,
    before.period as before_period,
    before.value as before_value,
    before.low as before_low,
    before.high as before_high,
    before.status as before_status,
    before.hidden_cells as before_hidden_cells,
    before.origin as before_origin,
    this_year.scale * this_year.numerator
    * (1 / nullif(this_year.denominator, 0) - 1 / nullif(last_year.denominator, 0)) as labour_force_effect,
    preliminary.period is not null as is_preliminary,
from figure as now
inner join wanted using (indicator_id, period)
left join figure as before
    on
        now.indicator_id = before.indicator_id
        and now.area_id = before.area_id
        and now.period = before.period + interval 1 year
left join denominator as this_year
    on
        now.indicator_id = this_year.indicator_id
        and now.area_id = this_year.area_id
        and now.period = this_year.period
left join denominator as last_year
    on
        now.indicator_id = last_year.indicator_id
        and now.area_id = last_year.area_id
        and now.period = last_year.period + interval 1 year
left join mart.preliminary as preliminary
    on
        now.indicator_id = preliminary.indicator_id
        and now.period = preliminary.period
order by now.indicator_id, now.area_id
