-- One municipality of an area today; a municipality is the one member of itself, the country has none.
-- grain: area_id, municipality_id
with updated as (
    select distinct level
    from stage.statfin_classification
)

select
    newest.area_id,
    newest.municipality_id
from stage.statfin_classification as newest
where newest.municipality_id is not null

union

select
    seed.area_id,
    seed.municipality_id
from catalogue.area_member as seed
inner join core.area using (area_id)
where
    core.area.level != 'country'                -- its municipalities are not all of it: some figures have no place
    and core.area.level not in (select updated.level from updated)

union

select
    area_id,
    area_id as municipality_id
from core.area
where level = 'municipality'

union

select
    computed.area_id,
    computed.municipality_id
from derive.travel_to_work_member as computed
inner join core.area using (area_id)
