"""The small published warehouse with what the open data need besides: a yearly indicator, odd figures, structure."""

from pathlib import Path

import duckdb

from tests.app.published import VERSION, publish
from vertaispeili.warehouse import Warehouse

# A partial figure as the real warehouse has it, with the part that is published; one whose bounds round to the same
# number; a missing one; and figures of years.
_FIGURES = """
update mart.indicator_value set value = low - 1
where indicator_id = 'unemployed' and area_id = 'TA46' and status = 'partial';
insert into mart.indicator_value values
    ('activation_rate', 'SSS', 'country', '2026-05-01', 30.1, 30.2, 30.2, 'partial', 1, 'summed'),
    ('activation_rate', 'KU837', 'municipality', '2026-06-01', null, null, null, 'missing', 1, 'published'),
    ('employment_rate', 'SSS', 'country', '2023-01-01', 72.0, 72.0, 72.0, 'complete', 0, 'published'),
    ('employment_rate', 'KU837', 'municipality', '2024-01-01', 71.5, 71.5, 71.5, 'complete', 0, 'published');
insert into catalogue.indicator by name
select 'employment_rate' as indicator_id, 'year' as frequency, * exclude (indicator_id, frequency)
from catalogue.indicator where indicator_id = 'activation_rate';
"""

_STRUCTURE = """
insert into core.area values ('MK21', 'region', 'Ahvenanmaa', 'Åland', 'Åland', 'official'),
    ('KS0', 'language_class', 'Yksikielinen', 'Enspråkig', 'Monolingual', 'official'),
    ('KS3', 'language_class', 'Kaksikielinen', 'Tvåspråkig', 'Bilingual', 'official');
insert into core.area_member values ('MK21', 'KU478'), ('MK21', 'KU766'), ('KS3', 'KU598'), ('KS3', 'KU440');
insert into core.area_member
select 'KS0', area_id from municipality where parent not in ('TA25', 'TA46');
create or replace table catalogue.structural_feature as
select feature_id, position, unit, compared_as, feature_id as title_fi, feature_id as title_sv, feature_id as title_en,
    '' as description_fi, '' as description_sv, '' as description_en
from (values ('population', 10, 'persons', 'logarithm'), ('public_share', 9, 'percent', 'value'),
    ('manufacturing_share', 2, 'percent', 'value')) as t(feature_id, position, unit, compared_as);
create or replace table mart.structure as
select core.area_member.area_id, level, feature_id,
    case feature_id
        when 'population' then sum(force) * 1.9
        when 'public_share' then 20 + sum(unemployed) % 17
        else 5 + sum(force) % 23
    end as value, date '2025-01-01' as period
from core.area_member
inner join core.area on core.area.area_id = core.area_member.area_id
inner join municipality on municipality.area_id = municipality_id
cross join catalogue.structural_feature
where level <> 'country'
group by core.area_member.area_id, level, feature_id;
"""

# More figures than one answer may have: every month of two centuries.
_PLENTY = """
insert into mart.indicator_value
select 'activation_rate', area_id, level, period::date, 1.0, 1.0, 1.0, 'complete', 0, 'published'
from core.area, range(date '1900-01-01', date '2100-01-01', interval 1 month) as t(period)
where area_id not in ('SSS', 'KU837');
insert into mart.indicator_value
select 'employment_rate', * exclude (indicator_id, indicator_key) from mart.indicator_value
where indicator_id = 'activation_rate';
insert into mart.indicator_value
select 'new_vacancies', * exclude (indicator_id, indicator_key) from mart.indicator_value
where indicator_id = 'activation_rate' and period < '2020-01-01';
"""


def publish_open(directory: Path, source: str = "live", version: str = VERSION, plenty: bool = False) -> Warehouse:
    """Build the warehouse and point to it; `plenty`: with more figures than fit an answer."""
    warehouse = publish(directory, source, version)
    with duckdb.connect(str(warehouse.current())) as connection:
        connection.execute(_FIGURES + _STRUCTURE + (_PLENTY if plenty else ""))
    return warehouse
