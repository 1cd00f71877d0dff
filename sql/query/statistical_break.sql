-- A known break in an indicator's series; it lies somewhere between its first and its last period.
-- grain: indicator_id, break_id, area_id, first_period
select
    indicator_id,
    area_id,
    level_scope,
    recurrence is not null as is_recurring,
    first_period,
    last_period,
    break_id,
    name_fi,
    name_sv,
    name_en,
    text_fi,
    text_sv,
    text_en,
    stops_change,
from mart.statistical_break
order by indicator_id, first_period, break_id, area_id nulls first
