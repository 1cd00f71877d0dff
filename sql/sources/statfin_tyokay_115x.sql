-- Employment rate at the end of the year (per cent).
-- grain: figure_id, area_code, group_id, period
select
    category.category_id as figure_id,
    cell.area_code,
    'all' as group_id,
    strptime(cell.year_code, '%Y')::date as period,
    cell.value,
    cell.status
from raw.statfin_tyokay_115x as cell
inner join catalogue.category as category
    on
        category.source_id = 'statfin_tyokay_115x'
        and category.column_name = 'content'
        and category.category_code = cell.content_code
