-- A month for which occupations are published, newest first.
-- grain: period
select distinct period
from mart.mismatch
order by period desc
