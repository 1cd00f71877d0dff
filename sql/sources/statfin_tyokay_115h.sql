-- Jobs of the area by industry, at the end of the year (persons); the total of all industries is left to 115p.
-- grain: figure_id, area_code, group_id, period
select
    'jobs_persons' as figure_id,
    cell.area_code,
    replace(category.category_id, 'industry_', 'industry:') as group_id,
    strptime(cell.year_code, '%Y')::date as period,
    cell.value,
    cell.status
from raw.statfin_tyokay_115h as cell
inner join catalogue.category as category
    on
        category.source_id = 'statfin_tyokay_115h'
        and category.column_name = 'industry'
        and category.category_code = cell.industry_code
where category.category_id != 'all'
