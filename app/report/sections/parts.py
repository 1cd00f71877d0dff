"""What every section is made of: sentences of indicators, a section of what there is."""

from collections.abc import Iterable, Sequence

from app.report.facts import Facts
from app.report.model import Block, Paragraph, Section
from app.sentences import stated as sentences
from app.sentences.stated import Stated
from app.values import Indicator


def made(facts: Facts, section_id: str, blocks: Iterable[Block | None]) -> Section | None:
    """Return a section of the blocks that are there; None where none is."""
    found = tuple(one for one in blocks if one is not None)
    return Section(section_id, facts.words(f"report.section.{section_id}"), found) if found else None


def paragraph(sentences: Iterable[str]) -> Paragraph | None:
    """Return a paragraph of sentences; None where there are none."""
    text = " ".join(one for one in sentences if one)
    return Paragraph(text) if text else None


def told(facts: Facts, indicators: Sequence[Indicator]) -> list[str]:
    """Return what is told of some indicators in the own area, shares beside the whole country."""
    found = facts.figures(indicators, [facts.area, facts.country])
    figures: list[Stated] = []
    for one in indicators:
        period = facts.period_of(one)
        country = found.get((one.indicator_id, facts.country.area_id))
        has_country = country is not None and one.comparable_between_areas and not facts.area.is_country
        if period is not None:
            figure = found.get((one.indicator_id, facts.area.area_id))
            beside = country.now if country is not None and has_country else None
            figures.append(Stated(one, period, figure, facts.breaks(one), beside))
    return [sentences.paragraph(figures, facts.words)] if figures else []
