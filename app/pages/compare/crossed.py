"""Many areas in one period: in order, as a distribution, or by two indicators; each with the same as a table."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from app import formatting
from app.comparison import Cross, CrossRow, Rank, Refusal, chosen_only, cross, level_of, scattered
from app.components.caption import Caption
from app.components.folded import Folded, folded_table
from app.components.marks import sample_mark
from app.components.plot import plot
from app.components.source import source_line
from app.components.table import Cell, table
from app.components.tools import tools
from app.figures.distribution import Level, distribution
from app.figures.frame import Figure
from app.figures.ranking import Marked, in_order, ranking, shortened
from app.figures.scatter import Axis, scatter
from app.pages.compare import pieces
from app.sentences import comparison as sentences
from app.values import Area, Indicator, Point
from app.view import View

_SMALLEST = 5
_MOST_SAID = 10


def card(view: View, indicator: Indicator, *, is_only: bool) -> Component:
    """Return an indicator's card in the view of the address, ranking or distribution."""
    name = "" if is_only else indicator.short.of(view.language)
    is_ranking = view.selection.view == "ranking"
    shown = cross(view, indicator, view.selection.whole if is_ranking else level_of(view))
    if isinstance(shown, Cross) and not is_ranking and shown.areas_in_level < _SMALLEST:
        shown = Refusal(indicator, "few")
    if isinstance(shown, Refusal):
        return _refused(view, shown, name)
    kind = "ranking" if is_ranking else "distribution"
    caption = _caption(view, shown, name, kind)
    return pieces.card(
        [
            *pieces.head(view, name, _answer(view, shown, kind), caption.under),
            plot(view, caption, _figure(view, shown, kind)),
            *pieces.notes(view, _notes(view, shown, kind), is_folded=not is_only),
            source_line(view, indicator),
            tools(view, caption, table=_table(view, shown), selection=pieces.alone(view, indicator)),
        ]
    )


def scatter_card(view: View) -> Component:
    """Return the card of two indicators in the same areas."""
    found = scattered(view, level_of(view))
    if isinstance(found, Refusal):
        return _refused(view, found, "")
    rows = both(found)
    if len(rows) < _SMALLEST:
        return _refused(view, Refusal(found[0].indicator, "few"), "")
    words = view.words
    axes = (_axis(view, found[0]), _axis(view, found[1]))
    answer = _scatter_answer(view, found)
    first, second = map(_said, axes)
    under = f"{first} · {second} · {words(f'level_set.{found[0].level}')}"
    said = words("compare.alternative_scatter", first=first, second=second, answer=answer)
    indicators = (found[0].indicator, found[1].indicator)
    caption = Caption("scatter", answer, under, said, indicators)
    drawn = [(row.area, one, other) for row, one, other in rows]
    figure = scatter(drawn, axes, words, _marked(found[0]), is_sample=view.is_sample)
    texts = [words("compare.scatter_note"), *_hidden_note(view, [one for _, *pair in rows for one in pair])]
    if len(view.selection.indicators) > 2:
        texts.append(words("compare.two_first"))
    return pieces.card(
        [
            *pieces.head(view, "", answer, under),
            plot(view, caption, figure),
            *pieces.notes(view, texts),
            source_line(view, *indicators),
            tools(view, caption, table=_scatter_table(view, rows, axes)),
        ]
    )


def both(found: tuple[Cross, Cross]) -> list[tuple[CrossRow, Point, Point]]:
    """Return the areas that have both figures, in the order of the first."""
    second = {row.area.area_id: row.point for row in found[1].rows if row.is_known}
    pairs = ((row, row.point, second.get(row.area.area_id)) for row in found[0].rows if row.is_known)
    return [(row, one, other) for row, one, other in pairs if one and other]


def _refused(view: View, refusal: Refusal, name: str) -> Component:
    # What cannot be put in order can still be read: the chosen areas as they were chosen.
    can_be_read = refusal.why in {"count", "broken", "not_comparable"}
    shown = chosen_only(view, refusal.indicator) if can_be_read else None
    if shown is None:
        return pieces.refused(view, refusal, name)
    title = refusal.indicator.short.of(view.language)
    caption = Caption(refusal.indicator.indicator_id.replace("_", "-"), title, "", "", (refusal.indicator,))
    row = tools(view, caption, is_chart=False, selection=pieces.alone(view, refusal.indicator))
    return pieces.refused(view, refusal, name, [_chosen(view, shown), source_line(view, refusal.indicator), row])


def _figure(view: View, shown: Cross, kind: str) -> Figure:
    rows = [(row.area, row.point) for row in shown.rows]
    if kind == "ranking":
        return ranking(rows, shown.measure, view.words, _marked(shown), is_sample=view.is_sample)
    level = Level(rows, shown.spread)
    return distribution(level, shown.measure, view.words, _marked(shown), is_sample=view.is_sample)


def _marked(shown: Cross) -> Marked:
    return Marked(shown.own, frozenset(shown.chosen))


def _period(view: View, shown: Cross) -> str:
    return formatting.period(shown.period, shown.indicator.frequency, view.language)


def _what(view: View, shown: Cross) -> str:
    made = shown.measure.made(view.words)
    return ", ".join(part for part in (shown.indicator.short.of(view.language), made) if part)


