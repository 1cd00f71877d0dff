-- The commuting area that most of an area's labour force lives in, with its part of that labour force (0 to 1).
-- Areas that no commuting area touches are not in the answer.
-- grain: area_id
with labour_force as (
    select
        area_id as municipality_id,
        arg_max(value, period) as persons,
    from core.observation
    where
        measure_id = 'labour_force_persons'
        and group_id = 'all'
    group by area_id
),

whole as (
    select
        member.area_id,
        sum(labour_force.persons) as persons,
    from core.area_member as member
    inner join labour_force using (municipality_id)
    group by member.area_id
),

shared as (
    select
        own.area_id,
        commuting.area_id as commuting_area_id,
        sum(labour_force.persons) as persons,
    from core.area_member as own
    inner join core.area_member as commuting using (municipality_id)
    inner join core.area as area
        on
            commuting.area_id = area.area_id
            and area.level = 'commuting_area'
    inner join labour_force using (municipality_id)
    group by own.area_id, commuting.area_id
)

select
    shared.area_id,
    shared.commuting_area_id,
    shared.persons / whole.persons as part,
from shared
inner join whole using (area_id)
qualify shared.commuting_area_id = arg_max(shared.commuting_area_id, shared.persons) over (partition by shared.area_id)
order by shared.area_id
