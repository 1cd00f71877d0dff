-- An occupation or a group of them (1 to 4 digits), with its name in three languages.
-- grain: occupation_id
select
    occupation_id,
    name_fi,
    name_sv,
    name_en,
    is_occupation,
from core.occupation
order by occupation_id
