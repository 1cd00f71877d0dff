"""Areas as points: how each is marked, what it says when pointed at, where its name goes."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.figures.frame import Figure
from app.figures.palette import SERIES, token
from app.values import Area

SYMBOLS = ("circle", "square", "triangle-up", "star", "cross", "hexagon", "pentagon", "triangle-down")


@dataclass(frozen=True)
class Dot:
    """One area: where its middle is, how far its bounds are from it, what is said of it."""

    area: Area
    x: float
    y: float
    arm_x: float
    arm_y: float
    text: str
    is_hidden: bool


def dots(shown: Sequence[Dot], own: str | None, chosen: Sequence[str]) -> list[Figure]:
    """Draw points: all quiet, the chosen ones in colours and shapes of their own, the own one largest and last."""
    named = [one for one in chosen if one != own]
    quiet = [dot for dot in shown if dot.area.area_id != own and dot.area.area_id not in named]
    traces = [_trace(quiet, {"color": token("tick"), "size": 9, "opacity": 0.75}, "circle")] if quiet else []
    for at, area_id in enumerate(named):
        some = [dot for dot in shown if dot.area.area_id == area_id]
        marker = {"color": token(f"series-{at % SERIES + 1}"), "size": 12}
        traces += [_trace(some, marker, SYMBOLS[(at + 1) % len(SYMBOLS)])] if some else []
    mine = [dot for dot in shown if dot.area.area_id == own]
    if mine:
        marker = {"color": token("accent"), "size": 16, "line": {"color": token("surface"), "width": 2}}
        traces.append(_trace(mine, marker, "circle"))
    return traces


def names(
    shown: Sequence[Dot], own: str | None, chosen: Sequence[str], language: str, *, clear: float | None = None
) -> list[Figure]:
    """Name the chosen points, by turns above and below; from `clear` on (in units of y) there is no other point."""
    found: list[Figure] = []
    wanted = [own, *(one for one in chosen if one != own)] if own else list(chosen)
    for at, area_id in enumerate(wanted):
        dot = next((one for one in shown if one.area.area_id == area_id), None)
        if dot is None or dot.area.is_country:
            continue
        colour = token("accent") if area_id == own else token("text")
        found.append(
            {
                "name": "point",
                "x": dot.x,
                "y": dot.y,
                "text": dot.area.names.of(language),
                **_away(dot, at, clear),
                "arrowhead": 0,
                "arrowwidth": 1,
                "arrowcolor": token("tick"),
                "standoff": 6,
                "font": {"size": 14 if area_id == own else 13, "color": colour},
            }
        )
    return found


def _away(dot: Dot, at: int, clear: float | None) -> Figure:
    is_above, row = at % 2 == 0, at // 2
    if clear is None:
        return {"ax": 0, "ay": (-1 if is_above else 1) * (30 + 16 * row)}
    place = clear + 1.7 * row
    return {"ax": dot.x, "axref": "x", "ay": place if is_above else -place, "ayref": "y"}


def _trace(some: Sequence[Dot], marker: Figure, symbol: str) -> Figure:
    symbols = ["diamond-open" if dot.is_hidden else symbol for dot in some]
    trace: Figure = {
        "type": "scatter",
        "mode": "markers",
        "x": [dot.x for dot in some],
        "y": [dot.y for dot in some],
        "text": [dot.text for dot in some],
        "marker": {**marker, "symbol": symbols if any(dot.is_hidden for dot in some) else symbol},
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }
    for axis in ("x", "y"):
        arms = [getattr(dot, f"arm_{axis}") for dot in some]
        if any(arms):
            trace[f"error_{axis}"] = {
                "type": "data", "array": arms, "color": marker["color"], "thickness": 1, "width": 0
            }  # fmt: skip
    return trace
