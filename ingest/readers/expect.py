"""Narrow what a parsed answer holds to the type the format promises, or say which part of it is wrong."""

from typing import cast

from ingest.errors import BadAnswer


def mapping(value: object, what: str) -> dict[str, object]:
    """Return the JSON object; BadAnswer naming `what` when it is something else or missing."""
    if not isinstance(value, dict):
        raise BadAnswer(f"{what} is {kind(value)} where an object belongs")
    return cast("dict[str, object]", value)


def texts(value: object, what: str) -> list[str]:
    """Return the list of texts; BadAnswer naming `what` when it is something else, or an item is."""
    if not isinstance(value, list):
        raise BadAnswer(f"{what} is {kind(value)} where a list belongs")
    items = cast("list[object]", value)
    return [text(item, f"an item of {what}") for item in items]


def text(value: object, what: str) -> str:
    """Return the text; BadAnswer naming `what` when it is something else or missing."""
    if not isinstance(value, str):
        raise BadAnswer(f"{what} is {kind(value)} where a text belongs")
    return value


def text_or(value: object, otherwise: str, what: str) -> str:
    """Return the text, or `otherwise` where the answer has none (null); BadAnswer when it is something else."""
    return otherwise if value is None else text(value, what)


def kind(value: object) -> str:
    """Return what a JSON value is, in words."""
    if value is None:
        return "missing"
    for known, words in ((dict, "an object"), (list, "a list"), (str, "a text"), (bool, "true or false")):
        if isinstance(value, known):
            return words
    return "a number"


def unique(codes: list[str], what: str) -> tuple[str, ...]:
    """Return the codes; BadAnswer naming `what` and the first code that occurs twice."""
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            raise BadAnswer(f"{what} names {code[:40]!r} twice")
        seen.add(code)
    return tuple(codes)
