-- A municipality of a computed travel-to-work area.
-- grain: area_id, municipality_id
select
    area_id,
    municipality_id,
    is_late,
from derive.travel_to_work_member
order by area_id, municipality_id
