-- Unemployed jobseekers and open vacancies of an occupation in an area on the counting day (persons, vacancies).
-- unemployed and vacancies are what is known; of hidden cells, each 1 to 4, there is the number. A cell without a row
-- is zero: that is how the source is stored. The total of all occupations is not among them.
-- grain: area_id, occupation_id, period
-- kept as: view
with known as (
    select
        part.area_id,
        cell.occupation_id,
        part.period,
        sum(cell.unemployed::double) as unemployed,
        sum(cell.vacancies::double) as vacancies,
        count(*) filter (where cell.unemployed_hidden) as unemployed_hidden,
        count(*) filter (where cell.vacancies_hidden) as vacancies_hidden,
        bool_or(cell.is_missing) as is_missing
    from core.occupation_part as part
    inner join stage.statfin_tyonv_12ti as cell
        on
            part.area_position = cell.area_position
            and part.month_position = cell.month_position
    group by all
),

asked as (
    select distinct
        part.area_id,
        occupation.occupation_id,
        part.period,
        part.is_published,
        part.is_whole
    from core.occupation_part as part
    inner join core.occupation_asked as occupation
        on part.period = occupation.period
    where occupation.occupation_id != 'SSS'
)

select
    asked.area_id,
    asked.occupation_id,
    asked.period,
    coalesce(known.unemployed, 0) as unemployed,
    coalesce(known.vacancies, 0) as vacancies,
    coalesce(known.unemployed_hidden, 0) as unemployed_hidden,
    coalesce(known.vacancies_hidden, 0) as vacancies_hidden,
    not asked.is_whole or coalesce(known.is_missing, false) as is_missing,
    case when asked.is_published then 'published' else 'summed' end as origin
from asked
left join known
    on
        asked.area_id = known.area_id
        and asked.occupation_id = known.occupation_id
        and asked.period = known.period
