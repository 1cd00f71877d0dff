"""The key figures: what Situation tells, as a table, and the share over the last years."""

from collections.abc import Sequence

from app import sentences
from app.report.facts import Facts
from app.report.model import Paragraph, Section
from app.report.pictures import Line, lines, title_of
from app.report.sections.parts import made, paragraph
from app.report.tables import indicator_table
from app.sentences.summary import Told
from app.situation import CARDS, COUNT, SHARE
from app.values import Indicator
from vertaispeili.methods.variation import NotTold

_MOST_LINES = 10


def section(facts: Facts) -> Section | None:
    """Return the section."""
    shown = facts.indicators(COUNT, *CARDS)
    table = indicator_table(facts, "key_figures", facts.words("report.caption.key_figures"), shown) if shown else None
    return made(facts, "key_figures", [paragraph([_summary(facts)]), table, _targets(facts, shown), _lines(facts)])


def _targets(facts: Facts, shown: Sequence[Indicator]) -> Paragraph | None:
    """Say each own target with the distance to it."""
    told: list[str] = []
    for one in shown:
        own, figure = facts.target(one), facts.figure(one, facts.area)
        if own and figure:
            told.append(f"{one.short.of(facts.language)}. {sentences.target(own, figure.now, one, facts.words)}.")
    return paragraph(told)


def _summary(facts: Facts) -> str:
    situation = facts.situation
    told = {
        one.indicator.indicator_id: Told(one.indicator, one.figure) for one in situation.cards if one.figure is not None
    }
    share = told.get(SHARE)
    is_near = facts.comparison.kind == "peers" and facts.comparison.are_good
    summary = sentences.Summary(
        area=facts.area,
        share=share,
        variation=situation.variations.get(SHARE, NotTold("no_newest_change")),
        breaks=situation.breaks(share.indicator) if share else (),
        peers=situation.among_peers.get(SHARE, ()) if is_near else (),
        others=tuple(told.values()),
    )
    return sentences.summary(summary, facts.words)


def _lines(facts: Facts):
    found = facts.indicators(SHARE)
    if not found:
        return None
    own, country = (facts.area, facts.country)
    wanted = [Line(found[0], own, "own", facts.name(own))]
    if not own.is_country:
        wanted.append(Line(found[0], country, "country", facts.name(country)))
    if len(facts.comparison.areas) <= _MOST_LINES:
        role = "other" if facts.comparison.kind == "codes" else "peer"
        wanted += [Line(found[0], one, role, facts.name(one)) for one in facts.comparison.areas]
    title = title_of(facts, found[0], [own] if own.is_country else [own, country])
    return lines(facts, "share_lines", title, wanted)
