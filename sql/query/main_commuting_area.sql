-- The commuting area that most of an area's labour force lives in, with its part of that labour force (0 to 1).
-- Areas that no commuting area touches are not in the answer.
-- grain: area_id
select
    area_id,
    commuting_area_id,
    part,
from mart.main_commuting_area
order by area_id
