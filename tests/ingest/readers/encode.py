"""Write small tables as JSON-stat and PX bytes in each legal form, from the standards and not from the product."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import product


@dataclass(frozen=True)
class Variable:
    code: str
    label: str
    categories: dict[str, str]
    units: dict[str, str] | None = None


@dataclass(frozen=True)
class Table:
    """Cells are row-major, the last variable fastest."""

    variables: tuple[Variable, ...]
    values: tuple[float | None, ...]
    statuses: tuple[str | None, ...]
    label: str = "A table"
    source: str = "A publisher"
    updated: str = "2026-08-25T05:00:00Z"
    time: str | None = None
    content: str | None = None


@dataclass(frozen=True)
class Form:
    """One legal way to write JSON-stat; `wrapper` is the name of the dataset in a 1.x bundle, None means 2.0."""

    wrapper: str | None = None
    index: str = "object"  # object | list | absent (only for one category)
    labels: bool = True
    value: str = "dense"  # dense | sparse
    status: str = "object"  # object | list | text | one
    roles: bool = True
    cells_first: bool = False
    indent: int | None = None
    ascii: bool = True
    mark: bool = False


AREA = Variable("Alue", "Region", {"SSS": "WHOLE COUNTRY", "KU091": "Helsinki", "KU043": "Eckerö"})
MONTH = Variable("timeperiod_m", "Month", {"2026M05": "2026M05", "2026M06": "2026M06"})


def table(*cells: float | str | None, variables: tuple[Variable, ...] = (AREA, MONTH)) -> Table:
    """Return a table of cells written as published: a number, a mark, or None."""
    values = tuple(None if isinstance(cell, str) else cell for cell in cells)
    statuses = tuple(cell if isinstance(cell, str) else None for cell in cells)
    return Table(variables, values, statuses, time="timeperiod_m")


def jsonstat(written: Table, form: Form | None = None) -> bytes:
    """Return the table in one form of JSON-stat."""
    form = form or Form()
    document = _document(written, form)
    if form.cells_first:
        document = dict(reversed(document.items()))
    if form.wrapper is not None:
        document = {form.wrapper: document}
    separators = (",", ":") if form.indent is None else None
    text = json.dumps(document, indent=form.indent, ensure_ascii=form.ascii, separators=separators)
    return (b"\xef\xbb\xbf" if form.mark else b"") + text.encode()


def changed(written: Table, **keys: object) -> bytes:
    """Return the table as JSON-stat 2.0 with some keys of the dataset replaced, None for left out."""
    document = json.loads(jsonstat(written)) | keys
    kept = {key: item for key, item in document.items() if item is not None}
    return json.dumps(kept, separators=(",", ":")).encode()


def _document(written: Table, form: Form) -> dict[str, object]:
    shape = {
        "id": [variable.code for variable in written.variables],
        "size": [len(variable.categories) for variable in written.variables],
    }
    roles = {"time": [written.time], "metric": [written.content]}
    if form.roles:
        shape["role"] = {role: codes for role, codes in roles.items() if codes != [None]}
    nodes = {variable.code: _node(variable, form) for variable in written.variables}
    head = {"label": written.label, "source": written.source, "updated": written.updated}
    if form.wrapper is None:
        head = {"version": "2.0", "class": "dataset", **head, **shape, "dimension": nodes}
    else:
        head = {**head, "dimension": {**nodes, **shape}}
    head["value"] = _sparse(written.values) if form.value == "sparse" else list(written.values)
    return head | _status(written, form)


def _node(variable: Variable, form: Form) -> dict[str, object]:
    category: dict[str, object] = {}
    if form.index == "list":
        category["index"] = list(variable.categories)
    elif form.index == "object" or len(variable.categories) > 1:
        category["index"] = {code: place for place, code in enumerate(variable.categories)}
    if form.labels or "index" not in category:
        category["label"] = variable.categories
    if variable.units is not None:
        category["unit"] = {code: {"base": unit, "decimals": 0} for code, unit in variable.units.items()}
    return {"label": variable.label, "category": category, "extension": {"show": "value"}}


def _status(written: Table, form: Form) -> dict[str, object]:
    if form.status in {"text", "one"}:
        (mark,) = set(written.statuses)
        return {"status": mark if form.status == "text" else [mark]}
    if not any(written.statuses):
        return {}
    return {"status": _sparse(written.statuses) if form.status == "object" else list(written.statuses)}


def _sparse(cells: Iterable[object]) -> dict[str, object]:
    return {str(position): cell for position, cell in enumerate(cells) if cell is not None}


@dataclass(frozen=True)
class PxForm:
    """One legal way to write PX: which lists are given, the character set, and whether rows carry their keys."""

    codepage: str = "iso-8859-15"
    lists: str = "both"  # both | values | codes
    keys: str | None = None  # CODES | VALUES
    end_of_line: str = "\r\n"
    separator: str = " "
    languages: bool = False
    more: str = ""


def px(written: Table, stub: int, form: PxForm | None = None) -> bytes:
    """Return the table as a PX file with the first `stub` variables in the stub and the others in the heading."""
    form = form or PxForm()
    end = form.end_of_line
    names = [variable.label for variable in written.variables]
    lines = ['CHARSET="ANSI"', f'CODEPAGE="{form.codepage}"', 'LANGUAGE="fi"']
    lines += ['LANGUAGES="fi","sv"'] if form.languages else []
    lines += [f'TITLE="{written.label}"', f'SOURCE="{written.source}"']
    lines += [f"STUB={_quoted(names[:stub])}"] if stub else []
    lines += [f"HEADING={_quoted(names[stub:])}"] if stub < len(names) else []
    for variable in written.variables:
        lines += [f'VARIABLECODE("{variable.label}")="{variable.code}"']
        if form.lists != "codes":
            lines += [f'VALUES("{variable.label}")={_quoted(variable.categories.values(), end)}']
            lines += [f'VALUES[sv]("{variable.label}x")={_quoted(["?"] * 3)}'] * form.languages
        if form.lists != "values":
            lines += [f'CODES("{variable.label}")={_quoted(variable.categories, end)}']
    lines += [f'KEYS("{name}")={form.keys}' for name in names[:stub]] if form.keys else []
    lines += [form.more] if form.more else []
    data = _px_data(written, stub, form)
    return (f";{end}".join(lines) + f";{end}DATA={end}{data};{end}").encode(form.codepage)


def _px_data(written: Table, stub: int, form: PxForm) -> str:
    rows = list(product(*(_shown(variable, form.keys) for variable in written.variables[:stub])))
    width = len(written.values) // len(rows)
    lines: list[str] = []
    for number, keys in enumerate(rows):
        cells = [_px_cell(written, position) for position in range(number * width, (number + 1) * width)]
        if form.keys is None or not stub:
            lines.append(form.separator.join(cells))
        elif set(cells) != {"0"}:
            lines.append(_quoted(keys) + "," + form.separator.join(cells))
    return f"{form.separator}{form.end_of_line}".join(lines)


def _shown(variable: Variable, keys: str | None) -> list[str]:
    return list(variable.categories.values() if keys == "VALUES" else variable.categories)


def _px_cell(written: Table, position: int) -> str:
    status, value = written.statuses[position], written.values[position]
    return f'"{status}"' if status is not None else json.dumps(value)


def _quoted(texts: Iterable[str], end_of_line: str = "") -> str:
    return f",{end_of_line}".join(f'"{text}"' for text in texts)


def marked(written: Table, mark: str) -> Table:
    """Return the table with one mark on every cell."""
    return replace(written, statuses=(mark,) * len(written.values))
