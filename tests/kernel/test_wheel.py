"""The wheel carries everything: the declarations, the app's files, the sample; it works outside the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TRIED = """
import app, ingest, vertaispeili
from ingest import catalogue
from ingest.sample.releases import releases
from vertaispeili.resources import assets_directory, sql_directory
for module in (app, ingest, vertaispeili):
    print(module.__file__)
print(sql_directory(), assets_directory())
print(len(catalogue.sources(sql_directory())), len(catalogue.indicators(sql_directory())))
print(sum(len(release.publisher.tables) for release in releases()))
from app.i18n import texts
print(texts("sv")("site.name"))
"""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*build, "--wheel-dir", str(folder), str(ROOT)], check=True, capture_output=True, timeout=120)
    (wheel,) = folder.glob("vertaispeili-*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


def test_the_wheel_holds_every_declaration_and_asset(unpacked: Path) -> None:
    for name in ("sql", "assets"):
        here = {path.relative_to(ROOT / name) for path in (ROOT / name).rglob("*") if path.is_file()}
        there = unpacked / "vertaispeili" / "_data" / name
        assert {path.relative_to(there) for path in there.rglob("*") if path.is_file()} == here


def test_it_works_outside_the_checkout(unpacked: Path, tmp_path: Path) -> None:
    tried = subprocess.run(
        [sys.executable, "-c", TRIED],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert tried.returncode == 0, tried.stderr
    lines = tried.stdout.splitlines()
    assert all(str(unpacked) in line for line in lines[:4]), lines
    sources, indicators = map(int, lines[4].split())
    assert sources == len(list((ROOT / "sql" / "sources").glob("*.toml")))
    assert indicators == len(list((ROOT / "sql" / "indicators").glob("*/*.toml")))
    assert int(lines[5]) > 10
    assert lines[6] == "Vertaispeili"
