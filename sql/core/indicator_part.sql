-- The summed terms of one indicator of an area in a period: numerator and denominator with their bounds (persons...).
-- Published where every term is published for the area, else summed over its municipalities, never a mix of the two.
-- Cells are counted as doubles: whole numbers of this size are exact in them, and their sums are cheap. An indicator of
-- one term, as half of them are, needs no summing. indicator_key is as in mart.indicator_value.
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
),

-- Made once for each id: a digest for each figure would take longer than much else here.
keyed as (
    select
        indicator_id,
        md5_number_lower(indicator_id) as indicator_key
    from catalogue.indicator
)

select
    chosen.indicator_id,
    chosen.area_id,
    chosen.period,
    chosen.origin,
    chosen.missing_cells::bigint as missing_cells,
    coalesce(chosen.numerator_hidden, 0)::bigint as numerator_hidden,
    coalesce(chosen.denominator_hidden, 0)::bigint as denominator_hidden,
    chosen.numerator,
    coalesce(chosen.numerator, 0) + coalesce(chosen.numerator_hidden, 0)::bigint as numerator_low,
    coalesce(chosen.numerator, 0) + 4 * coalesce(chosen.numerator_hidden, 0)::bigint as numerator_high,
    chosen.denominator,
    coalesce(chosen.denominator, 0) + coalesce(chosen.denominator_hidden, 0)::bigint as denominator_low,
    coalesce(chosen.denominator, 0) + 4 * coalesce(chosen.denominator_hidden, 0)::bigint as denominator_high,
    keyed.indicator_key
from chosen
inner join keyed
    on chosen.indicator_id = keyed.indicator_id
order by keyed.indicator_key, chosen.area_id, chosen.period
