-- One structural feature of an area in the newest year that has it (persons, per cent): what peers are chosen by.
-- Sum over sum of the terms in catalogue.structural_feature_term, published for the area or summed over municipalities,
-- never a mix. A feature with a hidden or missing part has no row: nothing is put in its place.
-- Left out because no source we read has it for municipalities: foreign-language share. The dependency ratio says what
-- the share aged 15-64 says; density says more of a municipality's forests than of its people, so location is counted
-- in people within 60 km. Language class is a filter, not a feature.
-- grain: area_id, feature_id
with needed as (
    select
        feature_id,
        count(*) as terms,
        count(*) filter (where role = 'denominator') > 0 as is_share
    from catalogue.structural_feature_term
    group by all
),

by_origin as (
    select
        term.feature_id,
        measure.area_id,
        measure.period,
        measure.origin,
        count(*) as terms,
        sum(term.factor::double * measure.value) filter (where term.role = 'numerator') as numerator,
        sum(term.factor::double * measure.value) filter (where term.role = 'denominator') as denominator
    from core.area_measure as measure
    inner join catalogue.structural_feature_term as term
        on
            measure.measure_id = term.measure_id
            and measure.group_id = term.group_id
    where
        measure.hidden_cells = 0
        and measure.missing_cells = 0
    group by all
),

from_terms as (
    select
        by_origin.feature_id,
        by_origin.area_id,
        by_origin.period,
        case
            when needed.is_share then 100 * by_origin.numerator / nullif(by_origin.denominator, 0)
            else by_origin.numerator
        end as value
    from by_origin
    inner join needed
        on
            by_origin.feature_id = needed.feature_id
            and by_origin.terms = needed.terms
    qualify row_number() over (
        partition by by_origin.feature_id, by_origin.area_id, by_origin.period
        order by by_origin.origin = 'published' desc
    ) = 1
),

-- People of a municipality in the newest year, with where they live.
people as (
    select
        municipality.municipality_id,
        municipality.urban_rural_class,
        radians(municipality.latitude) as latitude,
        radians(municipality.longitude) as longitude,
        population.period,
        population.value
    from catalogue.municipality as municipality
    inner join core.observation as population
        on municipality.municipality_id = population.area_id
    where
        population.measure_id = 'population_persons'
        and population.group_id = 'all'
    qualify population.period = max(population.period) over ()
),

around as (
    select
        here.municipality_id,
        sum(there.value) as within_60_km
    from people as here
    cross join people as there
    where
        12742 * asin(sqrt(
            power(sin((there.latitude - here.latitude) / 2), 2)
            + cos(here.latitude) * cos(there.latitude) * power(sin((there.longitude - here.longitude) / 2), 2)
        )) <= 60
    group by all
),

working_age as (
    select
        area_id,
        period,
        value
    from core.area_published
    where
        indicator_id = 'working_age_share'
        and status = 'complete'
),

-- What the people of an area have on average, by the municipality they live in; null where one is not known.
of_members as (
    select
        member.area_id,
        any_value(people.period) as period,
        case when count(people.value) = count(*) then sum(people.value) end as everyone,
        sum(people.value * (people.urban_rural_class = 'KR1')::integer) as in_urban,
        sum(people.value * around.within_60_km) as within_60_km,
        case
            when count(working_age.value) = count(*)
                -- as decimals, whose sum is the same in any order
                then sum((people.value * working_age.value)::decimal(18, 1))::double
        end as of_working_age
    from core.area_member as member
    left join people
        on member.municipality_id = people.municipality_id
    left join around
        on member.municipality_id = around.municipality_id
    left join working_age
        on
            member.municipality_id = working_age.area_id
            and people.period = working_age.period
    group by all
),

feature as (
    select
        feature_id,
        area_id,
        period,
        value
    from from_terms

    union all

    select
        'working_age_share' as feature_id,
        area_id,
        period,
        value
    from working_age

    union all

    select
        'working_age_share' as feature_id,
        of_members.area_id,
        of_members.period,
        of_members.of_working_age / nullif(of_members.everyone, 0) as value
    from of_members
    anti join working_age
        on
            of_members.area_id = working_age.area_id
            and of_members.period = working_age.period

    union all

    select
        'urban_share' as feature_id,
        area_id,
        period,
        100 * in_urban / nullif(everyone, 0) as value
    from of_members

    union all

    select
        'people_within_60_km' as feature_id,
        area_id,
        period,
        within_60_km / nullif(everyone, 0) as value
    from of_members
)

select
    feature.area_id,
    area.level,
    feature.feature_id,
    feature.value,
    feature.period
from feature
inner join core.area as area
    on feature.area_id = area.area_id
where
    area.level != 'country'
    and feature.value is not null
-- All areas are compared in the same year: an area that lacks the newest year lacks the feature.
qualify feature.period = max(feature.period) over (partition by feature.feature_id)
order by feature.area_id, feature.feature_id
