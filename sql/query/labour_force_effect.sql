-- The part of a rate's change on the year that is due to the labour force: the rate now less the rate that the same
-- numerator would give over last year's denominator (unit of the indicator). Only of rates whose denominator steps in
-- January; none where a numerator or a denominator is not known.
-- grain: indicator_id, area_id
with chosen as (
    select
        unnest($indicator_ids) as indicator_id,
        unnest($periods) as period,
),

wanted as (
    select
        chosen.indicator_id,
        chosen.period,
        indicator.scale,
        md5_number_lower(chosen.indicator_id) as indicator_key,
    from chosen
    inner join catalogue.indicator as indicator
        on chosen.indicator_id = indicator.indicator_id
    where indicator.denominator_steps_in_january
),

asked as (
    select
        *,
        period as asked_period,
    from wanted
    union all
    select
        *,
        (period - interval 1 year)::date as asked_period,
    from wanted
),

rate as (
    select
        asked.indicator_id,
        asked.scale,
        ratio.area_id,
        any_value(ratio.numerator) filter (where ratio.period = asked.period) as numerator,
        any_value(ratio.denominator) filter (where ratio.period = asked.period) as denominator,
        any_value(ratio.denominator) filter (where ratio.period < asked.period) as denominator_before,
    from mart.ratio as ratio
    inner join asked
        on
            ratio.indicator_key = asked.indicator_key
            and ratio.period = asked.asked_period
    where
        ratio.area_id in (select unnest($area_ids))
        and ratio.numerator_low = ratio.numerator_high
    group by all
)

select
    indicator_id,
    area_id,
    scale * numerator * (1 / nullif(denominator, 0) - 1 / nullif(denominator_before, 0)) as labour_force_effect,
from rate
where numerator is not null and denominator_before is not null
order by indicator_id, area_id