def _caption(view: View, shown: Cross, name: str, kind: str) -> Caption:
    words = view.words
    answer = _answer(view, shown, kind)
    under = words("compare.ranking_title", indicator=_what(view, shown), period=_period(view, shown))
    if shown.level:
        under = f"{under} · {words(f'level_set.{shown.level}')}"
    figures = "; ".join(f"{view.name(row.area)} {shown.measure.text(row.point, words)}" for row in shown.rows)
    said = words(
        f"compare.alternative_{kind}",
        indicator=_what(view, shown),
        period=_period(view, shown),
        figures=figures if len(shown.rows) <= _MOST_SAID else answer,
    )
    identity = shown.indicator.indicator_id.replace("_", "-")
    return Caption(identity, pieces.titled(name, answer), under, said, (shown.indicator,))


def _answer(view: View, shown: Cross, kind: str) -> str:
    words, measure = view.words, shown.measure
    period = pieces.period_text(view, shown.period, shown.indicator)
    own = shown.row(shown.own)
    parts: list[str] = []
    if own is not None and own.is_known and shown.level:
        parts.append(f"{view.name(own.area)} {measure.text(own.point, words)}")
        if kind == "ranking" and own.rank and own.point:
            parts.append(sentences.placed(own.point, own.rank, shown.level, words))
    elif kind == "ranking":
        parts.append(sentences.answer([(row.area, row.point) for row in shown.rows], measure, words))
    if kind == "distribution":
        parts.append(sentences.spread(shown.spread, measure, shown.level, words))
    return words("compare.answer", period=period, answer=" · ".join(parts))


def _notes(view: View, shown: Cross, kind: str) -> list[str]:
    words = view.words
    rows: list[tuple[Area, Point | None]] = [(row.area, row.point) for row in shown.rows]
    texts = _hidden_note(view, [row.point for row in shown.rows if row.point])
    if kind == "ranking" and None in shortened(in_order(rows), _marked(shown)):
        texts.append(
            words(
                "compare.shortened", n=formatting.number(sum(not area.is_country for area, _ in rows), 0, view.language)
            )
        )
    if any(row.is_in_level and row.is_known and row.rank is None for row in shown.rows):
        texts.append(words("compare.unranked"))
    if view.selection.transform == "mean":
        key = f"compare.mean_of.{'count' if shown.indicator.kind == 'count' else 'ratio'}"
        texts.append(words(key if shown.measure.transform == "mean" else "compare.yearly"))
    return texts


def _hidden_note(view: View, points: Sequence[Point]) -> list[str]:
    return [view.words("compare.whisker")] if any(one.low != one.high for one in points) else []


def _table(view: View, shown: Cross) -> Component:
    words, measure = view.words, shown.measure
    title = ", ".join(part for part in (shown.indicator.title.of(view.language), measure.made(words)) if part)
    caption = words("compare.caption_ranking", indicator=title, unit=measure.unit(words), period=_period(view, shown))
    has_ranks = any(row.rank for row in shown.rows)
    head = [words("situation.area_column"), words("compare.value_column")]
    head += [words("compare.rank_column")] if has_ranks else []
    rows: list[list[Folded]] = []
    for row in shown.rows:
        cells: list[Folded] = [pieces.area_cell(view, row.area), pieces.cell(view, row.point, measure)]
        rows.append([*cells, _rank(row.rank)] if has_ranks else cells)
    return html.Div(folded_table(view, caption, head, rows), className="narrow-table")


def _chosen(view: View, shown: Cross) -> Component:
    words, indicator = view.words, shown.indicator
    caption = words(
        "compare.caption_chosen",
        indicator=indicator.title.of(view.language),
        unit=shown.measure.unit(words),
        period=_period(view, shown),
    )
    head: list[Cell] = [words("situation.area_column"), [words("compare.value_column"), *sample_mark(view)]]
    rows: list[list[Cell]] = [[view.name(row.area), shown.measure.text(row.point, words)] for row in shown.rows]
    return html.Div(table(caption, head, rows, caption), className="narrow-table")


def _rank(rank: Rank | None) -> str:
    if rank is None:
        return "–"
    return str(rank.first) if rank.first == rank.last else f"{rank.first}–{rank.last}"


def _axis(view: View, shown: Cross) -> Axis:
    detail = [shown.measure.made(view.words), _period(view, shown)]
    return Axis(shown.measure, shown.indicator.short.of(view.language), ", ".join(filter(None, detail)))


def _said(axis: Axis) -> str:
    return f"{axis.name}, {axis.detail}"


def _scatter_answer(view: View, found: tuple[Cross, Cross]) -> str:
    words = view.words
    names = [one.indicator.short.of(view.language) for one in found]
    own = [one.row(one.own) for one in found]
    if not all(row and row.is_known for row in own):
        return words("compare.scatter_title", first=names[0], second=names[1])
    figures = [one.measure.text(row.point if row else None, words) for one, row in zip(found, own, strict=True)]
    said = ", ".join(f"{name} {figure}" for name, figure in zip(names, figures, strict=True))
    return f"{view.name(view.own_area)}: {said}"


def _scatter_table(view: View, rows: Sequence[tuple[CrossRow, Point, Point]], axes: tuple[Axis, Axis]) -> Component:
    words = view.words
    caption = words("compare.caption_scatter", first=_said(axes[0]), second=_said(axes[1]))
    head = [words("situation.area_column"), *map(_said, axes)]
    body: list[list[Folded]] = [
        [
            pieces.area_cell(view, row.area),
            pieces.cell(view, first, axes[0].measure),
            pieces.cell(view, second, axes[1].measure),
        ]
        for row, first, second in rows
    ]
    return folded_table(view, caption, head, body)
