-- A source that the structure of areas is read from: of a summed term, of the working-age share, and of the classes.
-- grain: source_id
select source_figure.source_id
from catalogue.source_figure as source_figure
where
    source_figure.figure_id = 'working_age_share'
    or source_figure.figure_id in (select term.measure_id from catalogue.structural_feature_term as term)
union
select source.source_id
from catalogue.source as source
where source.source_id = 'statfin_classification'
order by source_id
