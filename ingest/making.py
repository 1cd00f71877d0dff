"""What a warehouse is made of: the declarations, the answers held, how the sources were in the run that made it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl

from ingest import catalogue, held, known, ledger, services
from ingest.bronze import Bronze
from ingest.build import Material
from ingest.catalogue import Indicator, Source
from ingest.ledger import Run
from vertaispeili.methods.travel_to_work import USUAL, Parameters
from vertaispeili.settings import DataSource


@dataclass(frozen=True)
class Making:
    """One program (`version`, `sql`) and the answers of one kind of data; `rule` is that of travel-to-work areas."""

    kind: DataSource
    version: str
    sql: Path
    bronze: Bronze
    sources: tuple[Source, ...]
    indicators: tuple[Indicator, ...]
    rule: Parameters = USUAL

    @property
    def held(self) -> str:
        """A hash of all that figures depend on; stays the same while nothing new is held."""
        return known.material(f"{self.version} {self.rule}", self.sql, self.sources, self.bronze)

    def material(self, runs: Mapping[str, Run], lines: tuple[Run, ...], now: datetime) -> Material:
        """Return what to build from.

        runs: the last word on each source, by source id. lines: the ledger so far, oldest first.
        """
        made_from = known.made_from(self.held, self.sources, runs)
        tables = {
            "category": pl.DataFrame([row for source in self.sources for row in held.categories(source, self.bronze)]),
            "source_state": known.states(self.sources, self.bronze, runs),
            "run": ledger.table(lines),
            "build": known.build(self.kind, self.version, now, self.sources, made_from),
        }
        return Material(
            sql=self.sql,
            sources=tuple(held.located(source, self.bronze) for source in self.sources),
            indicators=self.indicators,
            rule=self.rule,
            history=lambda source: held.history(source, self.bronze),
            frames={
                source.id: services.frame(source, self.bronze) for source in self.sources if source.reader != "pxweb"
            },
            known=tables,
            vintages=lambda source: held.vintages(source, self.bronze),
        )


def making(kind: DataSource, version: str, sql: Path, bronze: Bronze, rule: Parameters = USUAL) -> Making:
    """Read the declarations of `sql`; `BuildFailed` names the file that is wrong."""
    return Making(kind, version, sql, bronze, catalogue.sources(sql), catalogue.indicators(sql), rule)
