-- Population aged 15 or over by level of education on 31 December (persons).
-- grain: figure_id, area_code, group_id, period
select
    category.category_id as figure_id,
    cell.area_code,
    'all' as group_id,
    strptime(cell.year_code, '%Y')::date as period,
    cell.value,
    cell.status
from raw.statfin_vkour_12bs as cell
inner join catalogue.category as category
    on
        category.source_id = 'statfin_vkour_12bs'
        and category.column_name = 'content'
        and category.category_code = cell.content_code
