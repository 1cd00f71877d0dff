-- One measure of an area summed over its municipalities, where the area has several.
-- A member without a row is a missing part: then the sum is not known.
-- grain: measure_id, area_id, group_id, period
with area_size as (
    select
        area_id,
        count(*) as members
    from core.area_member
    group by all
    having count(*) > 1
)

select
    placed.figure_id as measure_id,
    member.area_id,
    placed.group_id,
    placed.period,
    sum(placed.value) as value,
    sum(placed.hidden_cells::double)::bigint as hidden_cells,
    sum(placed.missing_cells::double)::bigint + any_value(area_size.members) - count(*) as missing_cells
from core.placed as placed
inner join catalogue.measure as measure
    on placed.figure_id = measure.measure_id
inner join core.area_member as member
    on placed.area_id = member.municipality_id
inner join area_size
    on member.area_id = area_size.area_id
group by all
