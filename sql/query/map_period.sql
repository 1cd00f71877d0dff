-- A period in which any area of a level has a figure of one indicator.
-- grain: period
select distinct period
from mart.indicator_value
where
    indicator_id = $indicator_id
    and level = $level
    and period >= $first_period
    and period <= $last_period
order by period
