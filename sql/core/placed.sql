-- One figure of a place of today's division before levels are summed: old codes are added into today's municipality.
-- grain: figure_id, area_id, group_id, period
select
    figure.figure_id,
    coalesce(change.new_id, figure.area_code) as area_id,
    figure.group_id,
    figure.period,
    sum(coalesce(correction.corrected_value, figure.value)) as value,
    count(*) filter (where figure.value is null and figure.status = '...') as hidden_cells,
    count(*) filter (where figure.value is null and figure.status is distinct from '...') as missing_cells,
    count(*) as parts
from stage.figure as figure
left join catalogue.municipality_change as change
    on figure.area_code = change.old_id
left join catalogue.correction as correction
    on
        figure.source_id = correction.source_id
        and figure.figure_id = correction.measure_id
        and figure.area_code = correction.area_id
        and figure.group_id = correction.group_id
        and figure.period = correction.period
        and figure.value = correction.expected_value
inner join catalogue.area as known
    on coalesce(change.new_id, figure.area_code) = known.area_id
group by all
