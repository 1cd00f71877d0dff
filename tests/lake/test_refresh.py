"""A refresh shares what it published, and makes up for what it could not share; a rollback is shared too."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest

from ingest import ledger
from ingest.command import roll_back, snapshots
from ingest.lake import Sharing
from ingest.progress import Lines
from tests import short
from tests.lake.local import needs_extension
from tests.pxweb_server import PxWebServer, serving
from tests.refreshing import Refreshing
from vertaispeili.lake import Lake
from vertaispeili.settings import Settings

pytestmark = [pytest.mark.lake, needs_extension]


class Shared(Refreshing):
    """A data folder that shares with a lake beside it."""

    @property
    def settings(self) -> Settings:
        store = self.folder / "store"
        given = super().settings.model_dump() | {
            "warehouse": f"ducklake:{store / 'catalogue.ducklake'}",
            "lake_files": str(store / "files"),
        }
        return Settings(**given)

    @property
    def lake(self) -> Lake:
        assert self.settings.lake is not None
        return self.settings.lake

    def held(self) -> list[str]:
        with closing(Sharing(self.lake, "live")) as sharing:
            return [one.file for one in sharing.held()]

    def message(self) -> str:
        return next(run.message for run in reversed(ledger.read(self.warehouse.ledger)) if run.source_id is None)


@pytest.fixture
def refreshing(tmp_path: Path) -> Iterator[tuple[Shared, PxWebServer]]:
    with serving(short.publisher()) as server:
        yield Shared(tmp_path, server.base), server


def test_what_is_published_is_shared_also_late_and_also_backwards(
    refreshing: tuple[Shared, PxWebServer], capsys: pytest.CaptureFixture[str]
) -> None:
    shared, _ = refreshing
    # The folder of the lake is not there: its catalogue cannot be made.
    assert shared.run() == 2
    assert "the lake (" in shared.message()
    assert "cannot be written" in shared.message()
    first = shared.warehouse.current()
    assert first is not None, "on this machine it is published all the same"

    (shared.folder / "store").mkdir()
    assert shared.run() == 1, "the classification and map services refuse"
    assert shared.warehouse.current() == first, "nothing is built anew"
    assert shared.message() == f"published {first.name}"
    assert shared.held() == [first.name]

    second = shared.warehouse.new_file(datetime(2030, 1, 1, tzinfo=UTC))
    shutil.copy(first, second)
    shared.warehouse.publish(second)
    with closing(Sharing(shared.lake, "live")) as sharing:
        assert sharing.share(second, Lines(StringIO()))
    assert roll_back(shared.settings, None) == 0
    assert shared.held() == [first.name, second.name, first.name], "a rollback is shared like anything published"
    capsys.readouterr()
    assert snapshots(shared.settings) == 0
    assert f"{first.name}  in the lake as snapshot 3" in capsys.readouterr().out
