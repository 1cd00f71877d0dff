"""The chosen cells of a table written as JSON-stat 2.0, in the form the real publisher sends."""

from datetime import datetime
from functools import reduce
from math import prod

import orjson
import polars as pl

from ingest.sample.query import Selected
from ingest.sample.table import Cells, Language, Table, Variable


def json_stat2(table: Table, selection: tuple[Selected, ...], language: Language) -> bytes:
    """Return the answer's body; cells follow the table's order, whatever order the query had."""
    shown = [choice for choice in selection if choice.is_shown]
    cells = _chosen(table, selection)
    answer: dict[str, object] = {
        "version": "2.0",
        "class": "dataset",
        "label": table.heading(language),
        "source": table.source.in_language(language),
        "updated": _stamp(table.updated),
        "role": _roles(shown),
        "id": [choice.variable.code for choice in shown],
        "size": [len(choice.places) for choice in shown],
        "dimension": {choice.variable.code: _dimension(choice, language) for choice in shown},
        "extension": {"px": _px(table, shown, language)},
        "value": _numbers(cells["value"], cells["decimals"]),
    }
    status = _marks(cells)
    if status:
        answer["status"] = status
    return orjson.dumps(answer)


def _chosen(table: Table, selection: tuple[Selected, ...]) -> pl.DataFrame:
    """value, status and decimals of the chosen cells, in order."""
    sizes = [len(choice.variable.values) for choice in selection]
    frames = [
        pl.DataFrame({f"place_{depth}": choice.places}, schema={f"place_{depth}": pl.Int64})
        for depth, choice in enumerate(selection)
    ]
    places = reduce(lambda left, right: left.join(right, how="cross", maintain_order="left_right"), frames)
    flat = pl.sum_horizontal(pl.col(f"place_{depth}") * prod(sizes[depth + 1 :]) for depth in range(len(sizes)))
    index = places.select(flat.alias("flat"))["flat"]
    values, statuses = _picked(table.held, index)
    return pl.DataFrame({"value": values, "status": statuses}).with_columns(_decimals(selection, places))


def _picked(cells: Cells, index: pl.Series) -> tuple[pl.Series, pl.Series]:
    values = cells.values.gather(index)
    if isinstance(cells.statuses, pl.Series):
        return values, cells.statuses.gather(index)
    marks = pl.DataFrame({"value": values}).select(
        pl.when(pl.col("value").is_null()).then(pl.lit(cells.statuses)).otherwise(pl.lit(None, pl.String))
    )
    return values, marks.to_series()


def _decimals(selection: tuple[Selected, ...], places: pl.DataFrame) -> pl.Series:
    for depth, choice in enumerate(selection):
        if choice.variable.decimals:
            decimals = pl.Series("decimals", choice.variable.decimals, dtype=pl.Int64)
            return decimals.gather(places[f"place_{depth}"])
    return pl.repeat(None, places.height, dtype=pl.Int64, eager=True).alias("decimals")


def _numbers(values: pl.Series, decimals: pl.Series) -> orjson.Fragment:
    """Write the array of numbers with the decimals their content shows (all they have, when it states none)."""
    value = pl.col("value")
    whole = (pl.col("decimals") == 0) | (pl.col("decimals").is_null() & (value == value.round(0)))
    written = pl.when(whole).then(value.round(0).cast(pl.Int64).cast(pl.String))
    for shown in sorted(set(decimals.drop_nulls().unique().to_list()) - {0}):
        written = written.when(pl.col("decimals") == shown).then(value.round(shown).cast(pl.String))
    listed = pl.DataFrame({"value": values, "decimals": decimals}).select(
        written.otherwise(value.cast(pl.String)).fill_null("null").str.join(",").alias("listed")
    )
    text: str = listed["listed"][0] or ""
    return orjson.Fragment(f"[{text}]".encode())


def _marks(cells: pl.DataFrame) -> dict[str, str]:
    marked = cells.select(pl.col("status")).with_row_index("place").filter(pl.col("status").is_not_null())
    return dict(zip(marked["place"].cast(pl.String).to_list(), marked["status"].to_list(), strict=True))


def _roles(shown: list[Selected]) -> dict[str, list[str]]:
    names = {"time": "time", "area": "geo", "content": "metric"}
    roles = {
        name: [choice.variable.code for choice in shown if choice.variable.role == role] for role, name in names.items()
    }
    return {name: codes for name, codes in roles.items() if codes}


def _dimension(choice: Selected, language: Language) -> dict[str, object]:
    variable = choice.variable
    codes = [variable.values[place] for place in choice.places]
    category: dict[str, object] = {
        "index": {code: place for place, code in enumerate(codes)},
        "label": {variable.values[place]: variable.labels[place].in_language(language) for place in choice.places},
    }
    if variable.units:
        category["unit"] = {variable.values[place]: _unit(variable, place, language) for place in choice.places}
    extension: dict[str, object] = {"elimination": variable.total is not None, "show": "value"}
    if variable.total is not None:
        extension["eliminationValueCode"] = variable.total
    return {"label": variable.text.in_language(language), "category": category, "extension": extension}


def _unit(variable: Variable, place: int, language: Language) -> dict[str, object]:
    decimals = variable.decimals[place] if variable.decimals else 0
    return {"base": variable.units[place].in_language(language), "decimals": decimals}


def _px(table: Table, shown: list[Selected], language: Language) -> dict[str, object]:
    heading = [choice.variable.code for choice in shown if choice.variable.role in {"time", "content"}]
    px: dict[str, object] = {
        "tableid": table.table_id,
        "decimals": 0,
        "official-statistics": True,
        "aggregallowed": True,
        "language": "fi",
        "contents": table.title.in_language(language),
        "description": table.description(language),
        "descriptiondefault": False,
        "heading": heading,
        "stub": [choice.variable.code for choice in shown if choice.variable.code not in heading],
        "matrix": table.table_id,
        "subject-area": table.subject.in_language(language),
    }
    if table.next_update is not None:
        px["nextUpdate"] = _stamp(table.next_update)
    return px


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
