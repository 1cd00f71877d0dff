-- An indicator: what it means, how it is read, and the months or years it covers.
-- grain: indicator_id
with covered as (
    select
        indicator_id,
        min(period) as first_period,
        max(period) as last_period,
    from mart.indicator_period
    group by indicator_id
)

select
    indicator.*,
    covered.first_period,
    covered.last_period,
from catalogue.indicator as indicator
left join covered using (indicator_id)
order by indicator.position, indicator.indicator_id
