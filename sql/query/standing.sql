-- An area among the areas of its level in one period, with the rank its bounds allow (1 = highest).
-- A rank is an interval where bounds overlap; equal values share a rank. Åland is not an employment
-- area; municipalities are ranked from a labour force of 1 000 persons.
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
    group by area_id
),

area_of_level as (
    select area_id
    from core.area
    where level = $level and area_id <> 'TA46'
),

contender as (
    select
        figure.indicator_id,
        figure.area_id,
        figure.low,
        figure.high,
    from mart.indicator_value as figure
    inner join wanted using (indicator_id, period)
    inner join area_of_level using (area_id)
    left join labour_force using (area_id)
    where
        figure.status <> 'missing'
        and (figure.level <> 'municipality' or labour_force.persons >= 1000)
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
group by own.indicator_id, own.area_id, own.low, own.high
order by own.indicator_id, own.area_id
