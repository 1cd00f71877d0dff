"""Sums over areas and breakdowns by sex, age and the like: whole numbers whose parts always add up."""

from itertools import product

import polars as pl

from ingest.sample.chance import portion, uniform


def summed(frame: pl.DataFrame, places: pl.DataFrame, keys: tuple[str, ...], columns: tuple[str, ...]) -> pl.DataFrame:
    """Sum units to areas: `places` has place and unit; returns place, keys and the summed columns, in no order."""
    return frame.join(places, on="unit").group_by("place", *keys).agg(pl.col(columns).sum())


def split(
    frame: pl.DataFrame, columns: tuple[str, ...], shares: tuple[float, ...], key: str, bend: pl.Expr | float = 1.0
) -> pl.DataFrame:
    """Split whole numbers into parts of given shares (they sum to 1), each a column named by `part_names`.

    `key` is the column of time; the chance of a row depends on its unit and time. `bend` makes the shares a row's own:
    below 1 the first parts are larger, above 1 the last ones. Keeps unit and key.
    """
    ends = [sum(shares[: place + 1]) for place in range(len(shares) - 1)] + [1.0]
    bounds = list(zip([0.0, *ends[:-1]], ends, strict=True))
    with_chance = frame.with_columns(uniform(401, "unit", key).alias("chance"))
    return with_chance.select(
        "unit",
        key,
        *(
            portion(pl.col(column), pl.lit(bound[0]) ** bend, pl.lit(bound[1]) ** bend, pl.col("chance")).alias(name)
            for column in columns
            for bound, name in zip(bounds, part_names(column, len(bounds)), strict=True)
        ),
    )


def part_names(column: str, count: int) -> tuple[str, ...]:
    """Return the names of the columns that hold the parts of one."""
    return tuple(f"{column}/{part}" for part in range(count))


def with_totals(
    frame: pl.DataFrame, sizes: tuple[int, ...], keys: tuple[str, ...], columns: tuple[str, ...]
) -> pl.DataFrame:
    """Turn part columns into rows with depth_0, depth_1, ... in which 0 is the total and parts start at 1.

    Parts are numbered with the last breakdown fastest; `sizes` are the numbers of parts without the totals. Rows come
    breakdown by breakdown, each in the frame's order: a stable sort by area then gives area, breakdowns, time.
    """
    parts = list(product(*(range(1, size + 1) for size in sizes)))
    groups: list[pl.DataFrame] = []
    for group in product(*(range(size + 1) for size in sizes)):
        within = [part for part, own in enumerate(parts) if all(g in {0, o} for g, o in zip(group, own, strict=True))]
        sums = [pl.sum_horizontal(*(f"{column}/{part}" for part in within)).alias(column) for column in columns]
        depths = [pl.lit(place, pl.Int64).alias(f"depth_{depth}") for depth, place in enumerate(group)]
        groups.append(frame.select(*keys, *depths, *sums))
    return pl.concat(groups)


def percent(numerator: pl.Expr, denominator: pl.Expr) -> pl.Expr:
    """Return a percentage with one decimal, rounded half up as the publisher does; 0 where the denominator is 0."""
    tenths = (numerator * 1000 / denominator + 0.5).floor()
    # polars divides by a constant as a product with 0.1, which gives 9.200000000000001: rounding mends it
    return pl.when(denominator == 0).then(0.0).otherwise((tenths / 10).round(1))


def hidden(count: pl.Expr) -> pl.Expr:
    """Return the count, or nothing where it is 1 to 4: the publisher's rule of secrecy."""
    return pl.when(count.is_between(1, 4)).then(None).otherwise(count)
