-- Unemployed jobseekers and open vacancies of an occupation on the counting day (persons, vacancies).
-- A combination without a row is zero on both sides where stage.statfin_tyonv_12ti_*_asked have its codes.
-- Positions are those of the stored rows: a query for few areas and a month reads only theirs.
-- grain: area_code, occupation_id, period
select
    area_code,
    occupation_code as occupation_id,
    period,
    area_position,
    month_position,
    unemployed_persons as unemployed,
    open_vacancies_count as vacancies,
    unemployed_persons_mark = 1 as unemployed_hidden,
    open_vacancies_count_mark = 1 as vacancies_hidden,
    unemployed_persons_mark = 2 or open_vacancies_count_mark = 2 as is_missing
from raw.statfin_tyonv_12ti
