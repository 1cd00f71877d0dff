-- A rate computed from published counts differs from the published rate by more than the last shown decimal.
select
    part.indicator_id,
    part.area_id,
    part.period,
    published.value as published,
    indicator.scale * part.numerator / part.denominator as computed
from core.indicator_part as part
inner join catalogue.indicator as indicator
    on part.indicator_id = indicator.indicator_id
inner join core.area_published as published
    on
        part.indicator_id = published.indicator_id
        and part.area_id = published.area_id
        and part.period = published.period
where
    part.origin = 'published'
    and part.numerator_hidden + part.denominator_hidden + part.missing_cells = 0
    and part.denominator > 0
    and published.status = 'complete'
    and abs(indicator.scale * part.numerator / part.denominator - published.value)
    > 1.5 * power(10, -indicator.decimals)
order by part.period desc
