-- A published area whose occupations make up those of an area in a month: the area itself, else its municipalities.
-- is_whole is false where a municipality of the area was not published that month: then sums are not known.
-- grain: area_id, period, part_code
with asked as (
    select
        asked.area_code as part_code,
        coalesce(change.new_id, asked.area_code) as area_id,
        asked.period,
        asked.area_position,
        asked.month_position
    from stage.statfin_tyonv_12ti_area_asked as asked
    left join catalogue.municipality_change as change
        on asked.area_code = change.old_id
),

own as (
    select
        area.area_id,
        asked.period,
        asked.part_code,
        asked.area_position,
        asked.month_position,
        true as is_published,
        true as is_whole
    from core.area as area
    inner join asked
        on area.area_id = asked.area_id
),

month as (
    select distinct period
    from asked
),

needed as (
    select
        member.area_id,
        member.municipality_id,
        month.period
    from core.area_member as member
    inner join core.area as area
        on member.area_id = area.area_id
    cross join month
    anti join own
        on
            member.area_id = own.area_id
            and month.period = own.period
    where area.level not in ('country', 'municipality')
),

summed as (
    select
        needed.area_id,
        needed.period,
        asked.part_code,
        asked.area_position,
        asked.month_position,
        false as is_published,
        bool_and(asked.part_code is not null) over (partition by needed.area_id, needed.period) as is_whole
    from needed
    left join asked
        on
            needed.municipality_id = asked.area_id
            and needed.period = asked.period
)

select * from own
union all
select * from summed
where part_code is not null
order by area_id, period, part_code
