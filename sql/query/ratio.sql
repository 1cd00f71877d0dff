-- What a rate of an area in one period is made of: numerator and denominator with their bounds (persons, periods).
-- grain: indicator_id, area_id
with wanted as (
    select
        unnest($indicator_ids) as indicator_id,
        unnest($periods) as period,
),

part as (
    select
        indicator_id,
        area_id,
        period,
        numerator_low,
        numerator_high,
        denominator_low,
        denominator_high,
    from mart.ratio
    where
        indicator_id in (select unnest($indicator_ids))
        and area_id in (select unnest($area_ids))
)

select part.*
from part
inner join wanted using (indicator_id, period)
order by part.indicator_id, part.area_id
