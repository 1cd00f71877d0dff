-- The newest period of a source that gives municipalities lacks some of them.
with municipal as (
    select
        figure.source_id,
        figure.period,
        count(distinct placed.area_id) as municipalities
    from (
        select distinct
            source_id,
            figure_id,
            period
        from stage.figure
    ) as figure
    inner join core.placed as placed
        on
            figure.figure_id = placed.figure_id
            and figure.period = placed.period
    inner join core.area as area
        on placed.area_id = area.area_id
    where area.level = 'municipality'
    group by all
)

select
    source_id,
    period,
    municipalities,
    (select count(*) from core.area where level = 'municipality') as expected
from municipal
qualify
    period = max(period) over (partition by source_id)
    and municipalities < (select count(*) from core.area where level = 'municipality')
