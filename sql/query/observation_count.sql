-- How many figures a question about indicators, areas and periods is answered with.
-- grain: observations
select count(*) as observations
from mart.indicator_value as figure
where
    figure.indicator_key in (select md5_number_lower(unnest($indicator_ids)))
    and figure.area_id in (select unnest($area_ids))
    and figure.period >= $first_period
    and figure.period <= $last_period
