-- The commuting area that most of an area's labour force lives in, with its part of that labour force (0 to 1).
-- An area that no commuting area touches has no row.
-- grain: area_id
with labour_force as (
    select
        area_id as municipality_id,
        arg_max(persons, period) as persons
    from mart.labour_force
    group by all
),

whole as (
    select
        member.area_id,
        sum(labour_force.persons) as persons
    from core.area_member as member
    inner join labour_force
        on member.municipality_id = labour_force.municipality_id
    group by all
),

shared as (
    select
        own.area_id,
        commuting.area_id as commuting_area_id,
        sum(labour_force.persons) as persons
    from core.area_member as own
    inner join core.area_member as commuting
        on own.municipality_id = commuting.municipality_id
    inner join core.area as area
        on
            commuting.area_id = area.area_id
            and area.level = 'commuting_area'
    inner join labour_force
        on own.municipality_id = labour_force.municipality_id
    group by all
)

select
    shared.area_id,
    shared.commuting_area_id,
    shared.persons / whole.persons as part
from shared
inner join whole
    on shared.area_id = whole.area_id
where shared.persons is not null
-- Of two that have as much of it, the one whose code comes first.
qualify row_number() over (partition by shared.area_id order by shared.persons desc, shared.commuting_area_id asc) = 1
order by shared.area_id
