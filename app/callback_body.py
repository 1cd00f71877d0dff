"""What a browser sends when something changes: checked before Dash reads it, which would crash on a fault."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import orjson

MOST_BYTES = 64 * 1024
_DEEPEST = 8
_TEXTS = frozenset({"pathname", "search", "href", "hash"})


def fault(body: bytes, callbacks: Mapping[str, Mapping[str, Any]]) -> str | None:
    """Return what is wrong with a body, None when nothing is.

    callbacks: those of the app by the name of their output, as Dash keeps them.
    """
    try:
        asked = orjson.loads(body)
    except orjson.JSONDecodeError:
        return "the body is not JSON"
    if not isinstance(asked, dict):
        return "the body is not an object"
    asked = cast("dict[str, Any]", asked)
    output = asked.get("output")
    known = callbacks.get(output) if isinstance(output, str) else None
    if known is None or "callback" not in known:
        return "output names nothing that is computed here"
    faults = {
        "the body is too deep": not _is_shallow(asked, _DEEPEST),
        "outputs does not name what is computed": not _is_outputs(asked.get("outputs")),
        "changedPropIds is not a list of texts": not _are_texts(asked.get("changedPropIds", [])),
        "inputs is not what this output is computed from": not _are(asked.get("inputs", []), known["inputs"]),
        "state is not what this output is computed from": not _are(asked.get("state", []), known["state"]),
    }
    return next((words for words, is_so in faults.items() if is_so), None)


def _is_shallow(value: object, depth: int) -> bool:
    if isinstance(value, dict):
        items = list(cast("dict[str, object]", value).values())
    elif isinstance(value, list):
        items = cast("list[object]", value)
    else:
        return True
    return depth > 0 and all(_is_shallow(item, depth - 1) for item in items)


def _is_outputs(given: object) -> bool:
    if isinstance(given, list):
        return all(_is_outputs(one) for one in cast("list[object]", given))
    return isinstance(given, dict) and {"id", "property"} <= cast("dict[str, Any]", given).keys()


def _are_texts(given: object) -> bool:
    return isinstance(given, list) and all(isinstance(one, str) for one in cast("list[object]", given))


def _are(given: object, expected: Sequence[Mapping[str, Any]]) -> bool:
    if not isinstance(given, list) or len(cast("list[object]", given)) != len(expected):
        return False
    return all(_is(one, wanted) for one, wanted in zip(cast("list[object]", given), expected, strict=True))


def _is(given: object, wanted: Mapping[str, Any]) -> bool:
    if str(wanted["id"]).startswith("{"):
        # A pattern stands for any number of components.
        several = cast("list[object]", given) if isinstance(given, list) else [given]
        return all(_has_id(one) for one in several)
    if not _has_id(given):
        return False
    one = cast("dict[str, Any]", given)
    if one["id"] != wanted["id"] or one["property"] != wanted["property"]:
        return False
    return one["property"] not in _TEXTS or isinstance(one.get("value"), str | None)


def _has_id(given: object) -> bool:
    return isinstance(given, dict) and {"id", "property"} <= cast("dict[str, Any]", given).keys()
