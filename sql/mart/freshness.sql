-- One source: how new its data are, when it was asked last, what came of it, and when more is expected (UTC).
-- grain: source_id
with vintage as (
    select
        source_id,
        max(last_period) as last_period
    from catalogue.vintage
    group by all
)

select
    source.source_id,
    source.table_code,
    source.title_fi,
    source.title_sv,
    source.title_en,
    source.publisher_fi,
    source.publisher_sv,
    source.publisher_en,
    source.licence,
    vintage.last_period,
    state.updated_at,
    state.fetched_at,
    state.checked_at,
    state.outcome,
    state.message,
    state.next_release_at,
    state.next_release_is_published
from catalogue.source as source
inner join catalogue.source_state as state
    on source.source_id = state.source_id
left join vintage
    on source.source_id = vintage.source_id
order by source.source_id
