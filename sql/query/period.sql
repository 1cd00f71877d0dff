-- A month or year for which anything is known.
-- grain: period
select distinct period
from mart.indicator_value
where status <> 'missing'
order by period
