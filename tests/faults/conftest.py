"""One published world for all faults, and the table of what was seen of each."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults import remembered
from tests.faults import world as worlds
from tests.faults.world import Template, World

Seen = Callable[[str], None]
_ROW = "fault"


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Template]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(remembered.FOLDER, str(tmp_path_factory.mktemp("remembered")))
        remembered.install(patch.setattr)
        yield worlds.template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def world(template: Template, tmp_path: Path) -> Iterator[World]:
    with worlds.world(template, tmp_path / "data") as copy:
        yield copy


@pytest.fixture
def row(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Write a row of the table: the fault and what was seen of it; the verdict is the test's."""

    def write(fault: str, seen: str) -> None:
        request.node.user_properties[:] = [(_ROW, (fault, seen))]

    return write


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table when faults were tried."""
    rows = [
        (*value, verdict)
        for outcome, verdict in (("passed", "ok"), ("failed", "FAILED"))
        for report in terminalreporter.getreports(outcome)
        for name, value in report.user_properties
        if name == _ROW and report.when == "call"
    ]
    if not rows:
        return
    rows.sort(key=lambda one: _GROUPS.index(one[0].split(":")[0]))
    widths = [max(len(one[column]) for one in rows) for column in (0, 1)]
    terminalreporter.section("fault | what was seen | verdict")
    for fault, seen, verdict in rows:
        terminalreporter.write_line(f"{fault:{widths[0]}} | {seen:{min(widths[1], 110)}} | {verdict}")
    terminalreporter.write_line(f"{len(rows)} faults, {sum(one[2] == 'ok' for one in rows)} survived")


_GROUPS = ("network", "content", "machine", "killed", "app")
