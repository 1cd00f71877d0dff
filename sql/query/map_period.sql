-- A period in which any area of a level has a figure of one indicator.
-- grain: period
select distinct period
from mart.indicator_value
where
    indicator_key = md5_number_lower($indicator_id)
    and level = $level
    and period >= $first_period
    and period <= $last_period
order by period
