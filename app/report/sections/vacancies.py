"""Vacancies: how many were reported, how many were open, how many for each unemployed jobseeker."""

from app.report.facts import Facts
from app.report.model import Section
from app.report.pictures import Line, lines, title_of
from app.report.sections.parts import made, paragraph, told
from app.report.tables import indicator_table

_NEW, _OPEN, _PER_UNEMPLOYED = "new_vacancies", "open_vacancies", "vacancies_per_unemployed"


def section(facts: Facts) -> Section | None:
    """Return the section."""
    shown = facts.of_topics("vacancies", "matching")
    if not shown:
        return None
    drawn = facts.indicators(_NEW, _OPEN)
    wanted = [
        Line(one, facts.area, "own" if one.indicator_id == _NEW else "other", one.short.of(facts.language))
        for one in drawn
    ]
    chart = lines(facts, "vacancies_lines", title_of(facts, drawn[0], [facts.area]), wanted) if drawn else None
    table = indicator_table(facts, "vacancies", facts.words("report.caption.vacancies"), shown)
    return made(
        facts, "vacancies", [paragraph(told(facts, facts.indicators(_NEW, _OPEN, _PER_UNEMPLOYED))), chart, table]
    )
