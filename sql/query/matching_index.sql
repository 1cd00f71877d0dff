-- The mismatch index of chosen areas by occupations of $digits digits, over time, with what is left out of it.
-- grain: area_id, period
select
    area_id,
    period,
    unemployed,
    vacancies,
    cells_left_out,
    unemployed_left_out_high,
    vacancies_left_out_high,
    unemployed_without_occupation,
    vacancies_without_occupation,
    mismatch_25,
    mismatch_50,
    mismatch_75,
    reason,
from mart.mismatch
where
    area_id in (select unnest($area_ids))
    and digits = $digits
order by area_id, period
