-- A municipality outside an area that its residents go to or its workers come from (persons, bounds of hidden pairs).
-- A bound is null where a pair is missing, 0 where nobody goes.
-- grain: municipality_id
with own as (
    select municipality_id
    from core.area_member
    where area_id = $area_id
),

moved as (
    select
        workplace_id as municipality_id,
        'going' as direction,
        employed_persons,
        hidden_cells,
        missing_cells,
    from derive.commuting_flow
    where
        residence_id in (select own.municipality_id from own)
        and workplace_id not in (select own.municipality_id from own)

    union all

    select
        residence_id as municipality_id,
        'coming' as direction,
        employed_persons,
        hidden_cells,
        missing_cells,
    from derive.commuting_flow
    where
        workplace_id in (select own.municipality_id from own)
        and residence_id not in (select own.municipality_id from own)
),

summed as (
    select
        municipality_id,
        coalesce(sum(employed_persons) filter (where direction = 'going'), 0) as going,
        coalesce(sum(hidden_cells::double) filter (where direction = 'going'), 0) as going_hidden,
        coalesce(sum(missing_cells::double) filter (where direction = 'going'), 0) as going_missing,
        coalesce(sum(employed_persons) filter (where direction = 'coming'), 0) as coming,
        coalesce(sum(hidden_cells::double) filter (where direction = 'coming'), 0) as coming_hidden,
        coalesce(sum(missing_cells::double) filter (where direction = 'coming'), 0) as coming_missing,
    from moved
    group by all
)

select
    municipality_id,
    if(going_missing = 0, going + going_hidden, null) as going_low,
    if(going_missing = 0, going + 4 * going_hidden, null) as going_high,
    if(coming_missing = 0, coming + coming_hidden, null) as coming_low,
    if(coming_missing = 0, coming + 4 * coming_hidden, null) as coming_high,
from summed
order by municipality_id
