-- Unemployed and vacancies of an area by occupation of $digits digits in a month: what is known of them, how many cells
-- are hidden (each 1 to 4), vacancies for one unemployed, and vacancies above what they would be if the occupation had
-- as many for one unemployed as all occupations of the area have together; the last two between bounds, which are one
-- number where all is known. Classes without an occupation are X. Why there is no tightness: reason.
-- grain: occupation_id
with cell as (
    select
        case
            when starts_with(occupation_id, 'X') and $digits < 4 then 'X'
            else left(occupation_id, $digits)
        end as occupation_id,
        sum(unemployed) as unemployed,
        sum(vacancies) as vacancies,
        sum(unemployed_hidden)::bigint as unemployed_hidden,
        sum(vacancies_hidden)::bigint as vacancies_hidden,
        bool_or(is_missing) as is_missing,
    from mart.occupation
    where
        area_id = $area_id
        and period = $period
    group by all
),

told as (
    select
        *,
        not starts_with(occupation_id, 'X') as is_occupation,
        unemployed + unemployed_hidden as unemployed_low,
        unemployed + 4 * unemployed_hidden as unemployed_high,
        vacancies + vacancies_hidden as vacancies_low,
        vacancies + 4 * vacancies_hidden as vacancies_high,
        case
            when is_missing then 'missing'
            when unemployed + unemployed_hidden = 0 then 'no_unemployed'
            when unemployed_hidden + vacancies_hidden > 0 then 'hidden'
        end as reason,
    from cell
),

total as (
    select
        unemployed,
        vacancies,
        unemployed_hidden,
        vacancies_hidden,
        is_missing,
    from mart.occupation_total
    where
        area_id = $area_id
        and period = $period
),

-- All occupations together: within the sum of their bounds, and within the published total less what is no occupation.
everybody as (
    select
        greatest(
            sum(told.unemployed_low) filter (where told.is_occupation),
            any_value(total.unemployed + total.unemployed_hidden)
            - coalesce(sum(told.unemployed_high) filter (where not told.is_occupation), 0)
        ) as unemployed_low,
        least(
            sum(told.unemployed_high) filter (where told.is_occupation),
            any_value(total.unemployed + 4 * total.unemployed_hidden)
            - coalesce(sum(told.unemployed_low) filter (where not told.is_occupation), 0)
        ) as unemployed_high,
        greatest(
            sum(told.vacancies_low) filter (where told.is_occupation),
            any_value(total.vacancies + total.vacancies_hidden)
            - coalesce(sum(told.vacancies_high) filter (where not told.is_occupation), 0)
        ) as vacancies_low,
        least(
            sum(told.vacancies_high) filter (where told.is_occupation),
            any_value(total.vacancies + 4 * total.vacancies_hidden)
            - coalesce(sum(told.vacancies_low) filter (where not told.is_occupation), 0)
        ) as vacancies_high,
        bool_or(told.is_missing) or any_value(total.is_missing) as is_missing,
    from told
    cross join total
)

select
    told.occupation_id,
    told.unemployed,
    told.vacancies,
    told.unemployed_hidden,
    told.vacancies_hidden,
    told.is_missing,
    told.reason,
    case
        when told.reason is null or told.reason = 'hidden' then told.vacancies_low / told.unemployed_high
    end as tightness_low,
    case
        when told.reason is null or told.reason = 'hidden' then told.vacancies_high / told.unemployed_low
    end as tightness_high,
    case
        when told.is_occupation and not everybody.is_missing
            then
                told.vacancies_low
                - told.unemployed_high * (everybody.vacancies_high / nullif(everybody.unemployed_low, 0))
    end as excess_low,
    case
        when told.is_occupation and not everybody.is_missing
            then
                told.vacancies_high
                - told.unemployed_low * (everybody.vacancies_low / nullif(everybody.unemployed_high, 0))
    end as excess_high,
from told
cross join everybody
where
    told.is_missing
    or told.unemployed_high + told.vacancies_high > 0
order by told.occupation_id
