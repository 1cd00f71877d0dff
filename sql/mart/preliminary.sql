-- One January or February whose rates still rest on the labour force of the year before: preliminary until restated.
-- grain: indicator_id, period
with labour_force as (
    select
        area_id,
        period,
        persons,
        any_value(persons) filter (where month(period) = 12) over (
            partition by area_id
            order by period
            range between interval 2 months preceding and current row
        ) as persons_in_december
    from mart.labour_force
),

unchanged as (
    select period
    from labour_force
    where
        month(period) in (1, 2)
        and persons_in_december is not null
    group by all
    having bool_and(persons = persons_in_december)
)

select
    term.indicator_id,
    unchanged.period
from catalogue.indicator_term as term
cross join unchanged
where
    term.role = 'denominator'
    and term.measure_id = 'labour_force_persons'
order by term.indicator_id, unchanged.period
