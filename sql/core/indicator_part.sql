-- The summed terms of one indicator of an area in a period: numerator and denominator with their bounds (persons...).
-- Published where every term is published for the area, else summed over its municipalities, never a mix of the two.
-- Cells are counted as doubles: whole numbers of this size are exact in them, and their sums are cheap. An indicator of
-- one term, as half of them are, needs no summing.
-- grain: indicator_id, area_id, period
with term as (
    select
        indicator_id,
        measure_id,
        role,
        count(*) over (partition by indicator_id) as terms
    from catalogue.indicator_term
),

of_one as (
    select
        term.indicator_id,
        measure.area_id,
        measure.period,
        measure.origin,
        case when term.role = 'numerator' then measure.value end as numerator,
        case when term.role = 'numerator' then measure.hidden_cells end as numerator_hidden,
        case when term.role = 'denominator' then measure.value end as denominator,
        case when term.role = 'denominator' then measure.hidden_cells end as denominator_hidden,
        measure.missing_cells
    from core.area_measure as measure
    inner join term
        on measure.measure_id = term.measure_id
    where measure.group_id = 'all' and term.terms = 1
),

of_several as (
    select
        term.indicator_id,
        measure.area_id,
        measure.period,
        measure.origin,
        sum(measure.value) filter (where term.role = 'numerator') as numerator,
        sum(measure.hidden_cells::double) filter (where term.role = 'numerator') as numerator_hidden,
        sum(measure.value) filter (where term.role = 'denominator') as denominator,
        sum(measure.hidden_cells::double) filter (where term.role = 'denominator') as denominator_hidden,
        sum(measure.missing_cells::double) as missing_cells
    from core.area_measure as measure
    inner join term
        on measure.measure_id = term.measure_id
    where measure.group_id = 'all' and term.terms > 1
    group by all
    having count(*) = any_value(term.terms)
),

whole as (
    select * from of_one
    union all
    select * from of_several
),

published as (
    select * from whole
    where origin = 'published'
),

summed as (
    select whole.*
    from whole
    anti join published
        on
            whole.indicator_id = published.indicator_id
            and whole.area_id = published.area_id
            and whole.period = published.period
    where whole.origin = 'summed'
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
