"""A municipality's own targets, from targets.csv in its data folder; what is wrong in the file never stops a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from app import queries
from app.db import Handle
from app.values import Area, Indicator
from app.view import View
from vertaispeili.methods import targets as method
from vertaispeili.methods.own_table import Problem, decoded
from vertaispeili.methods.targets import Target

FILE = "targets.csv"
_MOST_BYTES = 1_000_000


@dataclass(frozen=True)
class OwnTargets:
    """Targets by area and indicator, by day; what could not be used of the file.

    fault: why nothing of it could be (a key of problem.*).
    """

    by_area: Mapping[tuple[str, str], tuple[Target, ...]]
    problems: tuple[Problem, ...]
    fault: str | None = None

    def of(self, area: Area, indicator: Indicator, period: date) -> Target | None:
        """Return the target that counts in a period: the next one, else the last of those that are past."""
        known = self.by_area.get((area.area_id, indicator.indicator_id), ())
        return next((one for one in known if one.by >= period), known[-1] if known else None)


_NONE = OwnTargets({}, ())


def own_targets(view: View) -> OwnTargets:
    """Return the targets of the data folder as it is now; none where there is no folder or no file."""
    if view.own_files is None:
        return _NONE
    path = view.own_files / FILE
    try:
        state = path.stat()
        if state.st_size > _MOST_BYTES:
            return OwnTargets({}, (), "too_large")
        return _read(view.handle, path, (state.st_mtime_ns, state.st_size))
    except FileNotFoundError:
        return _NONE
    except OSError:
        return OwnTargets({}, (), "unreadable_file")


@lru_cache(maxsize=8)
def _read(handle: Handle, path: Path, _state: tuple[int, int]) -> OwnTargets:
    text = decoded(path.read_bytes())
    if text is None:
        return OwnTargets({}, (), "not_text")
    found = method.targets(text, _known(handle))
    by_area: dict[tuple[str, str], list[Target]] = {}
    for target in sorted(found.rows, key=lambda one: one.by):
        by_area.setdefault((target.area_id, target.indicator_id), []).append(target)
    return OwnTargets({key: tuple(rows) for key, rows in by_area.items()}, found.problems)


@lru_cache(maxsize=8)
def _known(handle: Handle) -> method.Known:
    areas = ((one.area_id, one.names.fi, one.names.sv, one.names.en) for one in queries.areas(handle).values())
    indicators = (
        (one.indicator_id, *(text for names in (one.title, one.short) for text in (names.fi, names.sv, names.en)))
        for one in queries.indicators(handle).values()
    )
    return method.Known(method.names(areas), method.names(indicators))
