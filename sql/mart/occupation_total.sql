-- All unemployed jobseekers and open vacancies of an area as the table by occupation gives them (persons, vacancies).
-- Known parts, numbers of hidden cells (each 1 to 4), and whether a part is missing; a total without a row is zero.
-- grain: area_id, period
select
    part.area_id,
    part.period,
    coalesce(sum(total.unemployed::double), 0) as unemployed,
    coalesce(sum(total.vacancies::double), 0) as vacancies,
    count(*) filter (where total.unemployed_hidden) as unemployed_hidden,
    count(*) filter (where total.vacancies_hidden) as vacancies_hidden,
    not bool_and(part.is_whole) or coalesce(bool_or(total.is_missing), false) as is_missing,
    case when bool_and(part.is_published) then 'published' else 'summed' end as origin
from core.occupation_part as part
left join stage.statfin_tyonv_12ti as total
    on
        part.area_position = total.area_position
        and part.month_position = total.month_position
        and total.occupation_id = 'SSS'
group by all
order by part.area_id, part.period
