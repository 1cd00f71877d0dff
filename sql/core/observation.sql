-- One additive measure of an area in a period, as published; a hidden cell is 1, 2, 3 or 4 (persons, vacancies).
-- grain: measure_id, area_id, group_id, period
-- kept as: view
select
    placed.figure_id as measure_id,
    placed.area_id,
    placed.group_id,
    placed.period,
    placed.value,
    case
        when placed.missing_cells > 0 then 'missing'
        when placed.hidden_cells = 0 then 'complete'
        when placed.value is null then 'hidden'
        else 'partial'
    end as status,
    placed.hidden_cells,
    case when placed.missing_cells = 0 then coalesce(placed.value, 0) + placed.hidden_cells end as low,
    case when placed.missing_cells = 0 then coalesce(placed.value, 0) + 4 * placed.hidden_cells end as high
from core.placed as placed
inner join catalogue.measure as measure
    on placed.figure_id = measure.measure_id
