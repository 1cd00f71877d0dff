-- An area has no name in one of the three languages.
select
    area_id,
    name_fi,
    name_sv,
    name_en
from core.area
where coalesce(trim(name_fi), '') = '' or coalesce(trim(name_sv), '') = '' or coalesce(trim(name_en), '') = ''
