-- The lowest and the highest figure of some areas in each period, as far as hidden parts allow: no figure is outside,
-- but one that is hidden and that nothing bounds.
-- grain: indicator_id, period
select
    figure.indicator_id,
    figure.period,
    min(figure.low) as low,
    max(figure.high) as high,
    count(*) as areas,
from mart.indicator_value as figure
where
    figure.indicator_key in (select md5_number_lower(unnest($indicator_ids)))
    and figure.area_id in (select unnest($area_ids))
    and figure.period >= $first_period
    and figure.period <= $last_period
    and figure.low is not null
    and figure.high is not null
group by figure.indicator_id, figure.period
order by figure.indicator_id, figure.period
