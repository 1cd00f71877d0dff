-- A municipality as a member of an area.
-- grain: area_id, municipality_id
select
    area_id,
    municipality_id,
from core.area_member
order by area_id, municipality_id
