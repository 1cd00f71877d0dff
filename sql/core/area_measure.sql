-- One measure of an area by where it comes from: published for the area, or summed over its municipalities.
-- A municipality joined from several published parts is a sum too.
-- grain: measure_id, area_id, group_id, period, origin
-- kept as: view
select
    placed.figure_id as measure_id,
    placed.area_id,
    placed.group_id,
    placed.period,
    placed.value,
    placed.hidden_cells,
    placed.missing_cells,
    case when placed.parts = 1 then 'published' else 'summed' end as origin
from core.placed as placed
inner join catalogue.measure as measure
    on placed.figure_id = measure.measure_id

union all

select
    measure_id,
    area_id,
    group_id,
    period,
    value,
    hidden_cells,
    missing_cells,
    case when parts = 1 then 'published' else 'summed' end as origin
from core.of_only_member

union all

select
    measure_id,
    area_id,
    group_id,
    period,
    value,
    hidden_cells,
    missing_cells,
    'summed' as origin
from core.summed
