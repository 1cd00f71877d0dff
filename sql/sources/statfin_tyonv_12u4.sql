-- Unemployed and persons in services that count towards the activation rate; end of month (persons, per cent).
-- grain: figure_id, area_code, group_id, period
select
    category.category_id as figure_id,
    cell.area_code,
    'all' as group_id,
    strptime(cell.month_code, '%YM%m')::date as period,
    cell.value,
    cell.status
from raw.statfin_tyonv_12u4 as cell
inner join catalogue.category as category
    on
        category.source_id = 'statfin_tyonv_12u4'
        and category.column_name = 'content'
        and category.category_code = cell.content_code
