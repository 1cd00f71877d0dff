-- A month or year for which anything is known of an indicator.
-- grain: indicator_id, period
select
    indicator_id,
    period
from mart.indicator_value
where status != 'missing'
group by all
order by indicator_id, period
