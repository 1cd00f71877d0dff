-- Figures of a level over a span that are alike: the same bounds and status, and beside the same figure of the country
-- where that counts. A country's figure that is not one number is none.
-- grain: low, high, status, country
with country as (
    select
        period,
        case when low = high then low end as exact,
    from mart.indicator_value
    where
        indicator_key = md5_number_lower($indicator_id)
        and level = 'country'
        and period >= $first_period
        and period <= $last_period
        and $beside_country
),

figure as (
    select
        period,
        low,
        high,
        status,
    from mart.indicator_value
    where
        indicator_key = md5_number_lower($indicator_id)
        and level = $level
        and period >= $first_period
        and period <= $last_period
)

select
    figure.low,
    figure.high,
    figure.status,
    country.exact as country,
    count(*) as figures,
from figure
left join country on figure.period = country.period
group by all
order by all
