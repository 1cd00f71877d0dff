-- A source and how fresh what we hold of it is.
-- Times are microseconds since 1970 in UTC: a driver-neutral form.
-- grain: source_id
select
    freshness.source_id,
    source.table_address,
    source.frequency,
    freshness.title_fi,
    freshness.title_sv,
    freshness.title_en,
    freshness.publisher_fi,
    freshness.publisher_sv,
    freshness.publisher_en,
    freshness.licence,
    freshness.last_period,
    epoch_us(freshness.updated_at) as updated_at,
    epoch_us(freshness.fetched_at) as fetched_at,
    epoch_us(freshness.checked_at) as checked_at,
    freshness.outcome,
    freshness.message,
    epoch_us(freshness.next_release_at) as next_release_at,
    freshness.next_release_is_published,
from mart.freshness as freshness
inner join catalogue.source as source using (source_id)
order by freshness.source_id
