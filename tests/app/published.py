"""A small published warehouse with the contract's tables: seven employment areas, Åland, hidden cells, a break."""

# ruff: noqa: E501 - tables read better on their own lines

from pathlib import Path

import duckdb

from tests.app.commuted import commute
from tests.app.occupied import OCCUPIED
from vertaispeili.resources import sql_directory
from vertaispeili.warehouse import Warehouse

# Tables that follow from the others by the SQL of the project: views here, so that a test may add figures.
_DERIVED = ("indicator_period", "labour_force", "main_commuting_area")
VERSION = "20260721T060000.000000Z"

_AREAS = """
create schema core; create schema mart; create schema catalogue;
create table municipality(area_id varchar, name_fi varchar, name_sv varchar, parent varchar, unemployed int, force int);
insert into municipality values
    ('KU091', 'Helsinki', 'Helsingfors', 'TA08', 52000, 370000),
    ('KU837', 'Tampere', 'Tammerfors', 'TA39', 22000, 135000),
    ('KU211', 'Kangasala', 'Kangasala', 'TA39', 1500, 16000),
    ('KU922', 'Vesilahti', 'Vesilax', 'TA39', 150, 2100),
    ('KU598', 'Pietarsaari', 'Jakobstad', 'TA25', 700, 9000),
    ('KU440', 'Luoto', 'Larsmo', 'TA25', 90, 2500),
    ('KU398', 'Lahti', 'Lahtis', 'TA19', 10200, 57000),
    ('KU734', 'Salo', 'Salo', 'TA34', 2600, 23000),
    ('KU286', 'Kouvola', 'Kouvola', 'TA16', 4700, 35000),
    ('KU740', 'Savonlinna', 'Nyslott', 'TA36', 1900, 15500),
    ('KU478', 'Maarianhamina', 'Mariehamn', 'TA46', 300, 6100),
    ('KU766', 'Sottunga', 'Sottunga', 'TA46', 2, 45);
create table core.area as
select area_id, 'municipality' as level, name_fi, name_sv, name_fi as name_en, 'official' as origin from municipality
union all values ('SSS', 'country', 'Koko maa', 'Hela landet', 'Whole country', 'official'),
    ('TA08', 'employment_area', 'Helsinki', 'Helsingfors', 'Helsinki', 'official'),
    ('TA39', 'employment_area', 'Tampereen seutu', 'Tammerforsregionen', 'Tampere region', 'official'),
    ('TA25', 'employment_area', 'Pietarsaaren seutu', 'Jakobstadsregionen', 'Jakobstad region', 'official'),
    ('TA19', 'employment_area', 'Lahti', 'Lahtis', 'Lahti', 'official'),
    ('TA34', 'employment_area', 'Salo', 'Salo', 'Salo', 'official'),
    ('TA16', 'employment_area', 'Kouvola', 'Kouvola', 'Kouvola', 'official'),
    ('TA36', 'employment_area', 'Savonlinna', 'Nyslott', 'Savonlinna', 'official'),
    ('TA46', 'employment_area', 'Ahvenanmaa', 'Åland', 'Åland', 'official');
create table core.area_member as
select area_id, area_id as municipality_id from municipality
union all select parent, area_id from municipality union all select 'SSS', area_id from municipality;
"""

# The labour force steps each January; in January and February 2026 it is still that of December 2025.
_MEASURES = """
create table cell as
with month as (select period::date as period from range(date '2023-01-01', date '2026-07-01', interval 1 month) t(period))
select m.area_id, month.period, measure.measure_id,
    case measure.measure_id
        when 'labour_force_persons' then m.force + (if(month.period between '2026-01-01' and '2026-02-01', 2025,
            year(month.period)) - 2023) * (m.force // 100)
        when 'unemployed_persons' then m.unemployed + (m.unemployed * ((month(month.period) * 7) % 11 - 5)) // 100
            + (m.unemployed * (year(month.period) - 2023)) // 50
        when 'long_term_unemployed_persons' then m.unemployed // 3 + (m.unemployed * month(month.period)) // 400
        when 'unemployed_under_25_persons' then m.unemployed // 40
        when 'new_vacancies_count' then m.unemployed // 12 + month(month.period) * 3
    end as n
from municipality as m, month, (values ('labour_force_persons'), ('unemployed_persons'),
    ('long_term_unemployed_persons'), ('unemployed_under_25_persons'), ('new_vacancies_count')) as measure(measure_id);
create table core.observation as
select measure_id, member.area_id, 'all' as group_id, period,
    sum(if(n between 1 and 4, null, n)) as value, null::varchar as status,
    count(*) filter (where n between 1 and 4) as hidden_cells,
    sum(if(n between 1 and 4, 1, n)) as low, sum(if(n between 1 and 4, 4, n)) as high
from cell inner join core.area_member as member on member.municipality_id = cell.area_id
group by all;
"""

