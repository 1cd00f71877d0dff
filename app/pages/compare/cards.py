"""An indicator over time: the lines of the chosen areas, a level's spread behind them, and the same as a table."""

from dash.development.base_component import Component

from app import formatting, sentences
from app.comparison import Panel, Refusal
from app.components.caption import Caption
from app.components.folded import Folded, folded_table
from app.components.plot import plot
from app.components.source import source_line
from app.components.tools import tools
from app.figures.lines import Level, Look, lines
from app.pages.compare import pieces
from app.sentences.comparison import answer
from app.targets import own_targets
from app.values import Point
from app.view import View
from vertaispeili.methods.targets import Target

_ALONE, _BESIDE = 440, 340


def card(view: View, shown: Panel | Refusal, *, is_only: bool) -> Component:
    """Return the card of one indicator; `is_only` when the page has no other."""
    name = "" if is_only else shown.indicator.short.of(view.language)
    if isinstance(shown, Refusal):
        return pieces.refused(view, shown, name)
    caption = _caption(view, shown, name)
    target = _target(view, shown)
    look = Look(shown.measure, shown.spread, _levels(view, shown, target), _ALONE if is_only else _BESIDE)
    figure = lines(shown.series, shown.breaks, view.words, is_sample=view.is_sample, look=look)
    return pieces.card(
        [
            *pieces.head(view, name, _answer(view, shown), caption.under),
            plot(view, caption, figure),
            *pieces.notes(view, _notes(view, shown, target), is_folded=not is_only),
            source_line(view, shown.indicator),
            tools(view, caption, table=_table(view, shown), selection=pieces.alone(view, shown.indicator)),
        ]
    )


def span(view: View, shown: Panel) -> dict[str, str]:
    """Return the first and the last period in words."""
    frequency = shown.indicator.frequency
    first, last = shown.periods[0], shown.periods[-1]
    return {
        "first": formatting.period(first, frequency, view.language),
        "last": formatting.period(last, frequency, view.language),
    }


def _caption(view: View, shown: Panel, name: str) -> Caption:
    words, indicator = view.words, shown.indicator
    made = shown.measure.made(words)
    what = ", ".join(part for part in (indicator.short.of(view.language), made) if part)
    under = words("compare.lines_title", indicator=what, **span(view, shown))
    if shown.spread:
        under = f"{under} · {words(f'level_set.{shown.level}')}"
    latest = "; ".join(f"{view.name(area)} {shown.measure.text(point, words)}" for area, point in shown.latest)
    said = words("compare.alternative_lines", indicator=what, figures=latest, **span(view, shown))
    title = pieces.titled(name, _answer(view, shown))
    return Caption(indicator.indicator_id.replace("_", "-"), title, under, said, (indicator,))


def _answer(view: View, shown: Panel) -> str:
    words = view.words
    period = pieces.period_text(view, shown.period, shown.indicator)
    said = words("compare.answer", period=period, answer=answer(shown.latest, shown.measure, words))
    if shown.median is None:
        return said
    median = words(
        "compare.level_median",
        set=words(f"level_set.{shown.level}"),
        median=shown.measure.text(shown.median, words),
    )
    return f"{said} · {median}"


def _target(view: View, shown: Panel) -> Target | None:
    return own_targets(view).of(view.own_area, shown.indicator, shown.period) if shown.measure.is_plain else None


def _levels(view: View, shown: Panel, target: Target | None) -> tuple[Level, ...]:
    if target is None:
        return ()
    text = shown.measure.text(
        Point(shown.period, target.value, target.value, target.value, "complete", 0, ""), view.words
    )
    return (Level(target.value, view.words("compare.target", value=text)),)


def _notes(view: View, shown: Panel, target: Target | None) -> list[str]:
    words, texts = view.words, list[str]()
    own = next((point for area, point in shown.latest if target and area.area_id == target.area_id), None)
    if target is not None and own is not None:
        texts.append(sentences.target(target, own, shown.indicator, words))
    texts += _made_notes(view, shown)
    if any(point.low != point.high for one in shown.series for point in one.points):
        texts.append(words("compare.whisker"))
    unknown = [view.name(one.area) for one in shown.series if all(point.status == "missing" for point in one.points)]
    if unknown:
        texts.append(words("compare.left_out", names=", ".join(unknown)))
    for one in shown.breaks:
        texts.append(f"{one.name.of(view.language)}: {one.text.of(view.language)}")
        if one.stops_change and not shown.measure.is_plain:
            texts.append(words("compare.stopped", name=one.name.of(view.language)))
    return texts


def _made_notes(view: View, shown: Panel) -> list[str]:
    words, texts = view.words, list[str]()
    if shown.measure.transform == "mean":
        texts.append(words(f"compare.mean_of.{'count' if shown.indicator.kind == 'count' else 'ratio'}"))
    elif view.selection.transform == "mean":
        texts.append(words("compare.yearly"))
    if shown.spread:
        texts.append(words("compare.spread_note"))
    elif view.selection.whole:
        texts.append(words("compare.no_spread"))
    return texts


def _table(view: View, shown: Panel) -> Component:
    words, indicator, measure = view.words, shown.indicator, shown.measure
    made = measure.made(words)
    title = ", ".join(part for part in (indicator.title.of(view.language), made) if part)
    caption = words("compare.caption_lines", indicator=title, unit=measure.unit(words), **span(view, shown))
    head = [words("compare.period_column"), *(view.name(one.area) for one in shown.series)]
    head += [words(f"compare.spread.{place}") for place in shown.spread]
    known = [*(one.points for one in shown.series), *shown.spread.values()]
    by_period = [{point.period: point for point in points} for points in known]
    rows: list[list[Folded]] = [
        [
            pieces.period_text(view, period, indicator).replace(" ", formatting.NO_BREAK),
            *(pieces.cell(view, points.get(period), measure) for points in by_period),
        ]
        for period in reversed(shown.periods)
    ]
    return folded_table(view, caption, head, rows)
