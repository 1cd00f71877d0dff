-- Counts summed over the twelve months up to a month, and over the twelve before it (unit of the indicator).
-- A sum of fewer than twelve months is no sum of a year: `months` says how many have a figure.
-- grain: indicator_id, area_id, years_ago
with wanted as (
    select
        unnest($indicator_ids) as indicator_id,
        md5_number_lower(unnest($indicator_ids)) as indicator_key,
),

figure as (
    select
        indicator_key,
        area_id,
        datediff('month', period, $last_period) // 12 as years_ago,
        low,
        high,
        status,
        hidden_cells,
    from mart.indicator_value
    where
        area_id in (select unnest($area_ids))
        and period > $last_period - interval 24 month
        and period <= $last_period
)

select
    wanted.indicator_id,
    figure.area_id,
    figure.years_ago,
    count(*) filter (where figure.status <> 'missing') as months,
    sum(figure.low) as low,
    sum(figure.high) as high,
    sum(figure.hidden_cells)::bigint as hidden_cells,
from figure
inner join wanted
    on figure.indicator_key = wanted.indicator_key
group by wanted.indicator_id, figure.area_id, figure.years_ago
order by wanted.indicator_id, figure.area_id, figure.years_ago
