-- Population on 31 December and its age structure (persons, per cent).
-- grain: figure_id, area_code, group_id, period
select
    category.category_id as figure_id,
    cell.area_code,
    'all' as group_id,
    strptime(cell.year_code, '%Y')::date as period,
    cell.value,
    cell.status
from raw.statfin_vaerak_11ra as cell
inner join catalogue.category as category
    on
        category.source_id = 'statfin_vaerak_11ra'
        and category.column_name = 'content'
        and category.category_code = cell.content_code
