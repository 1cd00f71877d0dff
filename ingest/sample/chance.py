"""Chance that is the same on every machine: numbers counted out of keys, never drawn from a hidden state."""

import polars as pl

# The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014); 64-bit unsigned products wrap.
_GOLDEN = 0x9E3779B97F4A7C15
_FIRST = 0xBF58476D1CE4E5B9
_SECOND = 0x94D049BB133111EB


def uniform(salt: int, *keys: str) -> pl.Expr:
    """Return a number in [0, 1) that depends on nothing but the salt and the whole numbers in the key columns."""
    return _uniform(salt, *(pl.col(key) for key in keys))


def drift(salt: int, *keys: str, year: str, share: str) -> pl.Expr:
    """Return a number in [-1, 1) that wanders from one year's draw to the next; `share`: the part of the year gone."""
    columns = [pl.col(key) for key in keys]
    start = _uniform(salt, *columns, pl.col(year))
    end = _uniform(salt, *columns, pl.col(year) + 1)
    return (start + (end - start) * pl.col(share)) * 2 - 1


def whole(expected: pl.Expr, chance: pl.Expr) -> pl.Expr:
    """Round an expected number up or down by chance, never below zero."""
    return (expected + chance).floor().clip(lower_bound=0)


def portion(count: pl.Expr, start: pl.Expr | float, end: pl.Expr | float, chance: pl.Expr) -> pl.Expr:
    """Return the part of a whole number between two shares: parts that cover 0 to 1 add up to the number exactly."""
    return (count * end + chance).floor() - (count * start + chance).floor()


def _uniform(salt: int, *keys: pl.Expr) -> pl.Expr:
    state = pl.lit(salt, dtype=pl.UInt64)
    for key in keys:
        state = _mixed(state + key.cast(pl.UInt64) * pl.lit(_GOLDEN, dtype=pl.UInt64) + 1)
    return (state // 2**11).cast(pl.Float64) / 2.0**53


def _mixed(state: pl.Expr) -> pl.Expr:
    state = (state ^ (state // 2**30)) * pl.lit(_FIRST, dtype=pl.UInt64)
    state = (state ^ (state // 2**27)) * pl.lit(_SECOND, dtype=pl.UInt64)
    return state ^ (state // 2**31)
