-- Other services by kind: in them at the end of the month, started and ended during it (persons, periods).
-- grain: figure_id, area_code, group_id, period
select
    kind.category_id || '_' || content.category_id as figure_id,
    cell.area_code,
    'all' as group_id,
    strptime(cell.month_code, '%YM%m')::date as period,
    cell.value,
    cell.status
from raw.statfin_tyonv_12u9 as cell
inner join catalogue.category as kind
    on
        kind.source_id = 'statfin_tyonv_12u9'
        and kind.column_name = 'kind'
        and kind.category_code = cell.kind_code
inner join catalogue.category as content
    on
        content.source_id = 'statfin_tyonv_12u9'
        and content.column_name = 'content'
        and content.category_code = cell.content_code
