"""Whether an answer is the data that was asked for: every variable, every code, every cell."""

from collections.abc import Mapping

from ingest.cube import Cube
from ingest.errors import BadAnswer

_SHOWN = 5


def check_answer(cube: Cube, selection: Mapping[str, tuple[str, ...]]) -> None:
    """Raise `BadAnswer` unless the cube holds exactly the codes of `selection` (variable to codes), in any order."""
    found = {dimension.code: dimension.codes for dimension in cube.dimensions}
    if set(found) != set(selection):
        raise BadAnswer(f"the answer has the variables {_some(found)}, asked for were {_some(selection)}")
    for variable, asked in selection.items():
        codes = found[variable]
        missing, foreign = [code for code in asked if code not in codes], [code for code in codes if code not in asked]
        if missing or foreign or len(codes) != len(asked):
            raise BadAnswer(
                f"the answer has {len(codes)} of {len(asked)} values of {variable}; missing: {_some(missing)}; "
                f"not asked for: {_some(foreign)}"
            )
    if len(cube.values) != cube.size or len(cube.statuses) != cube.size:
        raise BadAnswer(f"the answer has {len(cube.values)} cells, its sizes make {cube.size}")
    if cube.updated is None:
        raise BadAnswer("the answer does not say when the table was updated")


def _some(items: Mapping[str, object] | list[str]) -> str:
    listed = list(items)
    more = f" and {len(listed) - _SHOWN} more" if len(listed) > _SHOWN else ""
    return (", ".join(listed[:_SHOWN]) or "none") + more
