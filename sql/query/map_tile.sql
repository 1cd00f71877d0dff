-- A municipality's hexagon on the tile map.
-- grain: municipality_id
select
    municipality_id,
    tile_column,
    tile_row,
from derive.tile
order by municipality_id
