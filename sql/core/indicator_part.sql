-- The summed terms of one indicator of an area in a period: numerator and denominator with their bounds (persons...).
-- Published where every term is published for the area, else summed over its municipalities, never a mix of the two.
-- Cells are counted as doubles: whole numbers of this size are exact in them, and their sums are cheap.
-- grain: indicator_id, area_id, period
with needed as (
    select
        indicator_id,
        count(*) as terms
    from catalogue.indicator_term
    group by all
),

by_origin as (
    select
        term.indicator_id,
        measure.area_id,
        measure.period,
        measure.origin,
        count(*) as terms,
        sum(measure.value) filter (where term.role = 'numerator') as numerator,
        sum(measure.hidden_cells::double) filter (where term.role = 'numerator') as numerator_hidden,
        sum(measure.value) filter (where term.role = 'denominator') as denominator,
        sum(measure.hidden_cells::double) filter (where term.role = 'denominator') as denominator_hidden,
        sum(measure.missing_cells::double) as missing_cells
    from core.area_measure as measure
    inner join catalogue.indicator_term as term
        on measure.measure_id = term.measure_id
    where measure.group_id = 'all'
    group by all
),

published as (
    select by_origin.*
    from by_origin
    inner join needed
        on
            by_origin.indicator_id = needed.indicator_id
            and by_origin.terms = needed.terms
    where by_origin.origin = 'published'
),

summed as (
    select by_origin.*
    from by_origin
    inner join needed
        on
            by_origin.indicator_id = needed.indicator_id
            and by_origin.terms = needed.terms
    anti join published
        on
            by_origin.indicator_id = published.indicator_id
            and by_origin.area_id = published.area_id
            and by_origin.period = published.period
    where by_origin.origin = 'summed'
),

chosen as (
    select * from published
    union all
    select * from summed
)

select
    indicator_id,
    area_id,
    period,
    origin,
    missing_cells::bigint as missing_cells,
    coalesce(numerator_hidden, 0)::bigint as numerator_hidden,
    coalesce(denominator_hidden, 0)::bigint as denominator_hidden,
    numerator,
    coalesce(numerator, 0) + coalesce(numerator_hidden, 0)::bigint as numerator_low,
    coalesce(numerator, 0) + 4 * coalesce(numerator_hidden, 0)::bigint as numerator_high,
    denominator,
    coalesce(denominator, 0) + coalesce(denominator_hidden, 0)::bigint as denominator_low,
    coalesce(denominator, 0) + 4 * coalesce(denominator_hidden, 0)::bigint as denominator_high
from chosen
order by indicator_id, area_id, period
