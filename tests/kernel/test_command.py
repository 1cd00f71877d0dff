"""The command as a person calls it: a process of its own, its output, its exit code."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def vertaispeili(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    given = {f"VERTAISPEILI_{name}": value for name, value in environment.items()}
    return subprocess.run(
        [sys.executable, "-m", "vertaispeili", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **given},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_wrong_setting_ends_in_one_line_and_two(tmp_path: Path) -> None:
    ended = vertaispeili(tmp_path, "status", PORT="many")
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert "VERTAISPEILI_PORT=many" in ended.stderr


def test_a_home_area_that_is_none_is_told_when_the_app_starts(tmp_path: Path) -> None:
    ended = vertaispeili(tmp_path, "serve", HOME_AREA="TA99")
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert "VERTAISPEILI_HOME_AREA=TA99" in ended.stderr


def test_status_with_nothing_published_says_so(tmp_path: Path) -> None:
    ended = vertaispeili(tmp_path, "status")
    assert ended.returncode == 2
    assert "nothing is published yet" in ended.stdout
    assert "statfin_tyonv_12r5" in ended.stdout


def test_a_refresh_of_an_unreachable_publisher_leaves_no_traceback(tmp_path: Path) -> None:
    nobody = "http://127.0.0.1:1"
    ended = vertaispeili(
        tmp_path,
        "refresh",
        STATFIN_URL=f"{nobody}/PxWeb/api/v1",
        CLASSIFICATION_URL=nobody,
        GEO_URL=nobody,
        RETRY_SECONDS="0",
    )
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr
    assert "cannot be reached" in ended.stderr
    assert "nothing can be built" in ended.stderr
