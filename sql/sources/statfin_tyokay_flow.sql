-- Employed residents of one municipality who work in another, or in their own, at the end of the year (persons).
-- Pairs that nobody goes between are left out.
-- grain: residence_code, workplace_code, period
select
    area_code as residence_code,
    workplace_code,
    strptime(year_code, '%Y')::date as period,
    value,
    status
from raw.statfin_tyokay_flow
where value is distinct from 0
