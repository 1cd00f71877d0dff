-- An area that a reader can choose.
-- grain: area_id
select
    area_id,
    level,
    name_fi,
    name_sv,
    name_en,
    origin,
from core.area
order by area_id
