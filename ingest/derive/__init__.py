"""Tables that need an algorithm rather than a SELECT: one file, one pure function, named as the file.

A parameter names the table it takes (`catalogue_municipality` is catalogue.municipality), and what is returned becomes
derive.<name>; its grain stands beside it here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import signature

import polars as pl

from ingest.derive.commuting_flow import commuting_flow
from ingest.derive.tile import tile
from ingest.derive.travel_to_work_area import travel_to_work_area
from ingest.derive.travel_to_work_member import travel_to_work_member


@dataclass(frozen=True)
class Derived:
    """One derived table: how it is made and what its key is."""

    make: Callable[..., pl.DataFrame]
    grain: tuple[str, ...]

    @property
    def name(self) -> str:
        """Qualified name of the table."""
        return f"derive.{self.make.__name__}"

    @property
    def inputs(self) -> dict[str, str]:
        """Parameter to the qualified name of the table it takes."""
        return {parameter: parameter.replace("_", ".", 1) for parameter in signature(self.make).parameters}

    @property
    def reads(self) -> frozenset[str]:
        """Qualified names of the tables it reads."""
        return frozenset(self.inputs.values())


DERIVED = (
    Derived(tile, ("municipality_id",)),
    Derived(commuting_flow, ("residence_id", "workplace_id", "period")),
    Derived(travel_to_work_member, ("area_id", "municipality_id")),
    Derived(travel_to_work_area, ("area_id",)),
)
