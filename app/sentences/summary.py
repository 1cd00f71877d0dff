"""The paragraph under the first sentence: is the change usual, broad unemployment, the peers, who, new vacancies."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from app import formatting
from app.i18n import Texts
from app.sentences.usual import crossed, usual
from app.values import Area, Break, Indicator, KeyFigure, Standing, change
from vertaispeili.methods.variation import NotTold, Variation


@dataclass(frozen=True)
class Told:
    """One indicator with the area's figure."""

    indicator: Indicator
    figure: KeyFigure


@dataclass(frozen=True)
class Summary:
    """What the paragraph is made from. `peers` are the own area and its good peers by the share; empty without."""

    area: Area
    share: Told | None
    variation: Variation | NotTold
    breaks: Sequence[Break]
    peers: Sequence[Standing]
    others: Sequence[Told]


_OTHERS = ("broad_unemployment_share", "long_term_share", "under_25_share", "new_vacancies")


def summary(facts: Summary, words: Texts) -> str:
    """Return the sentences that the numbers allow, in order; empty where they allow none."""
    others = {one.indicator.indicator_id: one for one in facts.others}
    sentences = [*_usual(facts, words), *_peers(facts, words)]
    sentences += [_other(others[name], words) for name in _OTHERS if name in others]
    return " ".join(one for one in sentences if one)


def _usual(facts: Summary, words: Texts) -> list[str]:
    # Only of a change that the first sentence tells, and which went somewhere.
    figure = facts.share.figure if facts.share else None
    found = change(figure.now, figure.before) if figure else None
    if figure is None or found is None or found.direction not in {"up", "down"}:
        return []
    told = usual(facts.variation, figure, words) if isinstance(facts.variation, Variation) else None
    within = crossed(facts.variation, facts.breaks, words)
    parts = [words("summary.usual", usual=told)] if told else []
    return [*parts, *([words("summary.crossed", crossed=within)] if within else [])]


def _peers(facts: Summary, words: Texts) -> list[str]:
    own = next((one for one in facts.peers if one.area_id == facts.area.area_id), None)
    others = [one for one in facts.peers if one.area_id != facts.area.area_id]
    if own is None or not others or facts.share is None:
        return []
    if own.low > max(one.high for one in others):
        return [words("summary.above_all")]
    if own.high < min(one.low for one in others):
        return [words("summary.below_all")]
    decimals = facts.share.indicator.decimals
    low, high = median(one.low for one in others), median(one.high for one in others)
    middle = formatting.with_unit(formatting.bounds(low, high, decimals, words.language), "percent", words)
    return [words("summary.peers", median=middle)]


def _other(told: Told, words: Texts) -> str:
    now = told.figure.now
    if now.status == "missing" or now.is_hidden:
        return ""
    return words(f"summary.{told.indicator.indicator_id}", figure=formatting.figure(now, told.indicator, words))
