-- The summed terms of one indicator of an area in a period: numerator and denominator with their bounds (persons...).
-- Published where every term is published for the area, else summed over its municipalities, never a mix of the two.
-- grain: indicator_id, area_id, period
with needed as (
    select
        indicator_id,
        count(*) as terms
    from catalogue.indicator_term
    group by all
),

complete_set as (
    select
        term.indicator_id,
        measure.area_id,
        measure.period,
        measure.origin,
        sum(measure.value) filter (where term.role = 'numerator') as numerator,
        coalesce(sum(measure.hidden_cells) filter (where term.role = 'numerator'), 0)::bigint as numerator_hidden,
        sum(measure.value) filter (where term.role = 'denominator') as denominator,
        coalesce(sum(measure.hidden_cells) filter (where term.role = 'denominator'), 0)::bigint as denominator_hidden,
        sum(measure.missing_cells)::bigint as missing_cells
    from catalogue.indicator_term as term
    inner join core.area_measure as measure
        on term.measure_id = measure.measure_id
    inner join needed
        on term.indicator_id = needed.indicator_id
    where measure.group_id = 'all'
    group by all
    having count(*) = any_value(needed.terms)
),

chosen as (
    select *
    from complete_set
    qualify row_number() over (partition by indicator_id, area_id, period order by origin) = 1
)

select
    indicator_id,
    area_id,
    period,
    origin,
    missing_cells,
    numerator_hidden,
    denominator_hidden,
    numerator,
    coalesce(numerator, 0) + numerator_hidden as numerator_low,
    coalesce(numerator, 0) + 4 * numerator_hidden as numerator_high,
    denominator,
    coalesce(denominator, 0) + denominator_hidden as denominator_low,
    coalesce(denominator, 0) + 4 * denominator_hidden as denominator_high
from chosen
order by indicator_id, area_id, period
