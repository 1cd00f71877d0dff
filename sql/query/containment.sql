-- How much of an area's commuting stays in it; see mart.containment.
-- grain: area_id
select
    area_id,
    period,
    origin,
    residents_low,
    residents_high,
    workers_low,
    workers_high,
    internal_low,
    internal_high,
from mart.containment
order by area_id
