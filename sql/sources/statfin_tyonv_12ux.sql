-- Other services by kind ended during the year: how many, and what followed by count and share (periods, per cent).
-- grain: figure_id, area_code, group_id, period
select
    kind.category_id || '_' || content.category_id as figure_id,
    cell.area_code,
    'all' as group_id,
    strptime(cell.year_code, '%Y')::date as period,
    cell.value,
    cell.status
from raw.statfin_tyonv_12ux as cell
inner join catalogue.category as kind
    on
        kind.source_id = 'statfin_tyonv_12ux'
        and kind.column_name = 'kind'
        and kind.category_code = cell.kind_code
inner join catalogue.category as content
    on
        content.source_id = 'statfin_tyonv_12ux'
        and content.column_name = 'content'
        and content.category_code = cell.content_code
