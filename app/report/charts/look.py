"""How the pictures of a report look: fonts, colours by role, sizes, the way from a drawing to SVG or PNG."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from app import formatting
from app.figures.palette import DASHES, SERIES, TOKENS
from app.report.model import Cell, Role, Series

FONTS = Path(__file__).parents[1] / "fonts"
INK = TOKENS["light"]
WIDTH = 6.7  # inches: the text of an A4 page
_DOTS = 180  # an inch of a PNG
# Drawing looks up settings of the library that are the same for the whole process.
_LOCK = threading.RLock()
_PATTERNS = {"dot": (1, 1.5), "dashdot": (5, 1.5, 1, 1.5), "longdash": (8, 2)}


@dataclass(frozen=True)
class Look:
    """What a drawing needs to know of its report."""

    language: str
    accent: str
    peers: str  # what peers are called where they have one name together
    sample: str  # the word of sample data, empty for real ones
    letters: float = 8  # size of the words of a legend, in points

    def number(self, value: float, decimals: int) -> str:
        """Write a number of an axis as the report's language does."""
        return formatting.number(value, decimals, self.language)


@dataclass(frozen=True)
class Style:
    """How a series is drawn."""

    colour: str
    width: float
    dash: tuple[float, ...] | None
    order: int  # what is drawn later lies above


def styles(series: tuple[Series, ...], look: Look) -> list[Style]:
    """Return a style for each series: own strong, country dashed, peers thin and grey, others told apart."""
    found: list[Style] = []
    others = 0
    for one in series:
        if one.role == "other":
            found.append(Style(INK[f"series-{others % SERIES + 1}"], 1.6, _pattern(DASHES[others % SERIES]), 3))
            others += 1
        else:
            found.append(_role_style(one.role, look))
    return found


def _role_style(role: Role, look: Look) -> Style:
    if role == "own":
        return Style(look.accent, 2.4, None, 5)
    if role == "country":
        return Style(INK["quiet"], 1.5, (4, 2.5), 4)
    if role == "target":
        return Style(INK["text"], 1.0, None, 3)
    return Style(INK["tick"], 0.9, None, 2)


def _pattern(dash: str) -> tuple[float, ...] | None:
    if dash == "solid":
        return None
    return _PATTERNS.get(dash) or tuple(float(part.removesuffix("px")) / 2 for part in dash.split(","))


def strength(*, is_own: bool) -> dict[str, Any]:
    """Return how words are written: those of the own area stronger."""
    # The fallback font has no such weight, and would be complained about for every word.
    return {"fontweight": 600, "fontfamily": "Inter"} if is_own else {"fontweight": 400}


def ends(cell: Cell) -> tuple[float, float] | None:
    """Return the bounds of a figure, of a hidden one too, a whole one twice; None where nothing is known."""
    if isinstance(cell.value, int | float):
        return cell.value, cell.value
    return None if cell.low is None or cell.high is None else (cell.low, cell.high)


def middle(cell: Cell) -> float | None:
    """Return where a figure is drawn: between its bounds; None where there is nothing to draw a point at."""
    found = None if cell.status in {"hidden", "missing", "text"} else ends(cell)
    return None if found is None else (found[0] + found[1]) / 2


def blank(height: float) -> Figure:
    """Return an empty drawing as wide as the text."""
    return Figure(figsize=(WIDTH, height), facecolor="white")


def plain_axes(figure: Figure, left: float, top: float, right: float, bottom: float) -> Axes:
    """Return axes with margins in inches, without a frame, with quiet words."""
    height = figure.get_figheight()
    box = (left / WIDTH, bottom / height, 1 - (left + right) / WIDTH, 1 - (top + bottom) / height)
    axes = figure.add_axes(box)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.tick_params(length=0, pad=4, labelcolor=INK["quiet"], labelsize=8)
    axes.set_axisbelow(True)
    return axes


def picture(draw: Callable[[Look], Figure], look: Look, kind: str) -> bytes:
    """Make a drawing, as 'svg' with text as text or as 'png'; one of sample data says so in its corner."""
    body = BytesIO()
    with _LOCK, mpl.rc_context(_settings()):
        figure = draw(look)
        if look.sample:
            figure.text(0.998, 1 - 0.09 / figure.get_figheight(), look.sample.upper(), ha="right", va="center",
                        fontsize=7, color=INK["sample"])  # fmt: skip
        if kind == "svg":
            FigureCanvasSVG(figure).print_svg(body, metadata={"Date": None, "Creator": None})
        else:
            FigureCanvasAgg(figure)
            figure.savefig(body, format="png", dpi=_DOTS)
    return body.getvalue()


def _settings() -> dict[Any, Any]:
    _register_fonts()
    return {
        "font.family": ["Inter", "DejaVu Sans"],
        "font.size": 8,
        "svg.fonttype": "none",
        "svg.hashsalt": "report",  # the same drawing is the same file
        "hatch.linewidth": 1.2,
        "axes.unicode_minus": True,
    }


@lru_cache(maxsize=1)
def _register_fonts() -> None:
    for file in sorted(FONTS.glob("*.ttf")):
        font_manager.fontManager.addfont(str(file))
