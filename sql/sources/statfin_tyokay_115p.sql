-- Jobs of the area by where those who work in them live, at the end of the year (persons).
-- grain: figure_id, area_code, group_id, period
select
    case category.category_id
        when 'total' then 'jobs_persons'
        when 'home' then 'jobs_of_residents_persons'
        when 'in' then 'in_commuters_persons'
    end as figure_id,
    cell.area_code,
    'all' as group_id,
    strptime(cell.year_code, '%Y')::date as period,
    cell.value,
    cell.status
from raw.statfin_tyokay_115p as cell
inner join catalogue.category as category
    on
        category.source_id = 'statfin_tyokay_115p'
        and category.column_name = 'commuting'
        and category.category_code = cell.commuting_code
