-- Labour market training started and ended during the month (periods).
-- grain: figure_id, area_code, group_id, period
select
    'labour_market_training_' || content.category_id as figure_id,
    cell.area_code,
    'all' as group_id,
    strptime(cell.month_code, '%YM%m')::date as period,
    cell.value,
    cell.status
from raw.statfin_tyonv_12u2 as cell
inner join catalogue.category as content
    on
        content.source_id = 'statfin_tyonv_12u2'
        and content.column_name = 'content'
        and content.category_code = cell.content_code
