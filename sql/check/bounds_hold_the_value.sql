-- A shown value lies outside its own bounds, or its status contradicts them.
select
    indicator_id,
    area_id,
    period,
    value,
    low,
    high,
    status
from mart.indicator_value
where
    low > high
    or status = 'complete' and (value is null or low != value or high != value or hidden_cells > 0)
    or status = 'hidden' and (value is not null or hidden_cells = 0)
    or status = 'partial' and hidden_cells = 0
    or status = 'missing' and (value is not null or low is not null or high is not null)
