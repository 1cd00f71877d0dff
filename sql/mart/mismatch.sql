-- How far the vacancies of an area are in other occupations than its unemployed: the index of Sahin, Song, Topa and
-- Violante (2014), 0 to 1, by occupations of 1 to 4 digits; why there is none, and how much is left out of it.
-- Cells hidden on either side are left out of all sums before occupations are put together; classes that begin with X
-- are no occupations. Months before the newest 24 are there for the country and regions alone.
-- grain: area_id, period, digits
-- memory: bounded
with part as (
    select occupation_part.*
    from core.occupation_part
    inner join core.area
        on occupation_part.area_id = area.area_id
    where
        area.level in ('country', 'region')
        or occupation_part.period > (select max(newest.period) - interval 24 month from core.occupation_part as newest)
),

cell as (
    select
        published.area_position,
        published.month_position,
        published.occupation_id,
        published.unemployed::double as unemployed,
        published.vacancies::double as vacancies,
        published.is_missing,
        published.unemployed is not null and published.vacancies is not null as is_known,
        not starts_with(published.occupation_id, 'X') as is_occupation
    from stage.statfin_tyonv_12ti as published
    where published.occupation_id != 'SSS'
),

published_side as (
    select
        area_position,
        month_position,
        coalesce(sum(unemployed) filter (where is_occupation and is_known), 0) as unemployed,
        coalesce(sum(vacancies) filter (where is_occupation and is_known), 0) as vacancies,
        count(*) filter (where is_occupation and not is_known) as cells_left_out,
        coalesce(sum(coalesce(unemployed, 4)) filter (where is_occupation and not is_known), 0) as unemployed_out,
        coalesce(sum(coalesce(vacancies, 4)) filter (where is_occupation and not is_known), 0) as vacancies_out,
        coalesce(sum(unemployed) filter (where not is_occupation), 0) as unemployed_without_occupation,
        coalesce(sum(vacancies) filter (where not is_occupation), 0) as vacancies_without_occupation,
        coalesce(bool_or(is_missing) filter (where is_occupation), false) as is_missing
    from cell
    group by all
),

side as (
    select
        part.area_id,
        part.period,
        coalesce(sum(sums.unemployed), 0) as unemployed,
        coalesce(sum(sums.vacancies), 0) as vacancies,
        coalesce(sum(sums.cells_left_out), 0)::bigint as cells_left_out,
        coalesce(sum(sums.unemployed_out), 0) as unemployed_out,
        coalesce(sum(sums.vacancies_out), 0) as vacancies_out,
        coalesce(sum(sums.unemployed_without_occupation), 0) as unemployed_without_occupation,
        coalesce(sum(sums.vacancies_without_occupation), 0) as vacancies_without_occupation,
        coalesce(bool_or(sums.is_missing), false) or not bool_and(part.is_whole) as is_missing
    from part
    left join published_side as sums
        on
            part.area_position = sums.area_position
            and part.month_position = sums.month_position
    group by all
),

reasoned as (
    select
        *,
        case
            when is_missing then 'missing'
            when vacancies + vacancies_out = 0 then 'no_vacancies'
            when unemployed + unemployed_out = 0 then 'no_unemployed'
            when unemployed = 0 or vacancies = 0 then 'hidden'
        end as reason
    from side
),

kept as (
    select
        part.area_id,
        part.period,
        cell.occupation_id,
        sum(cell.unemployed) as unemployed,
        sum(cell.vacancies) as vacancies
    from part
    inner join cell
        on
            part.area_position = cell.area_position
            and part.month_position = cell.month_position
    where
        cell.is_occupation
        and cell.is_known
    group by all
),

three as (
    select
        area_id,
        period,
        left(occupation_id, 3) as occupation_id,
        sum(unemployed) as unemployed,
        sum(vacancies) as vacancies
    from kept
    group by all
),

two as (
    select
        area_id,
        period,
        left(occupation_id, 2) as occupation_id,
        sum(unemployed) as unemployed,
        sum(vacancies) as vacancies
    from three
    group by all
),

one as (
    select
        area_id,
        period,
        left(occupation_id, 1) as occupation_id,
        sum(unemployed) as unemployed,
        sum(vacancies) as vacancies
    from two
    group by all
),

by_digits as (
    select
        4 as digits,
        *
    from kept
    union all by name
    select
        3 as digits,
        *
    from three
    union all by name
    select
        2 as digits,
        *
    from two
    union all by name
    select
        1 as digits,
        *
    from one
),

-- Rounded, so that the order of adding, which a database is free to choose, does not show.
matched as (
    select
        part.area_id,
        part.period,
        part.digits,
        round(1 - sum(pow(part.vacancies / whole.vacancies, 0.25) * pow(part.unemployed / whole.unemployed, 0.75)), 9)
            as mismatch_25,
        round(1 - sum(pow(part.vacancies / whole.vacancies, 0.5) * pow(part.unemployed / whole.unemployed, 0.5)), 9)
            as mismatch_50,
        round(1 - sum(pow(part.vacancies / whole.vacancies, 0.75) * pow(part.unemployed / whole.unemployed, 0.25)), 9)
            as mismatch_75
    from by_digits as part
    inner join reasoned as whole
        on
            part.area_id = whole.area_id
            and part.period = whole.period
    where whole.reason is null
    group by all
),

-- In the last binary place two equal distributions could come out better than matched.
index as (
    select
        area_id,
        period,
        digits,
        least(greatest(mismatch_25, 0), 1) as mismatch_25,
        least(greatest(mismatch_50, 0), 1) as mismatch_50,
        least(greatest(mismatch_75, 0), 1) as mismatch_75
    from matched
)

select
    reasoned.area_id,
    reasoned.period,
    level.digits,
    reasoned.unemployed,
    reasoned.vacancies,
    reasoned.cells_left_out,
    case
        when not reasoned.is_missing
            then reasoned.unemployed_out / greatest(reasoned.unemployed + reasoned.unemployed_out, 1)
    end as unemployed_left_out_high,
    case
        when not reasoned.is_missing
            then reasoned.vacancies_out / greatest(reasoned.vacancies + reasoned.vacancies_out, 1)
    end as vacancies_left_out_high,
    reasoned.unemployed_without_occupation,
    reasoned.vacancies_without_occupation,
    index.mismatch_25,
    index.mismatch_50,
    index.mismatch_75,
    reasoned.reason
from reasoned
cross join (values (1), (2), (3), (4)) as level (digits)
left join index
    on
        reasoned.area_id = index.area_id
        and reasoned.period = index.period
        and level.digits = index.digits
order by reasoned.area_id, reasoned.period, level.digits
