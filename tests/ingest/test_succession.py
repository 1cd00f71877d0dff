"""What a new warehouse must not lose, which releases are not published, whether a published file is still itself."""

from pathlib import Path

import duckdb
import pytest

from ingest.errors import BuildFailed
from ingest.publish import fingerprint, is_whole
from ingest.succession import keeps_periods
from tests.app.published import publish

SCHEMA = """
    create schema catalogue;
    create table catalogue.source(source_id varchar, reader varchar);
    create table catalogue.vintage(source_id varchar, first_period date, last_period date);
"""


def warehouse(path: Path, **periods: tuple[str, str] | None) -> Path:
    with duckdb.connect(str(path)) as connection:
        connection.execute(SCHEMA)
        for source, span in periods.items():
            connection.execute("insert into catalogue.source values (?, 'pxweb')", [source])
            if span:
                connection.execute("insert into catalogue.vintage values (?, ?, ?)", [source, *span])
    return path


WHOLE = ("2006-01-01", "2026-09-01")


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (None, "one: the periods 2006-01 to 2026-09 are published, held are none"),
        (("2009-01-01", "2026-10-01"), "held are 2009-01 to 2026-10"),
        (("2006-01-01", "2026-08-01"), "held are 2006-01 to 2026-08"),
    ],
)
def test_periods_that_are_published_are_not_lost_quietly(
    tmp_path: Path, now: tuple[str, str] | None, words: str
) -> None:
    published = warehouse(tmp_path / "published.duckdb", one=WHOLE, other=WHOLE)
    with pytest.raises(BuildFailed, match=words):
        keeps_periods(published, warehouse(tmp_path / "built.duckdb", one=now, other=WHOLE))


def test_more_periods_other_sources_and_nothing_published_hold_nothing_up(tmp_path: Path) -> None:
    built = warehouse(tmp_path / "built.duckdb", one=("2006-01-01", "2026-10-01"), new=WHOLE)
    keeps_periods(warehouse(tmp_path / "published.duckdb", one=WHOLE, gone=WHOLE), built)
    keeps_periods(warehouse(tmp_path / "empty.duckdb", one=None), built)
    keeps_periods(None, built)
    (tmp_path / "damaged.duckdb").write_bytes(b"half")
    keeps_periods(tmp_path / "damaged.duckdb", built)


def test_a_published_file_that_changed_is_not_believed(tmp_path: Path) -> None:
    published = publish(tmp_path)
    file = published.current()
    assert file is not None
    with duckdb.connect(str(file)) as connection:
        connection.execute("alter table catalogue.build add column fingerprint varchar default 'made from this'")
    assert is_whole(file), "a file without a digest beside it is believed"
    assert fingerprint(published) == "made from this"
    file.with_name(f"{file.name}.sha256").write_text("of other bytes")
    assert not is_whole(file)
    assert fingerprint(published) is None
