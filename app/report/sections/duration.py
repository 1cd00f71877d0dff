"""How long unemployment lasts, and who comes and goes."""

from app.report.facts import Facts
from app.report.model import Section
from app.report.pictures import Line, bars, lines, title_of
from app.report.sections.parts import made, paragraph, told
from app.report.tables import indicator_table

_SHARE, _COUNT = "long_term_share", "long_term_unemployed"
_TOLD = ("mean_search_duration", "flow_over_12_months", "unemployment_started", "unemployment_ended")


def section(facts: Facts) -> Section | None:
    """Return the section."""
    share, known = facts.indicators(_SHARE), facts.of_topics("duration")
    spells = [one for one in known if one.kind == "count" and one.unit == "persons"]
    shown = [*facts.indicators(_COUNT, _SHARE), *(one for one in known if one not in spells)]
    if not shown:
        return None
    own, country, words = facts.area, facts.country, facts.words
    wanted = [Line(one, own, "own", facts.name(own)) for one in share]
    if not own.is_country:
        wanted += [Line(one, country, "country", facts.name(country)) for one in share]
    areas = [own] if own.is_country else [own, country]
    there = [one for one in known if one.indicator_id in _TOLD]
    return made(
        facts,
        "duration",
        [
            paragraph(told(facts, [*share, *there])),
            lines(facts, "duration_lines", title_of(facts, share[0], areas), wanted) if share else None,
            bars(facts, "duration_bars", words("report.caption.duration_bars"), spells) if spells else None,
            indicator_table(facts, "duration", words("report.caption.duration"), shown),
        ],
    )
