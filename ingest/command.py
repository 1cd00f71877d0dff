"""The ingest side of the command: refresh and status, with the real clock, network and terminal."""

import sys
import time
from datetime import UTC, datetime
from importlib.metadata import version

from ingest import ledger, services
from ingest.catalogue import sources
from ingest.errors import BuildFailed
from ingest.progress import progress
from ingest.refresh import Refresh
from vertaispeili import warehouse as warehouses
from vertaispeili.resources import sql_directory
from vertaispeili.settings import DataSource, Settings


def refresh(settings: Settings, kind: DataSource) -> int:
    """Refresh live or sample data once; the exit codes are those of `Refresh.run`."""
    warehouse = warehouses.of(settings, kind)
    with progress(sys.stderr) as told:
        surroundings = services.Surroundings(settings, warehouse, now, time.sleep, told)
        passes = services.live(surroundings) if kind == "live" else services.sample(surroundings)
        return Refresh(
            kind=kind,
            warehouse=warehouse,
            sql=sql_directory(),
            version=version("vertaispeili"),
            passes=passes,
            progress=told,
            clock=now,
        ).run()


def status(settings: Settings) -> int:
    """Print what is published and the last word on each source; 0 when all are fresh, 1 when not, 2 with nothing."""
    kind = warehouses.served(settings)
    warehouse = warehouses.of(settings, kind)
    current = warehouse.current()
    print(f"{kind}: {current.name if current else 'nothing is published yet'}")  # noqa: T201
    last = {run.source_id: run for run in ledger.read(warehouse.ledger) if run.source_id}
    try:
        known = sources(sql_directory())
    except BuildFailed as error:
        print(error)  # noqa: T201
        return 2
    for source in known:
        run = last.get(source.id)
        word = f"{run.outcome}, asked {run.finished_at:%Y-%m-%d %H:%M} UTC" if run else "never asked"
        release = f", release of {run.updated_at:%Y-%m-%d %H:%M} UTC" if run and run.updated_at else ""
        reason = f": {run.message}" if run and run.outcome != "fresh" else ""
        print(f"  {source.id:<28} {word}{release}{reason}")  # noqa: T201
    if current is None:
        return 2
    return 0 if all(run.outcome == "fresh" for run in last.values()) else 1


def now() -> datetime:
    """Return the time of day, in UTC."""
    return datetime.now(UTC)
