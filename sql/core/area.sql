-- One area of today's division, of any level, with its name in three languages.
-- grain: area_id
with newest as (
    select
        area_id,
        any_value(name_fi) as name_fi,
        any_value(name_sv) as name_sv,
        any_value(name_en) as name_en
    from stage.statfin_classification
    group by all
)

select
    seed.area_id,
    seed.level,
    coalesce(newest.name_fi, seed.name_fi) as name_fi,
    coalesce(newest.name_sv, seed.name_sv) as name_sv,
    coalesce(newest.name_en, seed.name_en) as name_en,
    'official' as origin
from catalogue.area as seed
left join newest
    on seed.area_id = newest.area_id
