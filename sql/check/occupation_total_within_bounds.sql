-- The published total of an area's occupations cannot be their sum, each hidden one being 1 to 4.
with occupation as (
    select
        area_code,
        period,
        sum(coalesce(unemployed, 0)) filter (where occupation_id != 'SSS')
        + count(*) filter (where occupation_id != 'SSS' and unemployed_hidden) as unemployed_low,
        sum(coalesce(unemployed, 0)) filter (where occupation_id != 'SSS')
        + 4 * count(*) filter (where occupation_id != 'SSS' and unemployed_hidden) as unemployed_high,
        sum(coalesce(vacancies, 0)) filter (where occupation_id != 'SSS')
        + count(*) filter (where occupation_id != 'SSS' and vacancies_hidden) as vacancies_low,
        sum(coalesce(vacancies, 0)) filter (where occupation_id != 'SSS')
        + 4 * count(*) filter (where occupation_id != 'SSS' and vacancies_hidden) as vacancies_high,
        any_value(unemployed) filter (where occupation_id = 'SSS') as unemployed,
        any_value(vacancies) filter (where occupation_id = 'SSS') as vacancies
    from stage.statfin_tyonv_12ti
    group by all
    having not bool_or(is_missing) and count(*) filter (where occupation_id = 'SSS') = 1
)

select *
from occupation
where
    unemployed < unemployed_low
    or unemployed > unemployed_high
    or vacancies < vacancies_low
    or vacancies > vacancies_high
