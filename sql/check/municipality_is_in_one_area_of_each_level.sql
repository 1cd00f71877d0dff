-- A municipality is in no area, or in several, of a level that covers the whole country.
with full_level as (
    select distinct level
    from core.area
    where level not in ('country', 'commuting_area', 'municipality')
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
    full_level.level,
    membership.areas
from core.area as municipality
cross join full_level
left join membership
    on
        municipality.area_id = membership.municipality_id
        and full_level.level = membership.level
where
    municipality.level = 'municipality'
    and membership.areas is distinct from 1
