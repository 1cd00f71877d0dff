"""The sections of a report, in the order of the official bulletin: each a function of the facts, or None."""

from collections.abc import Callable, Sequence

from app.report.facts import Facts
from app.report.model import Section
from app.report.sections import (
    breaks,
    commuting,
    definitions,
    duration,
    groups,
    hidden,
    key_figures,
    map_section,
    matching,
    members,
    peers,
    services,
    structure,
    vacancies,
)

SECTIONS: tuple[Callable[[Facts], Section | None], ...] = (
    key_figures.section,
    groups.section,
    duration.section,
    services.section,
    vacancies.section,
    matching.section,
    peers.section,
    commuting.section,
    map_section.section,
    members.section,
    structure.section,
    breaks.section,
)

# What closes a report speaks of the figures in the sections before it.
ENDINGS: tuple[Callable[[Facts, Sequence[Section]], Section | None], ...] = (
    hidden.section,
    definitions.section,
)
