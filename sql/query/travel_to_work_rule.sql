-- A rule that travel-to-work areas are computed by: that of the settings first, then those to compare with.
-- grain: rule_id
select
    'computed' as rule_id,
    0 as position,
    min_size,
    min_containment,
    target_size,
    target_containment,
    null as name_fi,
    null as name_sv,
    null as name_en,
from catalogue.travel_to_work_setting
union all
select
    rule_id,
    position,
    min_size,
    min_containment,
    target_size,
    target_containment,
    name_fi,
    name_sv,
    name_en,
from catalogue.travel_to_work_rule
order by position
