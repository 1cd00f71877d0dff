"""The pointer and the names of the published warehouses."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from vertaispeili import warehouse as warehouses
from vertaispeili.settings import Settings
from vertaispeili.warehouse import Warehouse

NOW = datetime(2026, 11, 24, 6, 0, 0, 7, tzinfo=UTC)


def built(warehouse: Warehouse, now: datetime = NOW) -> Path:
    path = warehouse.new_file(now)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("built")
    return path


def test_publishing_moves_the_pointer_to_the_files_name(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "live")
    path = built(warehouse)
    assert warehouse.current() is None
    warehouse.publish(path)
    assert warehouse.current() == path
    assert warehouse.pointer.read_text() == "20261124T060000.000007Z.duckdb\n"


@pytest.mark.parametrize("content", ["", "nowhere.duckdb", "../outside.duckdb", "CURRENT", "\xff\xfe"])
def test_a_pointer_to_nothing_or_to_elsewhere_publishes_nothing(tmp_path: Path, content: str) -> None:
    warehouse = Warehouse(tmp_path / "live")
    built(warehouse)
    (tmp_path / "live" / "outside.duckdb").write_text("")
    warehouse.pointer.write_bytes(content.encode("latin-1"))
    assert warehouse.current() is None


def test_names_sort_by_time(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path)
    later = datetime(2026, 12, 1, tzinfo=UTC)
    assert warehouse.new_file(NOW).name < warehouse.new_file(later).name


def test_live_data_are_served_once_published_else_the_sample_and_the_setting_wins(tmp_path: Path) -> None:
    unset = Settings(data_dir=tmp_path)
    assert warehouses.served(unset) == "sample"
    live = warehouses.of(unset, "live")
    live.publish(built(live))
    assert warehouses.served(unset) == "live"
    assert warehouses.served(Settings(data_dir=tmp_path, source="sample")) == "sample"
