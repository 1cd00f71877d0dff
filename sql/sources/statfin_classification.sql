-- Areas as the classification service names them today, one row for each municipality of an area.
-- grain: area_id, municipality_id
select
    area_id,
    level,
    name_fi,
    name_sv,
    name_en,
    municipality_id
from raw.statfin_classification
