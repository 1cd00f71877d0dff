-- Boundaries of the municipalities (GeoJSON geometry, WGS 84).
-- grain: area_id
select
    area_id,
    geometry
from raw.statfin_boundary