_INDICATORS = (
    # id, topic, position, kind, unit, decimals, polarity, comparable, count, steps, numerator, denominator
    ("unemployed", "unemployment", 10, "count", "persons", 0, "lower_is_better", False, None, False, "unemployed_persons", None),
    ("unemployment_share", "unemployment", 20, "ratio", "percent", 1, "lower_is_better", True, "unemployed", True,
     "unemployed_persons", "labour_force_persons"),
    ("long_term_share", "unemployment", 60, "ratio", "percent", 1, "lower_is_better", True, None, False,
     "long_term_unemployed_persons", "unemployed_persons"),
    ("under_25_share", "groups", 80, "ratio", "percent", 1, "neutral", True, None, False, "unemployed_under_25_persons",
     "unemployed_persons"),
    ("new_vacancies", "vacancies", 210, "count", "vacancies", 0, "higher_is_better", False, None, False, "new_vacancies_count", None),
    ("activation_rate", "services", 300, "published", "percent", 1, "neutral", True, None, False, None, None),
)  # fmt: skip

_EMPTY = """
create table catalogue.indicator(indicator_id varchar, topic varchar, position integer, kind varchar, unit varchar,
    scale integer, decimals integer, polarity varchar, frequency varchar, reference varchar,
    comparable_between_areas boolean, count_indicator_id varchar, denominator_steps_in_january boolean,
    title_fi varchar, title_sv varchar, title_en varchar, short_fi varchar, short_sv varchar, short_en varchar,
    description_fi varchar, description_sv varchar, description_en varchar,
    formula_fi varchar, formula_sv varchar, formula_en varchar,
    caveat_fi varchar, caveat_sv varchar, caveat_en varchar, source_ids varchar, numerator_within_denominator boolean);
create table mart.ratio(indicator_id varchar, area_id varchar, period date, numerator double, numerator_low double,
    numerator_high double, denominator double, denominator_low double, denominator_high double,
    indicator_key ubigint generated always as (md5_number_lower(indicator_id)));
create table mart.indicator_value(indicator_id varchar, area_id varchar, level varchar, period date, value double,
    low double, high double, status varchar, hidden_cells integer, origin varchar,
    indicator_key ubigint generated always as (md5_number_lower(indicator_id)));
"""

_COUNT = """
insert into mart.indicator_value
select $id, area_id, level, period, if(hidden_cells = 0, value, null), low, high,
    case when hidden_cells = 0 then 'complete' when value is null then 'hidden' else 'partial' end, hidden_cells, 'summed'
from core.observation inner join core.area using (area_id) where measure_id = $numerator
"""
_RATIO = """
insert into mart.ratio
select $id, n.area_id, n.period, n.value, n.low, n.high, d.value, d.low, d.high
from core.observation as n inner join core.observation as d using (area_id, period)
where n.measure_id = $numerator and d.measure_id = $denominator
"""
_RATE = """
insert into mart.indicator_value
select indicator_id, area_id, level, period,
    if(numerator_low = numerator_high and denominator_low = denominator_high, round(100 * numerator / denominator, 1), null),
    round(100 * numerator_low / denominator_high, 1), least(round(100 * numerator_high / denominator_low, 1), 100),
    case when numerator_low = numerator_high and denominator_low = denominator_high then 'complete'
        when numerator is null then 'hidden' else 'partial' end,
    (numerator_low <> numerator_high)::int, 'summed'
from mart.ratio inner join core.area using (area_id) where indicator_id = $id
"""

