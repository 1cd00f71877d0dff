-- Unemployment periods started and ended during the month, and the mean duration of the ended (periods, weeks).
-- The publisher gives regions and the country, no municipalities.
-- grain: figure_id, area_code, group_id, period
select
    content.category_id as figure_id,
    cell.area_code,
    'all' as group_id,
    strptime(cell.month_code, '%YM%m')::date as period,
    cell.value,
    cell.status
from raw.statfin_tyonv_12tk as cell
inner join catalogue.category as content
    on
        content.source_id = 'statfin_tyonv_12tk'
        and content.column_name = 'content'
        and content.category_code = cell.content_code
