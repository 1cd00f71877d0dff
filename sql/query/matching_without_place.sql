-- The country's vacancies by occupation of $digits digits that have no municipality, with its hidden cells; SSS is all.
-- grain: occupation_id
select
    case
        when occupation_id = 'SSS' then 'SSS'
        when starts_with(occupation_id, 'X') and $digits < 4 then 'X'
        else left(occupation_id, $digits)
    end as occupation_id,
    sum(vacancies) as vacancies,
    sum(vacancies_hidden)::bigint as vacancies_hidden,
from mart.occupation_without_place
where period = $period
group by all
order by all