_REST = """
create table mart.statistical_break as select * from (values
    ('new_vacancies', null::varchar, null::varchar, 'below_country', date '2025-02-01', date '2026-06-01', 'vacancies_without_municipality',
        'Osa paikoista ilman kuntaa', 'En del jobb utan kommun', 'Some vacancies without a municipality',
        'Osa paikoista on ilman kuntaa.', 'En del jobb saknar kommun.', 'Some vacancies have no municipality.', true),
    ('unemployment_share', null, null, 'all', date '2025-01-01', date '2025-01-01', 'services_transfer_2025', 'Palvelut siirtyivät kunnille 1/2025',
        'Servicen till kommunerna 1/2025', 'Services to municipalities 1/2025', 'Siirto.', 'Flytt.', 'Move.', false),
    ('unemployment_share', null, 'yearly_january', 'all', date '2007-01-01', date '2007-01-01', 'labour_force_step', 'Työvoima vaihtuu tammikuussa',
        'Arbetskraften byts', 'Labour force changes', 'Vaihtuu.', 'Byts.', 'Changes.', false),
    ('unemployment_share', 'KU211', null, 'below_country', date '2024-01-01', date '2024-01-01', 'merger', 'Kuntaliitos 1/2024',
        'Kommunsammanslagning', 'Merger', 'Liitos.', 'Gick samman.', 'Joined.', false)
) as t(indicator_id, area_id, recurrence, level_scope, first_period, last_period, break_id, name_fi, name_sv, name_en, text_fi, text_sv,
    text_en, stops_change);
create table mart.freshness as select * from (values
    ('statfin_tyonv_12r5', '12r5', 'Työttömät työnhakijat', 'Arbetslösa arbetssökande', 'Unemployed jobseekers', 'KEHA-keskus, Työnvälitystilasto', 'UF-centret, Arbetsförmedlingsstatistik',
        'KEHA Centre, Employment Service Statistics', 'CC BY 4.0', date '2026-06-01', timestamptz '2026-07-21 05:00:00Z',
        timestamptz '2026-07-21 06:00:00Z', timestamptz '2026-07-22 05:00:00Z', 'fresh', null::varchar,
        timestamptz '2026-08-25 05:00:00Z', false),
    ('statfin_tyonv_12u4', '12u4', 'Palveluissa olevat', 'Deltagare i tjänster', 'Persons in services', 'KEHA-keskus, Työnvälitystilasto', 'UF-centret, Arbetsförmedlingsstatistik',
        'KEHA Centre, Employment Service Statistics', 'CC BY 4.0', null, null, null, timestamptz '2026-07-22 05:00:00Z',
        'absent', 'The publisher did not answer.', null, false)
) as t(source_id, table_code, title_fi, title_sv, title_en, publisher_fi, publisher_sv, publisher_en, licence, last_period, updated_at, fetched_at,
    checked_at, outcome, message, next_release_at, next_release_is_published);
create table catalogue.source as select source_id, 'StatFin/tyonv/' || table_code || '.px' as table_address, 'month' as frequency
from mart.freshness;
create table core.revision as select * from (values
    ('statfin_tyonv_12r5', 'KU211', date '2024-01-01', timestamptz '2026-07-21 05:00:00Z', 'restated'),
    ('statfin_tyonv_12r5', 'KU211', date '2024-02-01', timestamptz '2026-07-21 05:00:00Z', 'restated'),
    ('statfin_tyonv_12r5', 'KU289', date '2024-02-01', timestamptz '2026-07-21 05:00:00Z', 'retired')
) as t(source_id, area_code, period, replaced_at, reason);
create table catalogue.structural_feature(feature_id varchar, position integer, unit varchar, compared_as varchar,
    title_fi varchar, title_sv varchar, title_en varchar, description_fi varchar, description_sv varchar,
    description_en varchar);
create table mart.structure(area_id varchar, level varchar, feature_id varchar, value double, period date);
create schema derive; create schema stage;
create table derive.commuting_flow(residence_id varchar, workplace_id varchar, period date, employed_persons double,
    hidden_cells bigint, missing_cells bigint, origin varchar);
create table derive.travel_to_work_area(area_id varchar, rule_id varchar, centre_id varchar, origin varchar, period date,
    validity double);
create table derive.travel_to_work_member(area_id varchar, municipality_id varchar, rule_id varchar, is_late boolean);
create table catalogue.travel_to_work_setting as
select 1000 as min_size, 0.6667::double as min_containment, 10000 as target_size, 0.75::double as target_containment;
create table catalogue.travel_to_work_rule as select 'looser' as rule_id, 1 as position, 1000::double as min_size,
    0.6::double as min_containment, 10000::double as target_size, 0.75::double as target_containment, 'Väljemmät rajat' as name_fi,
    'Lösare gränser' as name_sv, 'Looser limits' as name_en;
create table mart.containment(area_id varchar, period date, origin varchar, residents_low double, residents_high double,
    workers_low double, workers_high double, internal_low double, internal_high double);
create table derive.tile as
select area_id as municipality_id, (row_number() over (order by area_id) - 1) % 4 as tile_column,
    (row_number() over (order by area_id) - 1) // 4 as tile_row from municipality;
create table stage.statfin_boundary(area_id varchar, geometry varchar);
create table mart.preliminary as select 'unemployment_share' as indicator_id, unnest([date '2026-01-01', date '2026-02-01']) as period;
create table catalogue.run as select * from (values
    ('r1', null, timestamptz '2026-07-21 06:00:00Z', timestamptz '2026-07-21 06:05:00Z', 'published', null, 18, 2040000,
        date '2026-06-01', null),
    ('r1', 'statfin_tyonv_12u4', timestamptz '2026-07-21 06:01:00Z', timestamptz '2026-07-21 06:03:00Z', 'absent',
        'The publisher did not answer.', 0, 0, null, null)
) as t(run_id, source_id, started_at, finished_at, outcome, message, data_calls, cells, last_period, updated_at);
"""


