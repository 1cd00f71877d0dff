-- A figure of a chosen indicator in a chosen area and period, as it may be handed on: a value only where it is whole.
-- Lists are joined rather than searched row by row: the joins let whole blocks of the table be skipped.
-- grain: indicator_id, area_id, period
select
    figure.area_id,
    figure.indicator_id,
    figure.period,
    case when figure.status = 'complete' then figure.value end as value,
    figure.low,
    figure.high,
    figure.status,
    figure.hidden_cells,
    figure.origin,
from mart.indicator_value as figure
where
    figure.indicator_id in (select unnest($indicator_ids))
    and figure.area_id in (select unnest($area_ids))
    and figure.period >= $first_period
    and figure.period <= $last_period
order by figure.indicator_id, figure.area_id, figure.period
