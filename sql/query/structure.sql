-- A structural feature of an area of one level (persons, per cent): what peers are chosen by.
-- grain: area_id, feature_id
select
    area_id,
    feature_id,
    value,
    period,
from mart.structure
where level = $level
order by area_id, feature_id
