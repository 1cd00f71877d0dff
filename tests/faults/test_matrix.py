"""Every fault of the matrix bites, loses and bends nothing published, tells its cause in one line and is got over."""

import re
from collections.abc import Callable

import pytest

from tests.faults.content import CONTENT
from tests.faults.fault import Fault
from tests.faults.machine import MACHINE
from tests.faults.network import NETWORK
from tests.faults.world import SOURCE, World

pytestmark = pytest.mark.faults

FAULTS: tuple[Fault, ...] = (*NETWORK, *CONTENT, *MACHINE)
CODE = {"kept": 1, "taken": 1, "refused": 2}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)
def test_nothing_is_lost_or_bent_and_the_next_refresh_recovers(
    fault: Fault, world: World, row: Callable[[str, str], None]
) -> None:
    good = world.server.publisher
    with fault.inject(world) as witness:
        kept = world.kept()
        seen = witness()
        row(fault.id, seen)
        code = world.refresh()
    told = tells(world, fault)
    row(fault.id, f"{seen} -> {told}")
    assert code == CODE[fault.expected], world.said
    assert world.figures() == (world.new if fault.expected == "taken" else world.old), "all of a release or nothing"
    assert kept <= world.kept(), "no answer that was kept is lost"
    assert not world.leftovers()
    world.server.publisher = good
    world.server.faults.clear()
    assert world.refresh() == 1, world.said
    assert world.figures() == world.new, "the next refresh recovers by itself"
    assert world.last(SOURCE).outcome == "fresh"


def tells(world: World, fault: Fault) -> str:
    """The one line that tells the cause; it stands in the ledger and was told."""
    run = world.last(None if fault.expected == "refused" else SOURCE)
    if fault.expected == "taken":
        assert run.outcome == "fresh", run.message
        return f"{run.message}, after all"
    assert run.outcome == ("stale" if fault.expected == "kept" else "failed"), run
    assert re.search(fault.words, run.message), run.message
    assert "\n" not in run.message
    assert "a fault in the program" not in run.message
    assert any(run.message in line for line in world.said)
    return run.message
