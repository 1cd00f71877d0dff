-- An indicator in an area in one period and a year earlier, with what must be said about the change.
-- grain: indicator_id, area_id
with wanted as (
    select
        unnest($periods) as period,
        md5_number_lower(unnest($indicator_ids)) as indicator_key,
),

asked as (
    select
        indicator_key,
        period,
        period as wanted_period,
    from wanted
    union all
    select
        indicator_key,
        (period - interval 1 year)::date as period,
        period as wanted_period,
    from wanted
),

figure as (
    select
        value.indicator_id,
        value.indicator_key,
        value.area_id,
        value.period,
        value.value,
        value.low,
        value.high,
        value.status,
        value.hidden_cells,
        value.origin,
        asked.wanted_period,
    from mart.indicator_value as value
    inner join asked
        on
            value.indicator_key = asked.indicator_key
            and value.period = asked.period
    where value.area_id in (select unnest($area_ids))
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
    preliminary.period is not null as is_preliminary,
from figure as now
left join figure as before
    on
        now.indicator_key = before.indicator_key
        and now.area_id = before.area_id
        and before.period < before.wanted_period
left join mart.preliminary as preliminary
    on
        now.indicator_id = preliminary.indicator_id
        and now.period = preliminary.period
where now.period = now.wanted_period
order by now.indicator_id, now.area_id
