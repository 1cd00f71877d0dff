"""Decode JSON-stat 2.0 and 1.x answers into cubes, without a Python loop over cells."""

from typing import cast

from ingest.cube import Cube, Dimension
from ingest.errors import BadAnswer
from ingest.readers import cells, expect, stamps
from ingest.readers.jsonstat_body import open_body
from ingest.readers.jsonstat_cells import statuses, values


def decode(body: bytes) -> Cube:
    """Return the one dataset of a JSON-stat answer (https://json-stat.org/full/); BadAnswer when it is not whole.

    Without roles `time_code` is None and `content_code` is the only dimension whose categories have units, if there is
    just one such dimension.
    """
    contents = open_body(body)
    header = contents.header
    nodes = expect.mapping(header.get("dimension"), "dimension")
    codes = _dimension_codes(header, nodes)
    sizes = _sizes(header, nodes, codes)
    size = cells.cell_count(sizes, len(body))
    dimensions = tuple(_dimension(code, nodes.get(code), count) for code, count in zip(codes, sizes, strict=True))
    roles = _roles(header, nodes)
    updated = expect.text_or(header.get("updated"), "", "updated")
    return Cube(
        dimensions=dimensions,
        values=values(contents.value, size),
        statuses=statuses(contents.status, size),
        label=expect.text_or(header.get("label"), "", "label"),
        source=expect.text_or(header.get("source"), "", "source"),
        updated=stamps.iso(updated) if updated else None,
        next_update=stamps.if_any(stamps.iso, _px_extension(header).get("nextUpdate")),
        time_code=_only(roles.get("time"), codes),
        content_code=_only(roles.get("metric"), codes) or _only(_with_units(dimensions), codes),
    )


def _dimension_codes(header: dict[str, object], nodes: dict[str, object]) -> tuple[str, ...]:
    listed = header.get("id", nodes.get("id"))  # 1.x keeps id, size and role inside dimension
    codes = expect.unique(expect.texts(listed, "id (the list of dimensions)"), "id (the list of dimensions)")
    if not codes:
        raise BadAnswer("the answer has no dimensions")
    return codes


def _sizes(header: dict[str, object], nodes: dict[str, object], codes: tuple[str, ...]) -> list[int]:
    sizes = header.get("size", nodes.get("size"))
    if not isinstance(sizes, list) or len(cast("list[object]", sizes)) != len(codes):
        raise BadAnswer(f"size does not give one number for each of the {len(codes)} dimensions")
    numbers = cast("list[object]", sizes)
    whole = [number for number in numbers if type(number) is int and number > 0]
    if len(whole) != len(codes):
        raise BadAnswer(f"size holds something else than positive whole numbers: {str(numbers)[:80]}")
    return whole


def _dimension(code: str, node: object, size: int) -> Dimension:
    what = f"dimension {code[:40]!r}"
    described = expect.mapping(node, what)
    category = expect.mapping(described.get("category"), f"category of {what}")
    label = category.get("label")
    labels = {} if label is None else expect.mapping(label, f"label of {what}")
    codes = _category_codes(category.get("index"), labels, what)
    if len(codes) != size:
        raise BadAnswer(f"{what} has {len(codes):,} categories where size says {size:,}")
    return Dimension(
        code=code,
        label=expect.text_or(described.get("label"), code, f"label of {what}"),
        codes=codes,
        labels=tuple(expect.text_or(labels.get(item), item, f"a label of {what}") for item in codes),
        units=_units(category.get("unit"), codes, what),
    )


def _category_codes(index: object, labels: dict[str, object], what: str) -> tuple[str, ...]:
    if index is None:
        if len(labels) != 1:
            raise BadAnswer(f"{what} has no index, which only a dimension of one category may leave out")
        return tuple(labels)
    if isinstance(index, list):
        return expect.unique(expect.texts(index, f"index of {what}"), what)
    places = expect.mapping(index, f"index of {what}")
    ordered = {place: code for code, place in places.items() if type(place) is int}
    if len(ordered) != len(places) or ordered.keys() != set(range(len(places))):
        raise BadAnswer(f"index of {what} does not number its categories from 0 to {len(places) - 1}")
    return tuple(ordered[place] for place in range(len(places)))


def _units(unit: object, codes: tuple[str, ...], what: str) -> tuple[str | None, ...]:
    if unit is None:
        return (None,) * len(codes)
    units = expect.mapping(unit, f"unit of {what}")
    return tuple(_unit(units.get(code), what) for code in codes)


def _unit(unit: object, what: str) -> str | None:
    if unit is None:
        return None
    described = expect.mapping(unit, f"a unit of {what}")
    name = described.get("base", described.get("label"))  # PxWeb says base, the standard label
    return expect.text_or(name, "", f"a unit of {what}") or None


def _roles(header: dict[str, object], nodes: dict[str, object]) -> dict[str, object]:
    roles = header.get("role", nodes.get("role"))
    return {} if roles is None else expect.mapping(roles, "role")


def _only(named: object, codes: tuple[str, ...]) -> str | None:
    """Return the one dimension named, None when there is none or a choice."""
    found = [] if named is None else expect.texts(named, "a role")
    return found[0] if len(found) == 1 and found[0] in codes else None


def _with_units(dimensions: tuple[Dimension, ...]) -> list[str]:
    return [dimension.code for dimension in dimensions if any(unit is not None for unit in dimension.units)]


def _px_extension(header: dict[str, object]) -> dict[str, object]:
    """Return PxWeb's own part of the answer; extensions are free, so anything unexpected there is no error."""
    extension = header.get("extension")
    px = cast("dict[str, object]", extension).get("px") if isinstance(extension, dict) else None
    return cast("dict[str, object]", px) if isinstance(px, dict) else {}
