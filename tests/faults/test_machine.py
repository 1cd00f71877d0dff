"""Refreshes in processes of their own: killed at every step, out of room, without rights, two at once, in 2020."""

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.faults import world as worlds
from tests.faults.children import Children, Ended, children, command
from tests.faults.world import SOURCE, Template, World

pytestmark = pytest.mark.faults

Row = Callable[[str, str], None]
KILLS = 26
NOBODY = 65_534
# Bytes that are free on the disk when the refresh starts: each leads to another write that fails.
FREE = (0, 4_096, 16_384, 32_768, 65_536, 262_144, 4_000_000, 12_300_000)


@pytest.fixture(scope="session")
def zygote(template: Template) -> Iterator[Children]:
    assert template
    with children() as ready:
        yield ready


@pytest.fixture(scope="session")
def points(zygote: Children, template: Template, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[int, str]]:
    """The places at which a refresh that brings a release is killed: every kind of write once, and the build."""
    with worlds.world(template, tmp_path_factory.mktemp("points") / "data") as world:
        ended = zygote.refresh(world)
        assert ended.status == 1, ended.said
        assert world.figures() == world.new
    named = [
        re.sub(r"[0-9a-f]{16,}|\.?\d{8}T\d+[\d.]*Z|\.\w{8}\.tmp|/[0-9a-f]{2}\b", "", name) for name in ended.points
    ]
    first = {name: place for place, name in reversed(list(enumerate(named))) if name != "a step"}
    last = {"the ledger's last line": max(place for place, name in enumerate(named) if "runs.jsonl" in name)}
    build = named.index("mkdir live/warehouse")
    steps = [place for place, name in enumerate(named) if name == "a step" and place > build]
    middle = {f"step {number} of {len(steps)}": steps[number] for number in range(0, len(steps), len(steps) // 8)}
    chosen = {**first, **middle, **last}
    matters = re.compile(r"12r5|bodies|warehouse|ledger|refresh\.lock|step|calls")
    return sorted((place, name) for name, place in chosen.items() if matters.search(name))


@pytest.mark.parametrize("number", range(KILLS))
def test_a_kill_at_any_step_loses_nothing(
    number: int, points: list[tuple[int, str]], zygote: Children, world: World, row: Row
) -> None:
    assert len(points) >= KILLS
    place, name = points[number * (len(points) - 1) // (KILLS - 1)]
    ended = zygote.refresh(world, kill_at=place)
    assert ended.status == -signal.SIGKILL, "the kill came in the middle"
    after = world.figures()
    row(f"killed: at {name.replace('live/', '')}", f"killed; {'new' if after == world.new else 'old'} figures served")
    assert after in {world.old, world.new}, "what is served opens, and is all of a release"
    recovers(world)


@contextmanager
def disk(world: World, free: int) -> Iterator[str]:
    """Move the data folder to a disk of its own, with `free` bytes left; how it is limited."""
    with TemporaryDirectory() as folder:
        used = sum(-(-path.stat().st_size // 4096) * 4096 + 4096 for path in world.folder.rglob("*")) + 65_536
        size = used + 80_000_000
        mounted = (
            subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "full", folder], check=False).returncode == 0
        )
        if not mounted:
            yield "by a file-size limit"
            return
        try:
            shutil.copytree(world.folder, Path(folder) / "data")
            world.folder = Path(folder) / "data"
            left = shutil.disk_usage(folder).free - free
            with (Path(folder) / "filling").open("wb") as filling:
                os.posix_fallocate(filling.fileno(), 0, max(left, 1))
            yield "by a small disk"
        finally:
            subprocess.run(["umount", folder], check=True)


@pytest.mark.parametrize("free", FREE)
def test_a_full_disk_stops_the_refresh_and_loses_nothing(free: int, zygote: Children, world: World, row: Row) -> None:
    with disk(world, free) as how:
        ended = zygote.refresh(world, largest_file=None if "small disk" in how else free)
        cause = bites(ended, "No space left|not enough|File too large|cannot be written|out of disk|could not be kept")
        row(f"machine: {free // 1024} KiB free, {how}", cause)
        assert world.figures() == world.old
        (world.folder.parent / "filling").unlink(missing_ok=True)
        recovers(world)


@pytest.mark.parametrize("part", [".", "warehouse", "bronze", "runs.jsonl", "refresh.lock"])
def test_what_may_not_be_written_stops_the_refresh_and_loses_nothing(
    part: str, template: Template, zygote: Children, row: Row
) -> None:
    """The child is an unprivileged user: root would not notice."""
    with TemporaryDirectory() as folder, worlds.world(template, Path(folder) / "data") as world:
        Path(folder).chmod(0o755)
        live = world.folder / "live"
        user = NOBODY if os.geteuid() == 0 else None
        if user:
            for path in (world.folder, *world.folder.rglob("*")):
                os.chown(path, user, user)
        with unwritable(live / part):
            ended = zygote.refresh(world, user=user)
            cause = bites(ended, "Permission denied|cannot be written|could not be kept")
            row(f"machine: read-only {part.replace('.', 'data folder', part == '.')}", cause)
            assert world.figures() == world.old
        ended = zygote.refresh(world, user=user)
        assert ended.status == 1, ended.said
        assert world.figures() == world.new


@contextmanager
def unwritable(path: Path) -> Iterator[None]:
    modes = {one: one.stat().st_mode for one in (path, *path.rglob("*"))}
    for one in modes:
        one.chmod(0o555 if one.is_dir() else 0o444)
    yield
    for one, mode in modes.items():
        with suppress(FileNotFoundError):
            one.chmod(mode)


def test_of_two_refreshes_at_once_one_steps_aside(world: World, row: Row) -> None:
    both = [command(world), command(world)]
    said = [process.communicate()[0] for process in both]
    codes = sorted(process.returncode for process in both)
    row("machine: two refreshes at once", f"exit codes {codes}")
    assert codes == [1, 3], said
    assert sum("another refresh of the same data is running" in one for one in said) == 1
    assert world.figures() == world.new
    recovers(world)


@pytest.mark.skipif(shutil.which("faketime") is None, reason="faketime is not on this machine")
def test_a_clock_that_the_machine_set_back_bends_nothing(world: World, row: Row) -> None:
    process = command(world, "faketime", "2020-01-01 00:00:00")
    said, _ = process.communicate()
    run = world.last()
    row("machine: faketime 2020", f"the ledger says {run.started_at:%Y-%m-%d}, {run.message.split()[0]}")
    assert run.started_at.year == 2020, "the fault bites"
    assert process.returncode == 1, said
    assert world.figures() == world.new
    recovers(world)


def bites(ended: Ended, words: str) -> str:
    """The one line that says what the machine refused."""
    assert ended.status in {1, 2}, ended.said
    assert "Traceback" not in ended.said
    found = [line for line in ended.said.splitlines() if re.search(words, line)]
    assert found, ended.said
    return re.sub(r"/\S+/", "…/", found[0])


def recovers(world: World) -> None:
    """The next refresh recovers by itself, without a trace."""
    assert world.refresh() == 1, world.said
    assert world.figures() == world.new
    assert world.last(SOURCE).outcome == "fresh"
    assert not world.leftovers()
