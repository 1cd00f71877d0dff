-- Counts summed over the twelve months up to a month, and over the twelve before it (unit of the indicator).
-- A sum of fewer than twelve months is no sum of a year: `months` says how many have a figure.
-- grain: indicator_id, area_id, years_ago
select
    indicator_id,
    area_id,
    datediff('month', period, $last_period) // 12 as years_ago,
    count(*) filter (where status <> 'missing') as months,
    sum(low) as low,
    sum(high) as high,
    sum(hidden_cells)::bigint as hidden_cells,
from mart.indicator_value
where
    indicator_id in (select unnest($indicator_ids))
    and area_id in (select unnest($area_ids))
    and period > $last_period - interval 24 month
    and period <= $last_period
group by all
order by indicator_id, area_id, years_ago
