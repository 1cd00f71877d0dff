-- More than one in a hundred published regional counts of the newest period lies outside the sum of its
-- municipalities: then the division into areas is not the publisher's.
with compared as (
    select
        published.measure_id,
        published.period,
        count(*) as areas,
        count(*) filter (
            where
            published.value < summed.value + summed.hidden_cells
            or published.value > summed.value + 4 * summed.hidden_cells
        ) as outside
    from core.area_measure as published
    inner join core.area_measure as summed
        on
            published.measure_id = summed.measure_id
            and published.area_id = summed.area_id
            and published.group_id = summed.group_id
            and published.period = summed.period
    inner join core.area as area
        on published.area_id = area.area_id
    where
        area.level in ('region', 'subregion')
        and published.origin = 'published'
        and summed.origin = 'summed'
        and published.group_id = 'all'
        and published.value is not null
        and summed.missing_cells = 0
    group by all
),

newest as (
    select *
    from compared
    qualify period = max(period) over (partition by measure_id)
)

select
    sum(areas) as areas,
    sum(outside) as outside
from newest
having sum(outside) > 0.01 * sum(areas)
