-- An occupation or a group of them (1 to 4 digits), with its name in three languages: the service's, else the seed's.
-- grain: occupation_id
select
    seed.occupation_id,
    seed.digits,
    coalesce(newest.name_fi, seed.name_fi) as name_fi,
    coalesce(newest.name_sv, seed.name_sv) as name_sv,
    coalesce(newest.name_en, seed.name_en) as name_en,
    seed.is_occupation
from catalogue.occupation as seed
left join stage.statfin_occupation as newest
    on seed.occupation_id = newest.occupation_id
