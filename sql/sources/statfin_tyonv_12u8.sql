-- Persons in work and training trials by kind at the end of the month (persons).
-- grain: figure_id, area_code, group_id, period
select
    kind.category_id || '_persons' as figure_id,
    cell.area_code,
    'all' as group_id,
    strptime(cell.month_code, '%YM%m')::date as period,
    cell.value,
    cell.status
from raw.statfin_tyonv_12u8 as cell
inner join catalogue.category as kind
    on
        kind.source_id = 'statfin_tyonv_12u8'
        and kind.column_name = 'kind'
        and kind.category_code = cell.kind_code
