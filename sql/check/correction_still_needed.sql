-- A correction expects a wrong value that the source no longer gives: it has been mended, take the row out.
select
    correction.source_id,
    correction.measure_id,
    correction.area_id,
    correction.period,
    correction.expected_value,
    figure.value
from catalogue.correction as correction
left join stage.figure as figure
    on
        correction.source_id = figure.source_id
        and correction.measure_id = figure.figure_id
        and correction.area_id = figure.area_code
        and correction.group_id = figure.group_id
        and correction.period = figure.period
where figure.value is distinct from correction.expected_value
