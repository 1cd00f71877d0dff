-- Unemployed jobseekers by level of education at the end of the month (persons).
-- grain: figure_id, area_code, group_id, period
select
    'unemployed_' || education.category_id || '_education_persons' as figure_id,
    cell.area_code,
    'all' as group_id,
    strptime(cell.month_code, '%YM%m')::date as period,
    cell.value,
    cell.status
from raw.statfin_tyonv_12te as cell
inner join catalogue.category as education
    on
        education.source_id = 'statfin_tyonv_12te'
        and education.column_name = 'education'
        and education.category_code = cell.education_code
