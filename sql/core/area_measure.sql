-- One measure of an area by where it comes from: published for the area, or summed over its municipalities.
-- An area with one municipality takes what is published for that municipality.
-- grain: measure_id, area_id, group_id, period, origin
with area_size as (
    select
        area_id,
        count(*) as members,
        any_value(municipality_id) as only_member
    from core.area_member
    group by all
),

municipal as (
    select placed.*
    from core.placed as placed
    inner join catalogue.measure as measure
        on placed.figure_id = measure.measure_id
    inner join catalogue.area as area
        on placed.area_id = area.area_id
    where area.level = 'municipality'
),

published as (
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
),

single as (
    select
        municipal.figure_id as measure_id,
        area_size.area_id,
        municipal.group_id,
        municipal.period,
        municipal.value,
        municipal.hidden_cells,
        municipal.missing_cells,
        case when municipal.parts = 1 then 'published' else 'summed' end as origin
    from municipal
    inner join area_size
        on municipal.area_id = area_size.only_member
    where
        area_size.members = 1
        and area_size.area_id != area_size.only_member
),

summed as (
    select
        municipal.figure_id as measure_id,
        member.area_id,
        municipal.group_id,
        municipal.period,
        sum(municipal.value) as value,
        sum(municipal.hidden_cells)::bigint as hidden_cells,
        sum(municipal.missing_cells)::bigint + any_value(area_size.members) - count(*) as missing_cells,
        'summed' as origin
    from municipal
    inner join core.area_member as member
        on municipal.area_id = member.municipality_id
    inner join area_size
        on member.area_id = area_size.area_id
    where area_size.members > 1
    group by all
),

single_alone as (
    select single.*
    from single
    anti join published
        using (measure_id, area_id, group_id, period)
)

select * from published
union all
select * from single_alone
union all
select * from summed
