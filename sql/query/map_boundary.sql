-- A municipality's boundary: the text of a GeoJSON geometry in degrees. No rows until the boundaries have been fetched.
-- grain: area_id
select
    area_id,
    geometry,
from stage.statfin_boundary
order by area_id
