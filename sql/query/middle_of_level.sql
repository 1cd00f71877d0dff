-- Between what the middle half of the areas of a level is in each period: lower quartile of the lower bounds, upper
-- quartile of the upper ones. Åland is not an employment area. A hidden
-- figure that nothing bounds is not counted.
-- grain: indicator_id, period
with wanted as (
    select
        unnest($indicator_ids) as indicator_id,
        md5_number_lower(unnest($indicator_ids)) as indicator_key,
),

middle as (
    select
        figure.indicator_key,
        figure.period,
        quantile_cont(figure.low, 0.25) as low,
        quantile_cont(figure.high, 0.75) as high,
        count(*) as areas,
    from mart.indicator_value as figure
    where
        figure.indicator_key in (select wanted.indicator_key from wanted)
        and figure.level = $level
        and figure.area_id <> 'TA46'
        and figure.period >= $first_period
        and figure.period <= $last_period
        and figure.low is not null
        and figure.high is not null
    group by figure.indicator_key, figure.period
)

select
    wanted.indicator_id,
    middle.period,
    middle.low,
    middle.high,
    middle.areas,
from middle
inner join wanted
    on middle.indicator_key = wanted.indicator_key
order by wanted.indicator_id, middle.period
