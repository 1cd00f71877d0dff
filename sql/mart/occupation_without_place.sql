-- Open vacancies of an occupation that have no municipality, on the counting day; SSS is all occupations (vacancies).
-- vacancies are what is known, beside the number of hidden cells. They are in the country's figures and in no other
-- area's; an occupation without a row has none.
-- grain: occupation_id, period
select
    cell.occupation_id,
    cell.period,
    coalesce(sum(cell.vacancies::double), 0) as vacancies,
    count(*) filter (where cell.vacancies_hidden) as vacancies_hidden
from stage.statfin_tyonv_12ti as cell
inner join catalogue.unplaced_area as unplaced
    on cell.area_code = unplaced.area_id
where
    unplaced.level = 'municipality'
    and (cell.vacancies > 0 or cell.vacancies_hidden)
group by all
