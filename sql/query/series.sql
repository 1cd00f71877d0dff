-- The value of a chosen indicator in a chosen area, over time.
-- grain: indicator_id, area_id, period
select
    indicator_id,
    area_id,
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
    and period >= $first_period
    and period <= $last_period
order by indicator_id, area_id, period
