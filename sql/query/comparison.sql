-- One indicator in chosen areas, and between its areas in a level, over time ($transform, $base_period):
--   monthly  the figure as it is shown (a year's, where the indicator is yearly)
--   mean     of twelve months: of a rate scale * sum of numerators / sum of denominators, of a count the mean
--   change   on the year: of a share in its own unit, from the shown figures; of a count in per cent
--   with a base period, any of these but change as an index (base = 100)
-- Hidden parts keep their bounds. A change or an index of a wholly hidden figure is missing, and so is all that would
-- cross a break that stops changes. Spread rows have a place in the level ("median") instead of an area: the
-- quantile of the low bounds and that of the high ones, by linear interpolation, between which the true one lies.
-- grain: place, period
with indicator as (
    select
        indicator_id,
        kind,
        frequency,
        decimals,
        power(10, decimals)::bigint as shown,
        (scale * power(10, decimals))::hugeint as factor,
        case when numerator_within_denominator then scale::double end as ceiling,
    from catalogue.indicator
    where indicator_id = $indicator_id
),

place as (
    select
        area_id,
        level,
        -- Åland is shown when it is chosen, but it is not an employment area.
        coalesce(level = $level, false) and area_id <> 'TA46' as is_in_level,
    from core.area
    where
        list_contains($area_ids, area_id)
        or level = $level
),

figure as (
    select
        value.area_id,
        value.period,
        value.value,
        value.low,
        value.high,
        value.status,
        value.hidden_cells,
        value.origin,
    from mart.indicator_value as value
    where
        value.indicator_key = md5_number_lower($indicator_id)
        and value.area_id in (select place.area_id from place)
        and value.period >= least($first_period, coalesce($base_period, $first_period)) - interval 12 month
        and value.period <= $last_period
),

mean_count as (
    select *
    from figure
    where $transform = 'mean' and status <> 'missing'
),

mean_ratio as (
    select *
    from mart.ratio
    where
        $transform = 'mean'
        and indicator_key = md5_number_lower($indicator_id)
        and area_id in (select place.area_id from place)
        and period >= least($first_period, coalesce($base_period, $first_period)) - interval 12 month
        and period <= $last_period
),

part as (
    select
        ratio.area_id,
        ratio.period,
        ratio.numerator is null or ratio.denominator is null as is_hidden,
        ratio.numerator_low,
        ratio.numerator_high,
        ratio.denominator_low,
        ratio.denominator_high,
        figure.hidden_cells,
        figure.origin,
    from mean_ratio as ratio
    inner join figure
        on
            ratio.area_id = figure.area_id
            and ratio.period = figure.period
    where figure.status <> 'missing'
    union all
    -- A count is its own numerator; its mean divides by the number of months.
    select
        figure.area_id,
        figure.period,
        figure.status = 'hidden' as is_hidden,
        figure.low as numerator_low,
        figure.high as numerator_high,
        1 as denominator_low,
        1 as denominator_high,
        figure.hidden_cells,
        figure.origin,
    from mean_count as figure
    cross join indicator
    where indicator.kind = 'count'
),

twelve as (
    select
        area_id,
        period,
        origin,
        -- Twelve rows are twelve months only where none is left out between them.
        count(*) over last_twelve = 12
        and min(period) over last_twelve = period - interval 11 month as is_whole,
        count(*) filter (where is_hidden) over last_twelve as hidden_months,
        sum(numerator_low) over last_twelve as numerator_low,
        sum(numerator_high) over last_twelve as numerator_high,
        sum(denominator_low) over last_twelve as denominator_low,
        sum(denominator_high) over last_twelve as denominator_high,
        greatest(
            sum(hidden_cells) over last_twelve,
            count(*) filter (where numerator_low <> numerator_high or denominator_low <> denominator_high)
                over last_twelve
        ) as hidden_cells,
    from part
    window last_twelve as (
        partition by area_id
        order by period
        rows between 11 preceding and current row
    )
),

-- Half-up rounding in whole numbers, as in mart.indicator_value.
mean_bound as (
    select
        twelve.*,
        (2 * indicator.factor * twelve.numerator_low::hugeint + twelve.denominator_high::hugeint)
        // nullif(2 * twelve.denominator_high::hugeint, 0) / indicator.shown as low,
        least(
            (2 * indicator.factor * twelve.numerator_high::hugeint + twelve.denominator_low::hugeint)
            // nullif(2 * twelve.denominator_low::hugeint, 0) / indicator.shown,
            indicator.ceiling
        ) as high,
        twelve.numerator_low = twelve.numerator_high
        and twelve.denominator_low = twelve.denominator_high as is_exact,
    from twelve
    cross join indicator
    where twelve.is_whole
),

before as (
    select
        area_id,
        period + interval 12 month as period,
        low,
        high,
    from figure
    where status <> 'missing' and (status <> 'hidden' or low = high)
),

now_known as (
    select *
    from figure
    where $transform = 'change' and status <> 'missing' and (status <> 'hidden' or low = high)
),

change_bound as (
    select
        now.area_id,
        now.period,
        now.origin,
        now.hidden_cells,
        case
            when indicator.kind = 'count'
                then
                    sign(now.low - before.high)
                    * (
                        (2000 * abs(now.low - before.high)::hugeint + before.high::hugeint)
                        // nullif(2 * before.high::hugeint, 0)
                    ) / 10
            else round(now.low - before.high, 6)
        end as low,
        case
            when indicator.kind = 'count'
                then
                    sign(now.high - before.low)
                    * (
                        (2000 * abs(now.high - before.low)::hugeint + before.low::hugeint)
                        // nullif(2 * before.low::hugeint, 0)
                    ) / 10
            else round(now.high - before.low, 6)
        end as high,
        now.low = now.high and before.low = before.high as is_exact,
    from now_known as now
    inner join before
        on
            now.area_id = before.area_id
            and now.period = before.period
    cross join indicator
),

-- `since` is the first period that a figure rests on.
transformed as (
    select
        area_id,
        period,
        period as since,
        low,
        high,
        status,
        hidden_cells,
        origin,
    from figure
    where $transform = 'monthly'
    union all
    select
        area_id,
        period,
        period - interval 11 month as since,
        low,
        high,
        case when is_exact then 'complete' when hidden_months = 12 then 'hidden' else 'partial' end as status,
        hidden_cells,
        origin,
    from mean_bound
    union all
    select
        area_id,
        period,
        period - interval 12 month as since,
        low,
        high,
        case when is_exact then 'complete' else 'partial' end as status,
        hidden_cells,
        origin,
    from change_bound
    where low is not null and high is not null
),

base_known as (
    select *
    from transformed
    where
        period = $base_period
        and low > 0
        and (status <> 'hidden' or low = high)
),

base as (
    select
        base_known.area_id,
        base_known.period,
        base_known.since,
        (base_known.low * indicator.shown)::hugeint as low,
        (base_known.high * indicator.shown)::hugeint as high,
    from base_known
    cross join indicator
),

indexed as (
    select
        now.area_id,
        now.period,
        least(now.since, base.since) as since,
        case
            when now.period = base.period then 100
            else (2000 * (now.low * indicator.shown)::hugeint + base.high) // (2 * base.high) / 10
        end as low,
        case
            when now.period = base.period then 100
            else (2000 * (now.high * indicator.shown)::hugeint + base.low) // (2 * base.low) / 10
        end as high,
        now.status,
        now.hidden_cells,
        now.origin,
        greatest(now.period, base.period) as until,
    from transformed as now
    inner join base
        on now.area_id = base.area_id
    cross join indicator
    where now.status not in ('missing', 'hidden') or now.low = now.high
),

compared as (
    select
        area_id,
        period,
        since,
        period as until,
        low,
        high,
        status,
        hidden_cells,
        origin,
    from transformed
    where $base_period is null and period >= $first_period
    union all by name
    select *
    from indexed
    where period >= $first_period
),

stopping as (
    select *
    from mart.statistical_break
    where indicator_id = $indicator_id and stops_change
),

kept as (
    select
        compared.*,
        place.is_in_level,
    from compared
    inner join place
        on compared.area_id = place.area_id
    where
        not exists (
            select 1
            from stopping as known
            where
                (known.level_scope = 'all' or place.level <> 'country')
                and coalesce(known.area_id = compared.area_id, true)
                and compared.since < compared.until
                and compared.since < known.last_period
                and known.first_period <= compared.until
        )
),

quantile as (
    select
        period,
        unnest([0, 0.25, 0.5, 0.75, 1]) as share,
        unnest(quantile_cont(low, [0, 0.25, 0.5, 0.75, 1])) as low,
        unnest(quantile_cont(high, [0, 0.25, 0.5, 0.75, 1])) as high,
        unnest(['lowest', 'lower_quartile', 'median', 'upper_quartile', 'highest']) as place,
        count(*) as areas,
    from kept
    where is_in_level and status <> 'missing' and low is not null
    group by period
)

select
    kept.area_id as place,
    kept.period,
    case when kept.status in ('complete', 'partial') and kept.low = kept.high then kept.low end as value,
    kept.low,
    kept.high,
    kept.status,
    kept.hidden_cells,
    kept.origin,
from kept
where list_contains($area_ids, kept.area_id)
union all
select
    quantile.place,
    quantile.period,
    case when quantile.low = quantile.high then quantile.low end as value,
    quantile.low,
    quantile.high,
    case when quantile.low = quantile.high then 'complete' else 'partial' end as status,
    0 as hidden_cells,
    'summed' as origin,
from quantile
where quantile.areas >= 5
order by place, period
