-- An occupation that the publisher gives in a month: there a cell without a row is zero on both sides.
-- grain: occupation_id, period
select
    occupation_code as occupation_id,
    period
from stage.statfin_tyonv_12ti_occupation_asked
