-- A period in which an indicator is preliminary.
-- grain: period
select period
from mart.preliminary
where indicator_id = $indicator_id
order by period
