-- One published figure that cannot be summed, also for areas of one municipality (unit of the indicator).
-- grain: indicator_id, area_id, period
with only_member as (
    select
        area_id,
        any_value(municipality_id) as municipality_id
    from core.area_member
    group by all
    having count(*) = 1
)

select
    indicator_id,
    area_id,
    period,
    value,
    status
from core.published

union all

select
    published.indicator_id,
    only_member.area_id,
    published.period,
    published.value,
    published.status
from core.published as published
inner join only_member
    on published.area_id = only_member.municipality_id
where
    only_member.area_id != only_member.municipality_id
    and not exists (
        from core.published as own
        where
            own.indicator_id = published.indicator_id
            and own.area_id = only_member.area_id
            and own.period = published.period
    )
