"""The unemployed by group: sex, young, old, long-term, foreign, laid off."""

from app.report.facts import Facts
from app.report.model import Section
from app.report.pictures import bars
from app.report.sections.parts import made, paragraph, told
from app.report.tables import indicator_table

_COUNTS = (
    "unemployed_men",
    "unemployed_women",
    "under_25_unemployed",
    "over_50_unemployed",
    "long_term_unemployed",
    "foreign_unemployed",
    "disabled_or_ill_unemployed",
    "laid_off",
)
_TOLD = ("under_25_unemployed", "over_50_unemployed", "long_term_unemployed", "foreign_unemployed", "laid_off")
_SHARES = ("under_25_share", "long_term_share", "laid_off_share")


def section(facts: Facts) -> Section | None:
    """Return the section."""
    counts = facts.indicators(*_COUNTS)
    if not counts:
        return None
    words = facts.words
    rows = [*counts, *facts.indicators("reduced_week", *_SHARES)]
    return made(
        facts,
        "groups",
        [
            paragraph(told(facts, facts.indicators(*_TOLD))),
            bars(facts, "groups_bars", words("report.caption.groups_bars"), counts),
            indicator_table(facts, "groups", words("report.caption.groups"), rows),
            paragraph([words("report.note.groups")]),
        ],
    )
