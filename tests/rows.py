"""Tables drawn in ASCII, for tests that read like a specification."""

import polars as pl


def rows(text: str) -> list[dict[str, object]]:
    """Rows of a table written with | between columns; the first line is the head; '-' is null; numbers are numbers."""
    lines = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.strip().splitlines()]
    head, *body = [line for line in lines if not all(set(cell) <= set("-+") and len(cell) > 1 for cell in line)]
    return [dict(zip(head, map(_value, line), strict=True)) for line in body]


def frame(text: str) -> pl.DataFrame:
    """Return the same table as a polars frame."""
    return pl.DataFrame(rows(text), infer_schema_length=None)


def _value(cell: str) -> object:
    if cell == "-":
        return None
    for kind in (int, float):
        try:
            return kind(cell)
        except ValueError:
            continue
    return cell.strip("'")
