"""Who is in services: the activation rate, broad unemployment beside unemployment, the kinds, what followed."""

from collections.abc import Sequence

from app.report.facts import Facts
from app.report.model import Section, Table
from app.report.pictures import bars
from app.report.sections.parts import made, paragraph, told
from app.report.tables import indicator_table
from app.situation import SHARE
from app.values import Indicator

_TOLD = ("in_services", "activation_rate", SHARE, "broad_unemployment_share")
_BESIDE = (SHARE, "broad_unemployment_share")
_ALL = "in_services"


def section(facts: Facts) -> Section | None:
    """Return the section."""
    known, after = facts.of_topics("services"), facts.of_topics("outcomes")
    services = [one for one in known if not one.is_detail]
    if not services:
        return None
    words = facts.words
    kinds = [one for one in services if one.kind == "count" and one.indicator_id != _ALL]
    turnover = [one for one in known if one.is_detail and one.reference == "during"]
    return made(
        facts,
        "services",
        [
            paragraph(told(facts, facts.indicators(*_TOLD))),
            bars(facts, "services_bars", words("report.caption.services_bars"), kinds) if kinds else None,
            _table(facts, "services", [*services, *facts.indicators(*_BESIDE)]),
            _table(facts, "service_turnover", turnover),
            _table(facts, "outcomes", after),
            paragraph([words("report.note.outcomes")]) if after else None,
        ],
    )


def _table(facts: Facts, name: str, indicators: Sequence[Indicator]) -> Table | None:
    return indicator_table(facts, name, facts.words(f"report.caption.{name}"), indicators) if indicators else None
