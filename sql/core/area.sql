-- One area of today's division, of any level, with its name in three languages.
-- Computed travel-to-work areas are areas only where their flows are statistics: a model's are in derive alone.
-- grain: area_id
with newest as (
    select
        area_id,
        any_value(name_fi) as name_fi,
        any_value(name_sv) as name_sv,
        any_value(name_en) as name_en
    from stage.statfin_classification
    group by all
),

official as (
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
)

select * from official

union all

select
    computed.area_id,
    'travel_to_work_area' as level,
    centre.name_fi || ' (laskettu)' as name_fi,
    centre.name_sv || ' (beräknat)' as name_sv,
    centre.name_en || ' (computed)' as name_en,
    'computed' as origin
from derive.travel_to_work_area as computed
inner join official as centre
    on computed.centre_id = centre.area_id
where
    computed.rule_id = 'computed'
    and computed.origin = 'official'
