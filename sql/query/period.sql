-- A month or year for which anything is known.
-- grain: period
select distinct period
from mart.indicator_period
order by period
