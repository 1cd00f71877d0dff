-- All unemployed and vacancies of an area in a month, by the table by occupation.
-- grain: area_id
select
    area_id,
    unemployed,
    vacancies,
    unemployed_hidden,
    vacancies_hidden,
    is_missing,
    origin,
from mart.occupation_total
where
    area_id in (select unnest($area_ids))
    and period = $period
