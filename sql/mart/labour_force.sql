-- The labour force of an area in a month as it is published for the area (persons).
-- grain: area_id, period
select
    area_id,
    period,
    value as persons
from core.observation
where
    measure_id = 'labour_force_persons'
    and group_id = 'all'
order by period, area_id
