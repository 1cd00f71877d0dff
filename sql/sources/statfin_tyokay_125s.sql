-- Workplace self-sufficiency as published: the witness of our own quotient (per cent).
-- grain: figure_id, area_code, group_id, period
select
    'workplace_self_sufficiency' as figure_id,
    area_code,
    'all' as group_id,
    strptime(year_code, '%Y')::date as period,
    value,
    status
from raw.statfin_tyokay_125s
