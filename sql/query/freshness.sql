-- A source and how fresh what we hold of it is.
-- Times are microseconds since 1970 in UTC: a driver-neutral form.
-- grain: source_id
select
    source_id,
    source.table_address,
    source.frequency,
    freshness.publisher_fi,
    freshness.publisher_sv,
    freshness.publisher_en,
    freshness.licence,
    last_period,
    epoch_us(updated_at) as updated_at,
    epoch_us(fetched_at) as fetched_at,
    epoch_us(checked_at) as checked_at,
    outcome,
    message,
    epoch_us(next_release_at) as next_release_at,
    next_release_is_published,
from mart.freshness as freshness
inner join catalogue.source as source using (source_id)
order by source_id
