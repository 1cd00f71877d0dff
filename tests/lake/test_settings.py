"""Which warehouse the settings mean: a file unless a lake is named, and what a lake needs to be said."""

from pathlib import Path

import pytest

from vertaispeili import settings
from vertaispeili.lake import Lake, LakeError, Objects, extension
from vertaispeili.settings import PREFIX, SettingsError

CATALOGUE = "postgres:host=db.example dbname=labour user=reader"


@pytest.fixture(autouse=True)
def no_env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_warehouses_are_files_unless_a_lake_is_named() -> None:
    assert settings.load().lake is None
    assert settings.load(lake_files="s3://bucket/labour").lake is None


def test_a_lake_has_a_catalogue_files_and_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{PREFIX}LAKE_SECRET", "geheim")
    loaded = settings.load(
        warehouse=f"ducklake:{CATALOGUE}",
        lake_files="s3://bucket/labour",
        lake_endpoint="https://objects.example",
        lake_key_id="key",
    )
    objects = Objects("https://objects.example", "us-east-1", "key", "geheim")
    assert loaded.lake == Lake(CATALOGUE, "s3://bucket/labour", objects)
    for shown in (repr(loaded), repr(loaded.lake), str(loaded.lake)):
        assert "geheim" not in shown


@pytest.mark.parametrize(
    ("warehouse", "files", "reason"),
    [
        ("sqlite:labour", "s3://bucket/labour", "not written as it should be"),
        ("ducklake:", "s3://bucket/labour", "not written as it should be"),
        (f"ducklake:{CATALOGUE}", "", "set VERTAISPEILI_LAKE_FILES"),
        (f"ducklake:{CATALOGUE} password=geheim", "s3://bucket/labour", "give it as PGPASSWORD"),
        ("ducklake:postgres:postgresql://me:geheim@db.example/labour", "s3://bucket/labour", "give it as PGPASSWORD"),
    ],
)
def test_a_lake_that_makes_no_sense_is_told_in_one_line(warehouse: str, files: str, reason: str) -> None:
    with pytest.raises(SettingsError, match=reason) as told:
        settings.load(warehouse=warehouse, lake_files=files)
    assert f"{PREFIX}WAREHOUSE=…" in str(told.value)
    assert "geheim" not in str(told.value)
    assert "\n" not in str(told.value)


def test_names_and_keys_are_quoted_and_a_folder_is_whole() -> None:
    lake = Lake("o'clock.ducklake", "it's", Objects())
    assert "attach 'ducklake:o''clock.ducklake' as lake" in lake.attach("live")
    assert lake.folder("sample") == str(Path("it's").resolve()) + "/sample/"
    remote = Lake(CATALOGUE, "s3://bucket/labour/", Objects("http://127.0.0.1:9", "r", "k'", "s'"))
    assert remote.folder("live") == "s3://bucket/labour/live/"
    assert "secret 's'''" in remote._key()


def test_a_reader_asks_for_one_snapshot_and_a_publisher_for_none() -> None:
    lake = Lake(CATALOGUE, "s3://bucket/labour")
    assert lake.attach("live", snapshot=7).endswith("read_only, snapshot_version 7)")
    assert "read_only" not in lake.attach("live", writes=True)


def test_an_extension_that_is_not_installed_is_told_with_what_to_do() -> None:
    with pytest.raises(LakeError, match=r"extension nowhere .* is not installed: install vertaispeili\[lake\]"):
        extension("nowhere")
