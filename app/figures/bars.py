"""Horizontal bars in groups, each with its figure at its end: for a few figures that are read, not explored."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from app.figures import frame
from app.figures.palette import token
from app.i18n import Texts

_NAME, _BAR, _GAP, _BETWEEN = 20, 14, 4, 12  # pixels: a group's name, a bar, from bar to bar, from group to group
_ROOM = 1.7  # of the longest bar: the figures stand to the right of it
Look = Literal["solid", "hollow", "part"]


@dataclass(frozen=True)
class Bar:
    """One figure between its bounds; without bounds only its text is shown.

    text: what stands at its end; short: the same where there is no room. hidden: all of it is unknown but its bounds.
    """

    low: float | None
    high: float | None
    text: str
    short: str
    look: Look = "solid"
    is_hidden: bool = False


@dataclass(frozen=True)
class Group:
    """Bars that belong together, under their name."""

    name: str
    bars: tuple[Bar, ...]


def bars(groups: Sequence[Group], words: Texts, *, most: float | None = None, is_sample: bool) -> frame.Figure:
    """Draw the groups from the top; `most` is where a full bar ends, the longest one where none is given.

    A figure with hidden parts is a full bar to its lower bound and a pale one from there to the upper.
    """
    ends = [bar.high for group in groups for bar in group.bars if bar.high is not None]
    full = most or max(ends, default=0) or 1
    places = _places(groups)
    height = (places[-1][1][-1] + _BAR if places else 0) + 8
    layout = frame.layout(words.language, height, words("sample.word") if is_sample else None)
    layout |= {
        "margin": {"l": 2, "r": 2, "t": 0, "b": 0},
        "barmode": "overlay",
        "xaxis": {"visible": False, "range": [0, full * _ROOM], "fixedrange": True},
        "yaxis": {"visible": False, "range": [height, 0], "fixedrange": True},
    }
    data: list[frame.Figure] = []
    for group, (top, lines) in zip(groups, places, strict=True):
        layout["annotations"].append(_text(group.name, 0, top + _NAME / 2, is_name=True))
        for bar, line in zip(group.bars, lines, strict=True):
            middle = line + _BAR / 2
            data += _drawn(bar, middle)
            layout["annotations"].append(_text(bar.text, bar.high or 0, middle, short=bar.short))
    layout["shapes"].append(_axis(height))
    return {"data": data, "layout": layout}


def _places(groups: Sequence[Group]) -> list[tuple[int, list[int]]]:
    """Where the name of each group and its bars begin, in pixels from the top."""
    found: list[tuple[int, list[int]]] = []
    top = 0
    for group in groups:
        lines = [top + _NAME + at * (_BAR + _GAP) for at in range(len(group.bars))]
        found.append((top, lines))
        top = (lines[-1] + _BAR if lines else top + _NAME) + _BETWEEN
    return found


def _drawn(bar: Bar, middle: float) -> list[frame.Figure]:
    if bar.low is None or bar.high is None:
        return []
    colour = token("accent" if bar.look == "solid" else "series-1" if bar.look == "hollow" else "tick")
    sure = {"color": colour}
    if bar.look == "hollow":
        sure = {"color": "rgba(0,0,0,0)", "line": {"color": colour, "width": 2}}
    doubtful = {"color": colour, "opacity": 0.4, "pattern": {"shape": "/", "size": 5, "solidity": 0.4}}
    drawn = [] if bar.is_hidden else [_bar(0, bar.low, middle, sure)]
    start = 0.0 if bar.is_hidden else bar.low
    return [*drawn, *([_bar(start, bar.high - start, middle, doubtful)] if bar.high > start else [])]


def _bar(start: float, length: float, middle: float, marker: dict[str, Any]) -> frame.Figure:
    return {
        "type": "bar",
        "orientation": "h",
        "base": [start],
        "x": [length],
        "y": [middle],
        "width": [_BAR],
        "marker": marker,
        "hoverinfo": "skip",
    }


def _text(text: str, place: float, middle: float, *, short: str = "", is_name: bool = False) -> frame.Figure:
    colour = token("text")
    made: frame.Figure = {
        "text": text,
        "x": place,
        "y": middle,
        "xanchor": "left",
        "yanchor": "middle",
        "xshift": 0 if is_name else 6,
        "showarrow": False,
        "align": "left",
        "font": {"size": 14 if is_name else 13, "color": colour},
    }
    return {**made, "short": short} if short else made


def _axis(height: float) -> frame.Figure:
    line = {"color": token("tick"), "width": 1}
    return {"type": "line", "x0": 0, "x1": 0, "y0": 0, "y1": height, "line": line, "layer": "above"}
