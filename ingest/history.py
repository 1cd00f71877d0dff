"""History that outlives the source: vintages laid over each other, and what each replaced."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from ingest.panel import Codes, Panel

REVISION = ("value", "status", "published_at", "replaced_at", "reason")


@dataclass(frozen=True)
class History:
    """What holds today and what it replaced.

    current: for each period the whole cross-section of the newest vintage that covers it. revisions: replaced cells
    under the same codes, with `replaced_at` and `reason` ('restated': the newer vintage says otherwise; 'retired': it
    no longer has the cell).
    """

    current: Panel
    revisions: pl.DataFrame


def lay_over(vintages: Iterable[Panel], time: str) -> History:
    """Lay vintages, oldest first, over each other; `time` names the period column. At least one vintage.

    Never a mix of vintages in a period: a merger restates the past, so a newer answer that covers a period replaces
    its whole cross-section.
    """
    held: Panel | None = None
    revisions: list[pl.DataFrame] = []
    for newer in vintages:
        if held is None:
            held = newer
            continue
        codes = {name: _joined(held.codes[name], newer.codes[name], name == time) for name in newer.codes}
        older_cells, newer_cells = _recode(held, codes), _recode(newer, codes)
        covered = newer_cells[time].unique()
        overlap = older_cells.filter(pl.col(time).is_in(covered.implode()))
        revisions = [_remap(frame, held.codes, codes) for frame in revisions]
        revisions.append(_replaced(overlap, newer_cells, list(codes)))
        kept = older_cells.filter(~pl.col(time).is_in(covered.implode()))
        held = Panel(codes, pl.concat([newer_cells, kept]).sort(list(codes)))
    if held is None:
        raise ValueError("history needs at least one vintage")
    empty = held.cells.clear().with_columns(replaced_at=pl.lit(None, pl.Datetime("us", "UTC")), reason=pl.lit(""))
    return History(held, pl.concat([empty, *revisions]).select(*held.codes, *REVISION))


def _joined(older: tuple[str, ...], newer: tuple[str, ...], chronological: bool) -> tuple[str, ...]:
    codes = dict.fromkeys((*newer, *older))
    return tuple(sorted(codes) if chronological else codes)


def _recode(panel: Panel, codes: Codes) -> pl.DataFrame:
    return _remap(panel.cells, panel.codes, codes)


def _remap(cells: pl.DataFrame, old: Codes, new: Codes) -> pl.DataFrame:
    columns: list[pl.Series] = []
    for name, codes in new.items():
        place = {code: at for at, code in enumerate(codes)}
        columns.append(pl.Series(name, [place[code] for code in old[name]], dtype=pl.UInt16).gather(cells[name]))
    return cells.with_columns(columns)


def _replaced(older: pl.DataFrame, newer: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Cells of `older` that `newer` states otherwise or no longer has."""
    after = newer.select(*keys, value_after="value", status_after="status", replaced_at="published_at")
    joined = older.join(after, on=keys, how="left")
    retired = pl.col("replaced_at").is_null()
    restated = pl.col("value").ne_missing(pl.col("value_after")) | pl.col("status").ne_missing(pl.col("status_after"))
    return (
        joined.filter(retired | restated)
        .with_columns(
            reason=pl.when(retired).then(pl.lit("retired")).otherwise(pl.lit("restated")),
            replaced_at=pl.col("replaced_at").fill_null(newer["published_at"][0]),
        )
        .drop("value_after", "status_after")
    )
