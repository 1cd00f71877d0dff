-- A feature that areas are compared by, in the order they are shown in.
-- grain: feature_id
select
    feature_id,
    unit,
    compared_as,
    title_fi,
    title_sv,
    title_en,
    description_fi,
    description_sv,
    description_en,
from catalogue.structural_feature
order by position, feature_id
