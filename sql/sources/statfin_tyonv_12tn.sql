-- Unemployment periods ended during the month by reason (periods); a reason that the table lacks has no rows.
-- grain: figure_id, area_code, group_id, period
select
    case ending.category_id
        when 'any' then 'ended_for_any_reason_periods'
        else 'ended_' || ending.category_id || '_periods'
    end as figure_id,
    cell.area_code,
    'all' as group_id,
    strptime(cell.month_code, '%YM%m')::date as period,
    cell.value,
    cell.status
from raw.statfin_tyonv_12tn as cell
inner join catalogue.category as ending
    on
        ending.source_id = 'statfin_tyonv_12tn'
        and ending.column_name = 'ending'
        and ending.category_code = cell.ending_code
