-- One measure of an area of one municipality: what is published for that municipality.
-- grain: measure_id, area_id, group_id, period
with only_member as (
    select
        area_id,
        any_value(municipality_id) as municipality_id
    from core.area_member
    group by all
    having count(*) = 1 and area_id != any_value(municipality_id)
),

own as (
    select
        placed.figure_id,
        placed.area_id,
        placed.group_id,
        placed.period
    from core.placed as placed
    inner join only_member
        on placed.area_id = only_member.area_id
)

select
    placed.figure_id as measure_id,
    only_member.area_id,
    placed.group_id,
    placed.period,
    placed.value,
    placed.hidden_cells,
    placed.missing_cells,
    placed.parts
from core.placed as placed
inner join catalogue.measure as measure
    on placed.figure_id = measure.measure_id
inner join only_member
    on placed.area_id = only_member.municipality_id
anti join own
    on
        placed.figure_id = own.figure_id
        and only_member.area_id = own.area_id
        and placed.group_id = own.group_id
        and placed.period = own.period
