-- Labour market training ended during the year: how many, and what followed by count and share (periods, per cent).
-- grain: figure_id, area_code, group_id, period
select
    'labour_market_training_' || content.category_id as figure_id,
    cell.area_code,
    'all' as group_id,
    strptime(cell.year_code, '%Y')::date as period,
    cell.value,
    cell.status
from raw.statfin_tyonv_12ur as cell
inner join catalogue.category as content
    on
        content.source_id = 'statfin_tyonv_12ur'
        and content.column_name = 'content'
        and content.category_code = cell.content_code
