"""Faults of the machine that can be put in beside a refresh: clocks that jump, damaged and missing files."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import duckdb

from tests.faults.fault import Expected, Fault, Injection, Witness
from tests.faults.world import SOURCE, World
from tests.refreshing import REFUSED

Damage = Callable[[World], Path]


def _clock(shift: timedelta) -> Injection:
    @contextmanager
    def inject(world: World) -> Iterator[Witness]:
        world.shift = shift

        def witness() -> str:
            away = world.clock() - world.last().finished_at
            assert abs(away) > abs(shift) / 2
            return f"the clock is {away.days} days from the last refresh"

        yield witness
        world.shift = timedelta()

    return inject


def _damaged(damage: Damage, publisher: str = "newer") -> Injection:
    """A file is damaged; the publisher has the newer release or is away ("away")."""

    @contextmanager
    def inject(world: World) -> Iterator[Witness]:
        good = world.statfin_url
        path = damage(world)
        if publisher == "away":
            world.statfin_url = f"{REFUSED}/PxWeb/api/v1"

        def witness() -> str:
            size = f"{path.stat().st_size:,} bytes" if path.is_file() else "is gone"
            name = path.name if len(path.name) < 40 else f"{path.name[:12]}…{path.suffix}"
            return f"{name}: {size}; publisher: {publisher}"

        yield witness
        world.statfin_url = good

    return inject


def _body(world: World) -> Path:
    """The largest answer of the snapshot held."""
    snapshot = sorted((world.warehouse.bronze / SOURCE / "snapshots").glob("*.json"))[-1]
    return max(
        (path for path in (world.warehouse.bronze / "bodies").rglob("*.gz") if path.name[:-3] in snapshot.read_text()),
        key=lambda path: path.stat().st_size,
    )


def _manifest(world: World) -> Path:
    return sorted((world.warehouse.bronze / SOURCE / "snapshots").glob("*.json"))[-1]


def _sidecar(world: World) -> Path:
    return max((world.warehouse.bronze / SOURCE / "answers").glob("*.json"))


def _served(world: World) -> Path:
    current = world.warehouse.current()
    assert current is not None
    return current


def _half(find: Damage) -> Damage:
    def damage(world: World) -> Path:
        path = find(world)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        return path

    return damage


def _flipped(find: Damage) -> Damage:
    """One bit in the middle is another."""

    def damage(world: World) -> Path:
        path = find(world)
        body = bytearray(path.read_bytes())
        body[len(body) // 2] ^= 1
        path.write_bytes(body)
        return path

    return damage


def _holding(find: Damage, content: bytes) -> Damage:
    def damage(world: World) -> Path:
        path = find(world)
        path.write_bytes(content)
        return path

    return damage


def _removed(find: Damage) -> Damage:
    def damage(world: World) -> Path:
        path = find(world)
        path.unlink()
        return path

    return damage


def _unreadable(find: Damage) -> Damage:
    """Half of a warehouse: DuckDB itself says that it cannot be read."""

    def damage(world: World) -> Path:
        path = _half(find)(world)
        try:
            duckdb.connect(str(path), read_only=True).execute("select count(*) from mart.indicator_value").fetchall()
        except duckdb.Error:
            return path
        raise AssertionError("half a warehouse can be read")

    return damage


def _appended(find: Damage, content: bytes) -> Damage:
    def damage(world: World) -> Path:
        path = find(world)
        with path.open("ab") as file:
            file.write(content)
        return path

    return damage


def _pointer(world: World) -> Path:
    return world.warehouse.pointer


def _remains(world: World) -> Path:
    (world.warehouse.files / ".building-20200101T000000.000000Z.duckdb.tmp" / "x").mkdir(parents=True)
    path = world.warehouse.files / ".building-20200101T000000.000000Z.duckdb"
    path.write_bytes(bytes(100_000))
    return path


def _machine(name: str, inject: Injection, expected: Expected, words: str = "") -> Fault:
    return Fault("machine", name, inject, expected, words)


_LOST = "are published, held are none"
_AWAY = "cannot be reached|is skipped"
MACHINE = (
    _machine("clock a year back", _clock(timedelta(-365)), "taken"),
    _machine("clock ten years ahead", _clock(timedelta(3650)), "taken"),
    _machine("answer cut in half", _damaged(_half(_body)), "taken"),
    _machine("answer cut, no publisher", _damaged(_half(_body), "away"), "refused", _LOST),
    _machine("a bit of an answer", _damaged(_flipped(_body), "away"), "refused", _LOST),
    _machine("answer gone", _damaged(_removed(_body), "away"), "refused", _LOST),
    _machine("snapshot cut in half", _damaged(_half(_manifest)), "taken"),
    _machine("snapshot cut, no publisher", _damaged(_half(_manifest), "away"), "refused", _LOST),
    _machine("side note garbled", _damaged(_holding(_sidecar, b"\0\xff")), "taken"),
    _machine("warehouse cut in half", _damaged(_unreadable(_served)), "taken"),
    _machine("same, no publisher", _damaged(_unreadable(_served), "away"), "kept", _AWAY),
    _machine("warehouse empty", _damaged(_holding(_served, b""), "away"), "kept", _AWAY),
    _machine("a bit of the warehouse", _damaged(_flipped(_served), "away"), "kept", _AWAY),
    _machine("warehouse gone", _damaged(_removed(_served), "away"), "kept", _AWAY),
    _machine("pointer to nothing", _damaged(_holding(_pointer, b"nowhere.duckdb\n"), "away"), "kept", _AWAY),
    _machine("pointer garbled", _damaged(_holding(_pointer, b"\xff\0../../etc"), "away"), "kept", _AWAY),
    _machine("pointer gone", _damaged(_removed(_pointer), "away"), "kept", _AWAY),
    _machine("ledger torn", _damaged(_appended(lambda world: world.warehouse.ledger, b'{"run_id": "2')), "taken"),
    _machine("ledger garbled", _damaged(_holding(lambda world: world.warehouse.ledger, b"\xff\0\n[]")), "taken"),
    _machine("calls.json garbled", _damaged(_holding(lambda world: world.folder / "live/calls.json", b"{")), "taken"),
    _machine("remains of a crash", _damaged(_remains), "taken"),
)
