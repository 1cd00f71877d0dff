-- One indicator of an area in a period as it is shown (unit and decimals of the indicator; rates rounded half up).
-- A rate that the publisher gives for the area is that rate; any other is scale * sum / sum.
-- Bounds: a hidden cell is 1 to 4, so the numerator lies between its low and high, and so does the denominator.
-- indicator_key is a number made of the id alone: blocks of the table are found by it and the area, since of a text a
-- database remembers no more than the first eight bytes of a block.
-- grain: indicator_id, area_id, period
with term as (
    select
        part.*,
        indicator.kind,
        (indicator.scale * power(10, indicator.decimals))::hugeint as factor,
        power(10, indicator.decimals) as shown,
        case when indicator.numerator_within_denominator then indicator.scale::double end as ceiling,
        part.numerator_hidden + part.denominator_hidden as hidden_cells
    from core.indicator_part as part
    inner join catalogue.indicator as indicator
        on part.indicator_id = indicator.indicator_id
),

count_value as (
    select
        indicator_id,
        area_id,
        period,
        numerator as value,
        numerator_low as low,
        numerator_high as high,
        case
            when missing_cells > 0 then 'missing'
            when hidden_cells = 0 then 'complete'
            when numerator is null then 'hidden'
            else 'partial'
        end as status,
        hidden_cells,
        origin
    from term
    where kind = 'count'
),

-- Half-up rounding in whole numbers: (2 * factor * n + d) // (2 * d), because binary floating point gets halves wrong.
ratio_value as (
    select
        indicator_id,
        area_id,
        period,
        (2 * factor * numerator::hugeint + denominator::hugeint)
        // nullif(2 * denominator::hugeint, 0) / shown as value,
        (2 * factor * numerator_low::hugeint + denominator_high::hugeint)
        // nullif(2 * denominator_high::hugeint, 0) / shown as low,
        least(
            (2 * factor * numerator_high::hugeint + denominator_low::hugeint)
            // nullif(2 * denominator_low::hugeint, 0) / shown,
            ceiling
        ) as high,
        case
            when missing_cells > 0 or denominator_high = 0 then 'missing'
            when hidden_cells = 0 then 'complete'
            when numerator is null or denominator is null then 'hidden'
            else 'partial'
        end as status,
        hidden_cells,
        origin
    from term
    where kind = 'ratio'
),

computed as (
    select * from count_value
    union all
    select * from ratio_value
),

as_published as (
    select
        published.indicator_id,
        published.area_id,
        published.period,
        published.value,
        published.value as low,
        published.value as high,
        published.status,
        (published.status = 'hidden')::bigint as hidden_cells,
        'published' as origin
    from core.area_published as published
),

-- Few indicators are both computed and published: only their figures have to be held beside each other.
contested as (
    select
        indicator_id,
        area_id,
        period,
        origin
    from computed
    where indicator_id in (select distinct core.area_published.indicator_id from core.area_published)
),

as_published_chosen as (
    select as_published.*
    from as_published
    left join contested
        on
            as_published.indicator_id = contested.indicator_id
            and as_published.area_id = contested.area_id
            and as_published.period = contested.period
    where
        contested.indicator_id is null
        or (contested.origin = 'published' and as_published.status = 'complete')
),

figure as (
    select * from as_published_chosen
    union all
    select computed.*
    from computed
    anti join as_published_chosen
        on
            computed.indicator_id = as_published_chosen.indicator_id
            and computed.area_id = as_published_chosen.area_id
            and computed.period = as_published_chosen.period
),

-- Made once for each id: a digest for each figure would take longer than much else here.
keyed as (
    select
        indicator_id,
        md5_number_lower(indicator_id) as indicator_key
    from catalogue.indicator
)

select
    figure.indicator_id,
    figure.area_id,
    area.level,
    figure.period,
    case when figure.status in ('complete', 'partial') then figure.value end as value,
    case when figure.status != 'missing' then figure.low end as low,
    case when figure.status != 'missing' then figure.high end as high,
    figure.status,
    figure.hidden_cells,
    figure.origin,
    keyed.indicator_key
from figure
inner join core.area as area
    on figure.area_id = area.area_id
inner join keyed
    on figure.indicator_id = keyed.indicator_id
order by keyed.indicator_key, figure.area_id, figure.period
