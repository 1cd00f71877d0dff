-- A refresh, or one source in it, newest first.
-- Times are microseconds since 1970 in UTC: a driver-neutral form.
-- grain: run_id, source_id, started_at
select
    run_id,
    source_id,
    epoch_us(started_at) as started_at,
    epoch_us(finished_at) as finished_at,
    outcome,
    message,
    data_calls,
    cells,
from catalogue.run as run
qualify row_number() over (order by run.started_at desc, run.source_id asc nulls first) <= $most
order by run.started_at desc, run.source_id asc nulls first
