-- Unemployed jobseekers by how long, and the mean duration of all, at the end of the month (persons, weeks).
-- The total itself is table 12r5's; a mean is taken of the whole only.
-- grain: figure_id, area_code, group_id, period
select
    case content.category_id
        when 'persons' then 'unemployed_' || duration.category_id || '_persons'
        else content.category_id
    end as figure_id,
    cell.area_code,
    'all' as group_id,
    strptime(cell.month_code, '%YM%m')::date as period,
    cell.value,
    cell.status
from raw.statfin_tyonv_12ta as cell
inner join catalogue.category as duration
    on
        duration.source_id = 'statfin_tyonv_12ta'
        and duration.column_name = 'duration'
        and duration.category_code = cell.duration_code
inner join catalogue.category as content
    on
        content.source_id = 'statfin_tyonv_12ta'
        and content.column_name = 'content'
        and content.category_code = cell.content_code
where (content.category_id = 'persons') = (duration.category_id != 'total')
