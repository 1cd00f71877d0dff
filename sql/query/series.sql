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
    list_contains($indicator_ids, indicator_id)
    and list_contains($area_ids, area_id)
    and period >= $first_period
    and period <= $last_period
order by indicator_id, area_id, period
