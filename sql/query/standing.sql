-- An area among the areas of its level, or among named ones, in one period, with the rank its bounds allow.
-- 1 is the highest; a rank is an interval where bounds overlap, and equal values share one. Of a level: Åland is not an
-- employment area, and municipalities are ranked from a labour force of 1 000 persons. Named areas ($area_ids) are
-- ranked as they are; without names the level counts. A hidden figure that nothing bounds may be anywhere: it widens
-- the ranks of others and has none of its own.
-- grain: indicator_id, area_id
with wanted as (
    select
        unnest($periods) as period,
        md5_number_lower(unnest($indicator_ids)) as indicator_key,
),

labour_force as (
    select
        area_id,
        arg_max(persons, period) as persons,
    from mart.labour_force
    where
        period > $last_period - interval 2 year
        and period <= $last_period
        and $level = 'municipality'
        and len($area_ids) = 0
    group by area_id
),

of_level as (
    select
        area_id,
        level,
    from core.area
    where
        level = $level
        and len($area_ids) = 0
        and area_id <> 'TA46'
),

ranked_area as (
    select of_level.area_id
    from of_level
    left join labour_force
        on of_level.area_id = labour_force.area_id
    where of_level.level <> 'municipality' or labour_force.persons >= 1000
    union all
    select unnest($area_ids) as area_id
),

contender as (
    select
        figure.indicator_id,
        figure.indicator_key,
        figure.area_id,
        coalesce(figure.low, '-infinity'::double) as low,
        coalesce(figure.high, 'infinity'::double) as high,
    from mart.indicator_value as figure
    inner join wanted
        on
            figure.indicator_key = wanted.indicator_key
            and figure.period = wanted.period
    where
        figure.status <> 'missing'
        and figure.area_id in (select ranked_area.area_id from ranked_area)
),

everybody as (
    select
        indicator_key,
        list(low) as lows,
        list(high) as highs,
        count(*) as areas,
    from contender
    group by indicator_key
)

select
    own.indicator_id,
    own.area_id,
    own.low,
    own.high,
    1 + len(list_filter(everybody.lows, low -> low > own.high)) as rank_from,
    1 + len(list_filter(everybody.highs, high -> high > own.low)) - (own.high > own.low)::bigint as rank_to,
    everybody.areas,
from contender as own
inner join everybody using (indicator_key)
where isfinite(own.low) and isfinite(own.high)
order by own.indicator_id, own.area_id