def publish(directory: Path, source: str = "live", version: str = VERSION) -> Warehouse:
    """Build the warehouse and point to it."""
    warehouse = Warehouse(directory)
    warehouse.files.mkdir(parents=True, exist_ok=True)
    path = warehouse.files / f"{version}.duckdb"
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as connection:
        connection.execute(_AREAS + _MEASURES + _EMPTY + _REST)
        for name in _DERIVED:
            text = (sql_directory() / "mart" / f"{name}.sql").read_text("utf-8")
            connection.execute(f"create view mart.{name} as {text}")
        for row in _INDICATORS:
            _add(connection, row)
        connection.execute(OCCUPIED)
        commute(connection)
        connection.execute(
            "create table catalogue.build as select $source as data_source, $built::timestamp as built_at, "
            "$version as version, date '2026-01-01' as division_date",
            {"source": source, "version": version, "built": f"{version[:4]}-{version[4:6]}-{version[6:8]} 06:05:00"},
        )
    warehouse.publish(path)
    return warehouse


def _add(connection: duckdb.DuckDBPyConnection, row: tuple[object, ...]) -> None:
    name, topic, position, kind, unit, decimals, polarity, comparable, count, steps, numerator, denominator = row
    texts = [
        f"{field} {name} {language}"
        for field in ("Otsikko", "Lyhyt", "Selite", "Kaava")
        for language in ("fi", "sv", "en")
    ]
    source = "statfin_tyonv_12u4" if kind == "published" else "statfin_tyonv_12r5"
    values = [name, topic, position, kind, unit, 100 if kind == "ratio" else 1, decimals, polarity, "month",
              "during" if unit == "vacancies" else "end", comparable, count, steps, *texts, None, None, None, source,
              denominator == "unemployed_persons"]  # fmt: skip
    connection.execute(f"insert into catalogue.indicator values ({', '.join('?' * len(values))})", values)
    if kind == "count":
        connection.execute(_COUNT, {"id": name, "numerator": numerator})
    if kind == "ratio":
        connection.execute(_RATIO, {"id": name, "numerator": numerator, "denominator": denominator})
        connection.execute(_RATE, {"id": name})
