"""The tables of occupations in the small published warehouse: four occupations, three months, hidden cells."""

OCCUPIED = """
create table core.occupation as
select occupation_id, length(occupation_id)::bigint as digits, name_fi, name_sv, name_en, is_occupation from (values
    ('2', 'Erityisasiantuntijat', 'Specialister', 'Professionals', true),
    ('2221', 'Ylihoitajat', 'Överskötare m.fl.', 'Nursing professionals', true),
    ('5', 'Palvelutyöntekijät', 'Servicepersonal', 'Service workers', true),
    ('5223', 'Myyjät', 'Butiksförsäljare', 'Shop sales assistants', true),
    ('7', 'Rakentajat', 'Byggnadsarbetare', 'Craft workers', true),
    ('7115', 'Kirvesmiehet', 'Timmermän', 'Carpenters', true),
    ('X', 'Ei ammattia', 'Inget yrke', 'No occupation', false),
    ('X211', 'Ei ammattia', 'Inget yrke', 'No occupation', false)
) as t(occupation_id, name_fi, name_sv, name_en, is_occupation);
create table occupied as
select m.area_id, occupation_id, period::date as period, m.unemployed * persons // 100 as u,
    m.unemployed * jobs // 1000 as v
from municipality as m, range(date '2026-04-01', date '2026-07-01', interval 1 month) as month(period),
    (values ('2221', 5, 40), ('5223', 30, 20), ('7115', 45, 30), ('X211', 20, 0)) as one(occupation_id, persons, jobs);
create table mart.occupation as
select member.area_id, occupation_id, period,
    coalesce(sum(if(u between 1 and 4, null, u)), 0)::double as unemployed,
    coalesce(sum(if(v between 1 and 4, null, v)), 0)::double as vacancies,
    count(*) filter (where u between 1 and 4) as unemployed_hidden,
    count(*) filter (where v between 1 and 4) as vacancies_hidden, false as is_missing, 'summed' as origin
from occupied inner join core.area_member as member on member.municipality_id = occupied.area_id group by all;
create table mart.occupation_total as
select area_id, period, sum(unemployed) as unemployed, sum(vacancies) as vacancies,
    sum(unemployed_hidden)::bigint as unemployed_hidden, sum(vacancies_hidden)::bigint as vacancies_hidden,
    area_id = 'KU740' as is_missing, 'summed' as origin
from mart.occupation group by all;
create table mart.occupation_without_place as
select occupation_id, period, 600.0 as vacancies, 0::bigint as vacancies_hidden
from range(date '2026-04-01', date '2026-07-01', interval 1 month) as month(period),
    (values ('SSS'), ('2221')) as one(occupation_id);
create table mart.mismatch as
select area_id, period, digits, unemployed, vacancies, unemployed_hidden + vacancies_hidden as cells_left_out,
    if(area_id in ('TA25', 'KU598', 'KU440'), 0.7, 0.1) as unemployed_left_out_high, 0.05 as vacancies_left_out_high,
    unemployed / 5 as unemployed_without_occupation, 0.0 as vacancies_without_occupation,
    if(area_id = 'KU766', null, 0.15 + digits / 100.0) as mismatch_25,
    if(area_id = 'KU766', null, 0.20 + digits / 100.0 + month(period) / 1000.0) as mismatch_50,
    if(area_id = 'KU766', null, 0.17 + digits / 100.0) as mismatch_75,
    if(area_id = 'KU766', 'no_vacancies', null) as reason
from mart.occupation_total, range(1, 5) as level(digits);
insert into mart.indicator_value
select 'open_vacancies', area_id, level, period, value // 10, value // 10, value // 10, 'complete', 0, 'summed'
from core.observation inner join core.area using (area_id)
where measure_id = 'unemployed_persons' and hidden_cells = 0;
insert into mart.statistical_break
select 'open_vacancies', * exclude (indicator_id) from mart.statistical_break where indicator_id = 'new_vacancies';
"""
