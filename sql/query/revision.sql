-- What a source's later release said otherwise (restated) or no longer has (retired), release by release, newest first.
-- Times are microseconds since 1970 in UTC: a driver-neutral form.
-- grain: source_id, replaced_at
select
    source_id,
    epoch_us(replaced_at) as replaced_at,
    count(*) filter (where reason = 'restated') as restated,
    count(*) filter (where reason = 'retired') as retired,
    count(distinct area_code) as areas,
    min(period) as first_period,
    max(period) as last_period,
from core.revision
group by source_id, replaced_at
order by core.revision.replaced_at desc, source_id asc
