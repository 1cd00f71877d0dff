-- Numerator and denominator of one rate of an area in a period, with the bounds that hidden cells leave.
-- grain: indicator_id, area_id, period
-- kept as: view
select
    part.indicator_id,
    part.area_id,
    part.period,
    part.numerator,
    part.numerator_low,
    part.numerator_high,
    part.denominator,
    part.denominator_low,
    part.denominator_high,
    part.indicator_key
from core.indicator_part as part
inner join catalogue.indicator as indicator
    on part.indicator_id = indicator.indicator_id
where
    indicator.kind = 'ratio'
    and part.missing_cells = 0
