-- What a rate of an area in one period is made of: numerator and denominator with their bounds (persons, periods).
-- grain: indicator_id, area_id
with wanted as (
    select
        unnest($periods) as period,
        md5_number_lower(unnest($indicator_ids)) as indicator_key,
)

select
    ratio.indicator_id,
    ratio.area_id,
    ratio.period,
    ratio.numerator_low,
    ratio.numerator_high,
    ratio.denominator_low,
    ratio.denominator_high,
from mart.ratio as ratio
inner join wanted
    on
        ratio.indicator_key = wanted.indicator_key
        and ratio.period = wanted.period
where ratio.area_id in (select unnest($area_ids))
order by ratio.indicator_id, ratio.area_id
