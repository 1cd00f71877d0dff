-- A share whose numerator is part of its denominator is below 0 or above its whole.
select
    value.indicator_id,
    value.area_id,
    value.period,
    value.value,
    indicator.scale
from mart.indicator_value as value
inner join catalogue.indicator as indicator
    on value.indicator_id = indicator.indicator_id
where
    indicator.numerator_within_denominator
    and (value.low < 0 or value.high > indicator.scale)
