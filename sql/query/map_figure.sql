-- A figure of one indicator in an area of a level, and in the country, in every period of a span.
-- grain: period, area_id
select
    period,
    area_id,
    low,
    high,
    status,
    hidden_cells,
from mart.indicator_value
where
    indicator_key = md5_number_lower($indicator_id)
    and (level = $level or level = 'country')
    and period >= $first_period
    and period <= $last_period
order by period, area_id
