-- The published warehouse itself.
-- Times are microseconds since 1970 in UTC: a driver-neutral form.
-- grain: version
select
    data_source,
    epoch_us(built_at) as built_at,
    version,
    division_date,
from catalogue.build
