"""The ingest side of the command: with the real clock, network and terminal."""

import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version

import orjson

from ingest import ledger, rollback, services
from ingest import schedule as looping
from ingest.bronze import Bronze
from ingest.catalogue import sources
from ingest.errors import IngestError, RefreshRunning
from ingest.lake import Sharing
from ingest.ledger import Run
from ingest.lock import locked
from ingest.making import making
from ingest.notice import notice, send
from ingest.progress import lines, progress
from ingest.refresh import FAILED, RUNNING, Refresh
from ingest.standing import standings
from ingest.status import UNPUBLISHED, Status
from ingest.verify import Verification
from vertaispeili import warehouse as warehouses
from vertaispeili.resources import sql_directory
from vertaispeili.settings import DataSource, Settings
from vertaispeili.warehouse import Warehouse


def refresh(settings: Settings, kind: DataSource) -> int:
    """Refresh live or sample data once; the exit codes are those of `Refresh.run`."""
    warehouse = warehouses.of(settings, kind)
    before = ledger.read(warehouse.ledger) if settings.notice_url else ()
    with progress(sys.stderr, settings.log, now) as told:
        surroundings = services.Surroundings(settings, warehouse, now, time.sleep, told)
        passes = services.live(surroundings) if kind == "live" else services.sample(surroundings)
        code = Refresh(
            kind=kind,
            warehouse=warehouse,
            sql=sql_directory(),
            version=_version(),
            passes=passes,
            progress=told,
            clock=now,
            rule=settings.travel_to_work,
            sharing=_sharing(settings, kind),
        ).run()
        # A synthetic release is no news to anybody.
        if settings.notice_url and kind == "live":
            _notify(settings.notice_url, before, code, surroundings)
    return code


def _notify(address: str, before: tuple[Run, ...], code: int, surroundings: services.Surroundings) -> None:
    try:
        after = ledger.read(surroundings.warehouse.ledger)
    except OSError:
        after = before
    document = notice(before, after[len(before) :], code)
    if document is not None:
        send(document, address, services.notices(surroundings), surroundings.progress)


def status(settings: Settings, *, as_json: bool = False) -> int:
    """Print what is published and how each source stands; 0 when all is fresh, 1 when not, 2 with nothing."""
    kind = warehouses.served(settings)
    warehouse = warehouses.of(settings, kind)
    current = warehouse.current()
    runs = ledger.read(warehouse.ledger)
    try:
        known = sources(sql_directory())
    except IngestError as error:
        _complain(str(error))
        return UNPUBLISHED
    found = Status(
        kind=kind,
        now=now(),
        warehouse=current.name if current else None,
        rolled_back=rollback.target(warehouse) is not None,
        last_run=next((run for run in reversed(runs) if run.source_id is None), None),
        sources=standings(known, Bronze(warehouse.bronze), runs),
    )
    if as_json:
        _say(orjson.dumps(found.document(), option=orjson.OPT_INDENT_2).decode())
    else:
        for line in found.lines():
            _say(line)
    return found.exit_code


def snapshots(settings: Settings) -> int:
    """Print the warehouses that can be served, newest first; 0, or 2 when there are none."""
    warehouse = warehouses.of(settings, warehouses.served(settings))
    found = rollback.kept(warehouse)
    for one in found:
        size = f"{one.size / 1_000_000:7.1f} MB"
        said = one.said
        period = f"{said.last_period:%Y-%m}" if said and said.last_period else "no figures"
        words = f"built {said.built_at:%Y-%m-%d %H:%M} UTC by {said.version}, up to {period}" if said else "unreadable"
        _say(f"{'*' if one.is_served else ' '} {one.path.name}  {size}  {words}")
    if not found:
        _say(f"no warehouse is kept in {warehouse.files}.")
    elif warehouse.current() is None:
        _say("none of them is served: see `vertaispeili rollback`.")
    sharing = _sharing(settings, warehouses.served(settings))
    try:
        for held in sharing.held() if sharing else ():
            _say(f"  {held.file}  in the lake as snapshot {held.number}")
    except IngestError as error:
        _complain(str(error))
    return 0 if found else 2


def roll_back(settings: Settings, name: str | None) -> int:
    """Serve an older warehouse; 0 when it is served, 2 when nothing was moved, 3 while a refresh runs."""
    kind = warehouses.served(settings)
    warehouse = warehouses.of(settings, kind)

    def move() -> int:
        held = making(kind, _version(), sql_directory(), Bronze(warehouse.bronze), settings.travel_to_work).held
        origin, chosen = rollback.roll_back(warehouse, name, held)
        _say(f"{kind}: from {origin.name if origin else 'nothing'} to {chosen.name}")
        if rollback.target(warehouse) is not None:
            _say("It is served until a refresh brings something new; to go forward again, name the newest.")
        sharing = _sharing(settings, kind)
        if sharing is not None:
            with closing(sharing):
                sharing.share(chosen, lines(sys.stderr, settings.log, now))
        return 0

    return _with_lock(warehouse, move)


def verify(settings: Settings) -> int:
    """Prove the served warehouse from the answers kept; the exit codes are those of `Verification.run`."""
    kind = warehouses.served(settings)
    with progress(sys.stderr, settings.log, now) as told:
        return Verification(
            kind, warehouses.of(settings, kind), sql_directory(), _version(), told, settings.travel_to_work
        ).run(now())


def schedule(settings: Settings, kind: DataSource) -> int:
    """Refresh whenever it is due, until asked to end; then 0."""
    # Lines also on a terminal: there the refresh has its own bar.
    told, warehouse = lines(sys.stderr, settings.log, now), warehouses.of(settings, kind)

    def tell(message: str) -> None:
        if settings.notice_url and kind == "live":
            surroundings = services.Surroundings(settings, warehouse, now, time.sleep, told)
            send({"event": "failed", "message": message}, settings.notice_url, services.notices(surroundings), told)

    start = partial(looping.child, kind)
    looping.run(looping.Schedule(warehouse, sql_directory(), now, told, start, tell=tell))
    return 0


def now() -> datetime:
    """Return the time of day, in UTC."""
    return datetime.now(UTC)


def _with_lock(warehouse: Warehouse, work: Callable[[], int]) -> int:
    try:
        with locked(warehouse):
            return work()
    except RefreshRunning as error:
        _complain(str(error))
        return RUNNING
    except IngestError as error:
        _complain(str(error))
    except OSError as error:
        _complain(f"the data folder {warehouse.directory} cannot be written: {error.strerror}.")
    return FAILED


def _sharing(settings: Settings, kind: DataSource) -> Sharing | None:
    return Sharing(settings.lake, kind) if settings.lake else None


def _version() -> str:
    return version("vertaispeili")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _complain(line: str) -> None:
    sys.stderr.write(f"{line}\n")
