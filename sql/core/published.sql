-- One published figure that cannot be summed, in today's codes (unit of the indicator).
-- A municipality joined from several published parts has none: a rate of a part is not the rate of the whole.
-- grain: indicator_id, area_id, period
-- kept as: view
select
    placed.figure_id as indicator_id,
    placed.area_id,
    placed.period,
    placed.value,
    case
        when placed.missing_cells > 0 then 'missing'
        when placed.hidden_cells > 0 then 'hidden'
        else 'complete'
    end as status
from core.placed as placed
inner join catalogue.indicator as indicator
    on placed.figure_id = indicator.indicator_id
where
    placed.group_id = 'all'
    and placed.parts = 1
