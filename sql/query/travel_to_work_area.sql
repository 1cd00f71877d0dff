-- A computed travel-to-work area by any rule; what flows it is from is its origin.
-- grain: area_id
select
    area_id,
    rule_id,
    centre_id,
    origin,
    validity,
from derive.travel_to_work_area
order by area_id
