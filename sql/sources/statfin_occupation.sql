-- An occupation or a group of them as the classification service names it today.
-- grain: occupation_id
select
    occupation_id,
    name_fi,
    name_sv,
    name_en
from raw.statfin_occupation
