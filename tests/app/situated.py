"""The small published warehouse with what an area is seen against: years of history, a commuting area, peers."""

# ruff: noqa: E501 - tables read better on their own lines

from pathlib import Path

import duckdb

from tests.app.published import VERSION, publish
from vertaispeili.warehouse import Warehouse

# Nine and a half years: what is there from 2023 to 2025 again three and six years earlier.
_HISTORY = """
insert into mart.indicator_value
select indicator_id, area_id, level, (period - (interval 1 year) * back.years)::date, value, low, high, status, hidden_cells, origin
from mart.indicator_value, (values (3), (6)) as back(years)
where period < '2026-01-01';
"""

# Tampere and Kangasala are a commuting area, Vesilahti is in none; Vesilahti has a labour force of under a thousand.
_PLACES = """
insert into core.area values
    ('TK2023_14', 'commuting_area', 'Tampereen tk-alue', 'Tammerfors pendlingsområde', 'Tampere travel-to-work area', 'official'),
    ('SK064', 'subregion', 'Tampereen seutukunta', 'Tammerfors ekonomiska region', 'Tampere sub-region', 'official'),
    ('MK21', 'region', 'Ahvenanmaa', 'Åland', 'Åland', 'official'),
    ('KR1', 'urban_rural_class', 'Kaupunkimaiset kunnat', 'Urbana kommuner', 'Urban municipalities', 'official');
insert into core.area_member values ('TK2023_14', 'KU837'), ('TK2023_14', 'KU211'), ('SK064', 'KU837'), ('SK064', 'KU211'),
    ('SK064', 'KU922'), ('MK21', 'KU478'), ('MK21', 'KU766'), ('KR1', 'KU837');
update core.observation set value = 900, low = 900, high = 900
where measure_id = 'labour_force_persons' and area_id = 'KU922';
insert into mart.indicator_value
select indicator_id, place.area_id, place.level, period, value, low, high, status, hidden_cells, origin
from mart.indicator_value as figure, (values ('TK2023_14', 'commuting_area'), ('SK064', 'subregion')) as place(area_id, level)
where figure.area_id = 'TA39' and figure.period >= '2023-01-01';
"""

# The municipalities differ by size only, so that the nearest are those next in size; none is far from the next.
_STRUCTURE = """
insert into catalogue.structural_feature values ('size', 1, 'persons', 'value', 'Koko', 'Storlek', 'Size', '', '', '');
insert into mart.structure
select area_id, 'municipality', 'size', row_number() over (order by force), date '2025-01-01' from municipality;
insert into mart.structure
select area_id, 'employment_area', 'size', row_number() over (order by area_id), date '2025-01-01'
from core.area where level = 'employment_area';
"""

# The newest share of Tampere is far from the usual; that of long-term unemployed too, across a break.
_NEWS = """
update mart.indicator_value set value = value + 6, low = low + 6, high = high + 6
where indicator_id in ('unemployment_share', 'long_term_share') and area_id = 'TA39' and period = '2026-06-01';
insert into mart.statistical_break values ('long_term_share', null, null, 'all', date '2026-05-01', date '2026-05-01',
    'general_support_2026', 'Yleistuki 5/2026', 'Allmänt stöd 5/2026', 'General support 5/2026', 'a', 'b', 'c', false);
update mart.statistical_break set break_id = 'old', first_period = '2021-01-01', last_period = '2021-01-01'
where indicator_id = 'unemployment_share' and break_id = 'services_transfer_2025';
"""


def situate(directory: Path) -> Warehouse:
    """Publish the small warehouse with these additions."""
    warehouse = publish(directory)
    with duckdb.connect(str(warehouse.files / f"{VERSION}.duckdb")) as connection:
        connection.execute(_HISTORY + _PLACES + _STRUCTURE + _NEWS)
    return warehouse
