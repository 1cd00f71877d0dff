-- Between what the middle half of the areas of a level is in each period: lower quartile of the lower bounds, upper
-- quartile of the upper ones. Åland is not an employment area. A hidden
-- figure that nothing bounds is not counted.
-- grain: indicator_id, period
select
    figure.indicator_id,
    figure.period,
    quantile_cont(figure.low, 0.25) as low,
    quantile_cont(figure.high, 0.75) as high,
    count(*) as areas,
from mart.indicator_value as figure
where
    figure.indicator_id in (select unnest($indicator_ids))
    and figure.level = $level
    and figure.area_id <> 'TA46'
    and figure.period >= $first_period
    and figure.period <= $last_period
    and figure.low is not null
    and figure.high is not null
group by figure.indicator_id, figure.period
order by figure.indicator_id, figure.period
