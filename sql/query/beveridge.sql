-- Unemployed, labour force and open vacancies of chosen areas over time, where each is one number (persons, vacancies).
-- grain: area_id, period
with share as (
    select
        area_id,
        period,
        case when numerator_low = numerator_high then numerator end as unemployed,
        case when denominator_low = denominator_high then denominator end as labour_force,
    from mart.ratio
    where
        indicator_key = md5_number_lower('unemployment_share')
        and area_id in (select unnest($area_ids))
),

vacancy as (
    select
        area_id,
        period,
        value as vacancies,
    from mart.indicator_value
    where
        indicator_key = md5_number_lower('open_vacancies')
        and status = 'complete'
        and area_id in (select unnest($area_ids))
)

select
    share.area_id,
    share.period,
    share.unemployed,
    share.labour_force,
    vacancy.vacancies,
from share
left join vacancy
    on
        share.area_id = vacancy.area_id
        and share.period = vacancy.period
order by share.area_id, share.period
