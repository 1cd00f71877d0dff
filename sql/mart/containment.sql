-- How much of an area's commuting stays in it, in the newest year of flows (persons; a model's are not whole).
-- Computed areas of every rule are in it too, also a model's: the origin says which.
-- A municipality without a row among the flows sends nobody. A pair that is missing leaves its areas unknown.
-- grain: area_id
with member as (
    select
        area_id,
        municipality_id
    from core.area_member
    union
    select
        area_id,
        municipality_id
    from derive.travel_to_work_member
),

crossing as (
    select
        home.area_id,
        'residents' as side,
        flow.*
    from derive.commuting_flow as flow
    inner join member as home
        on flow.residence_id = home.municipality_id

    union all

    select
        work.area_id,
        'workers' as side,
        flow.*
    from derive.commuting_flow as flow
    inner join member as work
        on flow.workplace_id = work.municipality_id

    union all

    select
        home.area_id,
        'internal' as side,
        flow.*
    from derive.commuting_flow as flow
    inner join member as home
        on flow.residence_id = home.municipality_id
    inner join member as work
        on
            flow.workplace_id = work.municipality_id
            and home.area_id = work.area_id
),

summed as (
    select
        area_id,
        period,
        origin,
        coalesce(sum(employed_persons) filter (where side = 'residents'), 0) as residents,
        coalesce(sum(hidden_cells::double) filter (where side = 'residents'), 0) as residents_hidden,
        coalesce(sum(missing_cells::double) filter (where side = 'residents'), 0) as residents_missing,
        coalesce(sum(employed_persons) filter (where side = 'workers'), 0) as workers,
        coalesce(sum(hidden_cells::double) filter (where side = 'workers'), 0) as workers_hidden,
        coalesce(sum(missing_cells::double) filter (where side = 'workers'), 0) as workers_missing,
        coalesce(sum(employed_persons) filter (where side = 'internal'), 0) as internal,
        coalesce(sum(hidden_cells::double) filter (where side = 'internal'), 0) as internal_hidden,
        coalesce(sum(missing_cells::double) filter (where side = 'internal'), 0) as internal_missing
    from crossing
    group by all
)

select
    area_id,
    period,
    origin,
    if(residents_missing = 0, residents + residents_hidden, null) as residents_low,
    if(residents_missing = 0, residents + 4 * residents_hidden, null) as residents_high,
    if(workers_missing = 0, workers + workers_hidden, null) as workers_low,
    if(workers_missing = 0, workers + 4 * workers_hidden, null) as workers_high,
    if(internal_missing = 0, internal + internal_hidden, null) as internal_low,
    if(internal_missing = 0, internal + 4 * internal_hidden, null) as internal_high
from summed
order by area_id
