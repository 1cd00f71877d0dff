-- A figure of the whole country is thirty times what it was, or a thirtieth: its unit or its content is another one.
-- Compared are the newest period with the one before, and what a release restates with what it was.
with country as (
    select
        source_id,
        figure_id,
        group_id,
        period,
        value as now,
        lag(value) over (partition by source_id, figure_id, group_id order by period) as before
    from stage.figure
    where area_code = 'SSS'
),

newest as (
    select *
    from country
    qualify period = max(period) over (partition by source_id, figure_id, group_id)
),

restated as (
    select
        country.source_id,
        country.figure_id,
        country.group_id,
        country.period,
        country.now,
        revision.value as before
    from core.revision as revision
    inner join catalogue.category as category
        on
            revision.source_id = category.source_id
            and category.column_name = 'content'
            and revision.content_code = category.category_code
    inner join country
        on
            revision.source_id = country.source_id
            and category.category_id = country.figure_id
            and revision.group_id = country.group_id
            and revision.period = country.period
    where revision.area_code = 'SSS' and revision.reason = 'restated'
)

select * from newest
where before >= 1000 and now > 0 and (now > 30 * before or 30 * now < before)
union all
select * from restated
where greatest(before, now) >= 1000 and least(before, now) > 0 and (now > 30 * before or 30 * now < before)
