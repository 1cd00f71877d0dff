-- An area among the areas of its level, or among named ones, in one period, with the rank its bounds allow.
-- 1 is the highest; a rank is an interval where bounds overlap, and equal values share one. Of a level: Åland is not an
-- employment area, and municipalities are ranked from a labour force of 1 000 persons. Named areas ($area_ids) are
-- ranked as they are; without names the level counts. A hidden figure that nothing bounds may be anywhere: it widens
-- the ranks of others and has none of its own.
-- grain: indicator_id, area_id
with wanted as (
    select
        unnest($indicator_ids) as indicator_id,
        unnest($periods) as period,
),

labour_force as (
    select
        area_id,
        arg_max(value, period) as persons,
    from core.observation
    where
        measure_id = 'labour_force_persons'
        and group_id = 'all'
        and period > $last_period - interval 2 year
        and period <= $last_period
        and $level = 'municipality'
        and len($area_ids) = 0
    group by area_id
),

too_small as (
    select core.area.area_id
    from core.area
    left join labour_force
        on core.area.area_id = labour_force.area_id
    where
        core.area.level = 'municipality'
        and coalesce(labour_force.persons < 1000, true)
),

of_level as (
    select area_id
    from core.area
    where
        level = $level
        and len($area_ids) = 0
        and area_id <> 'TA46'
),

ranked_area as (
    select of_level.area_id
    from of_level
    anti join too_small
        on of_level.area_id = too_small.area_id
    union all
    select unnest($area_ids) as area_id
),

contender as (
    select
        figure.indicator_id,
        figure.area_id,
        coalesce(figure.low, '-infinity'::double) as low,
        coalesce(figure.high, 'infinity'::double) as high,
    from mart.indicator_value as figure
    inner join wanted using (indicator_id, period)
    inner join ranked_area using (area_id)
    where figure.status <> 'missing'
)

select
    own.indicator_id,
    own.area_id,
    own.low,
    own.high,
    1 + count(*) filter (where other.low > own.high) as rank_from,
    1 + count(*) filter (where other.high > own.low and other.area_id <> own.area_id) as rank_to,
    count(*) as areas,
from contender as own
inner join contender as other using (indicator_id)
where isfinite(own.low) and isfinite(own.high)
group by own.indicator_id, own.area_id, own.low, own.high
order by own.indicator_id, own.area_id
