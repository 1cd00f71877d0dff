-- The newest period of a source has less than half as many numbers as the period before: it is not whole, or hidden.
with counted as (
    select
        source_id,
        period,
        count(value) as numbers
    from stage.figure
    group by all
)

select
    source_id,
    period,
    numbers,
    lag(numbers) over (partition by source_id order by period) as before
from counted
qualify
    period = max(period) over (partition by source_id)
    and 2 * numbers < lag(numbers) over (partition by source_id order by period)
