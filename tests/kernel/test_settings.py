"""Settings: each documented, each checked once, nonsense told in one line that names the variable."""

import re
from pathlib import Path

import pytest

from vertaispeili import settings
from vertaispeili.methods.travel_to_work import Parameters
from vertaispeili.settings import PREFIX, Settings, SettingsError

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def no_env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_every_setting_stands_in_the_example_with_its_default_and_a_line_of_meaning() -> None:
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    documented = dict(line.split("=", 1) for line in lines if re.match(r"[A-Z_]+=", line))
    defaults = {
        PREFIX + name.upper(): "" if field.default is None else str(field.default)
        for name, field in Settings.model_fields.items()
    }
    assert documented == defaults
    for place, line in enumerate(lines):
        assert not re.match(r"[A-Z_]+=", line) or lines[place - 1].startswith("# ")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("SOURCE", "imaginary"),
        ("STATFIN_URL", "ftp://pxdata.stat.fi/PxWeb/api/v1"),
        ("STATFIN_URL", "https://pxdata.stat.fi/PxWeb"),
        ("CLASSIFICATION_URL", "not an address"),
        ("GEO_URL", "file:///etc/passwd"),
        ("HOME_AREA", "Tampere"),
        ("DEFAULT_LANGUAGE", "de"),
        ("RETRY_SECONDS", "-1"),
        ("HOST", ""),
        ("LOG", "xml"),
        ("READY_DAYS", "-1"),
        ("WORKERS", "0"),
        ("METRICS", "perhaps"),
        ("TRAVEL_TO_WORK_MIN_SIZE", "0"),
        ("TRAVEL_TO_WORK_MIN_CONTAINMENT", "66.67"),
        ("TRAVEL_TO_WORK_TARGET_SIZE", "many"),
        ("TRAVEL_TO_WORK_TARGET_CONTAINMENT", "0.5"),
    ],
)
def test_a_setting_that_makes_no_sense_is_told_in_one_line(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PREFIX + name, value)
    with pytest.raises(SettingsError) as told:
        settings.load()
    assert "\n" not in str(told.value)
    assert f"{PREFIX}{name}={value}" in str(told.value)


def test_limits_of_travel_to_work_areas_that_cannot_be_told_apart_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{PREFIX}TRAVEL_TO_WORK_MIN_SIZE", "20000")
    with pytest.raises(SettingsError, match="the smallest size is above nobody and below the target size"):
        settings.load()
    monkeypatch.setenv(f"{PREFIX}TRAVEL_TO_WORK_TARGET_SIZE", "40000")
    assert settings.load().travel_to_work == Parameters(20_000, 0.6667, 40_000, 0.75)


def test_an_address_of_notices_that_makes_no_sense_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{PREFIX}NOTICE_URL", "hooks.example/secret")
    with pytest.raises(SettingsError, match="NOTICE_URL") as told:
        settings.load()
    assert "secret" not in str(told.value)


def test_an_unset_source_home_and_address_are_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SOURCE", "HOME_AREA", "NOTICE_URL"):
        monkeypatch.setenv(PREFIX + name, "")
    loaded = settings.load()
    assert (loaded.source, loaded.home_area, loaded.notice_url) == (None, None, None)


def test_what_the_command_line_says_comes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERTAISPEILI_PORT", "9000")
    assert settings.load(port=9001).port == 9001
    assert settings.load().port == 9000
