-- A figure of a chosen indicator in a chosen area and period, as it may be handed on: a value only where it is whole.
-- Lists are joined rather than searched row by row: the joins let whole blocks of the table be skipped.
-- grain: indicator_id, area_id, period
with wanted as (
    select
        unnest($indicator_ids) as indicator_id,
        md5_number_lower(unnest($indicator_ids)) as indicator_key,
),

figure as (
    select
        indicator_key,
        area_id,
        period,
        case when status = 'complete' then value end as value,
        low,
        high,
        status,
        hidden_cells,
        origin,
    from mart.indicator_value
    where
        area_id in (select unnest($area_ids))
        and period >= $first_period
        and period <= $last_period
)

select
    figure.area_id,
    wanted.indicator_id,
    figure.period,
    figure.value,
    figure.low,
    figure.high,
    figure.status,
    figure.hidden_cells,
    figure.origin,
from figure
inner join wanted
    on figure.indicator_key = wanted.indicator_key
order by wanted.indicator_id, figure.area_id, figure.period
