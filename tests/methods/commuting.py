"""Commuting matrices for tests: drawn as tables, made by chance, and the recorded ones."""

from pathlib import Path

import polars as pl
from hypothesis import strategies as st

from vertaispeili.methods.flows import Flows, flows

PAIR = ("residence_id", "workplace_id", "employed_persons")


def matrix(text: str) -> Flows:
    """Flows of a table: a row for each home, a column for each workplace, both with names; '-' is nobody."""
    head, *body = [line.split() for line in text.strip().splitlines()]
    rows = [
        (home, work, float(persons))
        for home, *cells in body
        for work, persons in zip(head, cells, strict=True)
        if persons != "-"
    ]
    return flows(pl.DataFrame(rows, schema=PAIR, orient="row"))


def by_chance(most_places: int = 8, most_persons: int = 6_000) -> st.SearchStrategy[Flows]:
    """Return matrices of any kind: with places where nobody lives or works, closed ones, alike ones."""
    persons = st.one_of(st.just(0), st.integers(0, 3), st.integers(0, most_persons))
    return st.integers(1, most_places).flatmap(
        lambda size: st.lists(persons, min_size=size * size, max_size=size * size).map(
            lambda cells: flows(
                pl.DataFrame(
                    [(f"p{place // size}", f"p{place % size}", float(count)) for place, count in enumerate(cells)],
                    schema=PAIR,
                    orient="row",
                )
            )
        )
    )


def recorded(shared: Path, name: str) -> Flows:
    """Return the flows of the Italian census of 2001: brindisi or sardinia."""
    return flows(
        pl.read_csv(
            shared / "commuting" / f"verify_{name}_flows.csv",
            schema_overrides={"community_live": pl.String, "community_work": pl.String},
        ).rename(dict(zip(("community_live", "community_work", "amount"), PAIR, strict=True)))
    )
