-- A published count is negative.
select
    measure_id,
    area_id,
    group_id,
    period,
    value
from core.observation
where value < 0
