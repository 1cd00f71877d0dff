-- A municipality is in no area, or in several, of a level that covers the whole country.
select
    municipality.area_id as municipality_id,
    level.level,
    count(area.area_id) as areas
from core.area as municipality
cross join (
    select distinct level
    from core.area
    where level not in ('country', 'commuting_area', 'municipality')
) as level
left join core.area_member as member
    on municipality.area_id = member.municipality_id
left join core.area as area
    on
        member.area_id = area.area_id
        and level.level = area.level
where municipality.level = 'municipality'
group by all
having count(area.area_id) != 1
