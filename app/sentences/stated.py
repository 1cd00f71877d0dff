"""One figure told as a report tells it: how much and when, how it changed on the year, and the whole country."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app import formatting
from app.i18n import Texts
from app.sentences.change import stopping_break
from app.values import Break, Change, Indicator, KeyFigure, Point, change


@dataclass(frozen=True)
class Stated:
    """One indicator in one area; `figure` is None where the warehouse has no row for the period.

    country: the country's figure, to be told beside a share. count: the count behind a share.
    """

    indicator: Indicator
    period: date
    figure: KeyFigure | None
    breaks: Sequence[Break] = ()
    country: Point | None = None
    count: Point | None = None


def stated(one: Stated, words: Texts) -> str:
    """Return one or two sentences: the figure with its change, and why there is no change where there is none."""
    return paragraph([one], words)


def paragraph(figures: Sequence[Stated], words: Texts) -> str:
    """Return the sentences of several figures; a month is said where it changes, a break that stops changes once."""
    sentences: list[str] = []
    stops: dict[str, None] = {}
    said = ""
    for one in figures:
        when = _when(one, words)
        sentences.append(_sentence(one, "" if when == said else when, words))
        said = when
        stopping = stopping_break(one.breaks, one.figure) if one.figure and _is_told(one.figure.now) else None
        if stopping is not None:
            stops[words("change.broken", name=stopping.name.of(words.language))] = None
    return " ".join([*sentences, *stops])


def _is_told(now: Point) -> bool:
    return now.status != "missing" and not now.is_hidden


def _sentence(one: Stated, when: str, words: Texts) -> str:
    now = one.figure.now if one.figure else None
    named, kind = words(f"report.of.{one.indicator.indicator_id}"), _kind(one.indicator)
    if one.figure is None or now is None or now.status == "missing":
        return words("report.said.missing", of=named, when=when)
    if now.low is None or now.high is None:
        return f"{words('report.said.hidden_alone', of=named, when=when)}{_country(one, words)}."
    text = formatting.with_unit(
        formatting.bounds(now.low, now.high, one.indicator.decimals, words.language), one.indicator.unit, words
    )
    if now.is_hidden:
        hidden = words(f"report.said.{kind}_hidden", of=named, when=when, bounds=text)
        return f"{hidden}{_country(one, words)}."
    notes = [note for note in (formatting.hidden_note(now, words), _count(one, words)) if note]
    figure = f"{text} ({', '.join(notes)})" if notes else text
    sentence = words(f"report.said.{kind}", figure=figure, when=when, **_subject(one, named, words))
    moved, reason = _change(one, one.figure, words)
    return f"{sentence}{moved}{_country(one, words)}.{reason}"


def _kind(indicator: Indicator) -> str:
    return "count" if indicator.kind == "count" else "ratio"


def _subject(one: Stated, named: str, words: Texts) -> dict[str, str]:
    if one.indicator.kind == "count":
        return {"some": words(f"report.some.{one.indicator.indicator_id}")}
    return {"of": named}


def _when(one: Stated, words: Texts) -> str:
    indicator = one.indicator
    kind = "year" if indicator.frequency == "year" else indicator.reference
    month = formatting.period(one.period, "month", words.language).rpartition(" ")[0]
    return words(f"report.when.{kind}", month=month, year=one.period.year)


def _count(one: Stated, words: Texts) -> str:
    count = one.count
    if count is None or count.is_hidden or count.low is None or count.high is None or count.status == "missing":
        return ""
    n = formatting.bounds(count.low, count.high, 0, words.language)
    return words.count("report.said.people", int(count.high), n=n)


def _change(one: Stated, figure: KeyFigure, words: Texts) -> tuple[str, str]:
    """Return how the sentence goes on, and the sentence after it."""
    if stopping_break(one.breaks, figure) is not None:
        return "", ""
    if figure.before is None or figure.before.status == "missing":
        return "", f" {words('change.no_earlier')}"
    moved = change(figure.now, figure.before)
    if moved is None:
        earlier = formatting.figure(figure.before, one.indicator, words)
        return "", f" {words('change.none', figure=earlier)}"
    return _moved(one, moved, figure.before, words), ""


def _moved(one: Stated, moved: Change, before: Point, words: Texts) -> str:
    kind = _kind(one.indicator)
    if moved.direction in {"none", "unknown"}:
        return words(f"report.moved.{kind}_{moved.direction}")
    if kind == "count" and before.exact == 0:
        return words("report.moved.count_from_none", amount=_amount(one, moved, words))
    amount = _amount(one, moved, words)
    percent = formatting.relative(one.figure.now, before, words.language) if one.figure and kind == "count" else None
    if percent is not None:
        share = formatting.with_unit(formatting.number(abs(percent), 1, words.language), "percent", words)
        amount = f"{amount} ({share})"
    return words(f"report.moved.{kind}_{moved.direction}", amount=amount)


def _amount(one: Stated, moved: Change, words: Texts) -> str:
    low, high = sorted((abs(moved.low), abs(moved.high)))
    text = formatting.bounds(low, high, one.indicator.decimals, words.language)
    return f"{text}{formatting.NO_BREAK}{words('unit.points')}" if one.indicator.unit == "percent" else text


def _country(one: Stated, words: Texts) -> str:
    if one.country is None or one.country.exact is None:
        return ""
    return words("report.said.country", figure=formatting.figure(one.country, one.indicator, words))
