-- A municipality is in several areas of a level, or in none of a level that covers the whole country.
-- Nobody may go to or from a municipality: then it is in no computed area.
with other_level as (
    select
        level,
        level not in ('commuting_area', 'travel_to_work_area') as is_full
    from core.area
    where level not in ('country', 'municipality')
    group by level
),

membership as (
    select
        member.municipality_id,
        holder.level,
        count(*) as areas
    from core.area_member as member
    inner join core.area as holder
        on member.area_id = holder.area_id
    group by all
)

select
    municipality.area_id as municipality_id,
    other_level.level,
    membership.areas
from core.area as municipality
cross join other_level
left join membership
    on
        municipality.area_id = membership.municipality_id
        and other_level.level = membership.level
where
    municipality.level = 'municipality'
    and coalesce(membership.areas, 0) not between if(other_level.is_full, 1, 0) and 1
