-- How far apart the middle half of the areas of a level at least is in one period: the lower quartile of the upper
-- bounds to the upper quartile of the lower ones. Hidden figures are not in. Åland is not an employment area.
-- grain: one row
select
    quantile_cont(figure.low, 0.75) - quantile_cont(figure.high, 0.25) as spread,
    count(*) as areas,
from mart.indicator_value as figure
where
    figure.indicator_key = md5_number_lower($indicator_id)
    and figure.level = $level
    and figure.period = $period
    and figure.area_id <> 'TA46'
    and figure.status <> 'missing'
    and (figure.status <> 'hidden' or figure.low = figure.high)
