"""Measure everything and write docs/benchmarks.md: `python -m tests.bench [--quick] [--only NAME]`.

Exit code 0 when each bar holds or is named under "Not met" there, else 1.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import document
from tests.bench.contest import PEER, PROJECT
from tests.bench.figures import Bar, Setting, Table
from tests.bench.registry import BENCHES
from vertaispeili.warehouse import Warehouse

PAGE = PROJECT / "docs" / "benchmarks.md"
DATA = PROJECT / ".bench" / "data"


def main(arguments: list[str]) -> int:
    """Run the benchmarks asked for, print every bar, and write the page when all were."""
    asked = _arguments(arguments)
    if not PEER.exists():
        print("the peers are not installed: run make bench")
        return 2
    _sample(asked.data)
    measured: list[tuple] = []
    for bench in BENCHES:
        if asked.only and bench.name not in asked.only:
            continue
        print(f"\n{bench.title}", flush=True)
        started, found = time.perf_counter(), list[Bar | Table]()
        with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
            for one in bench.measure(Setting(Path(folder), asked.data, asked.quick)):
                found.append(one)
                print(document.line(one) if isinstance(one, Bar) else document.told(one), flush=True)
        print(f"  {time.perf_counter() - started:.0f} s", flush=True)
        measured.append((bench, found))
    section = document.kept(PAGE)
    if not asked.only:
        how = "make bench QUICK=1" if asked.quick else "make bench"
        PAGE.write_text(document.page(measured, how, f"{datetime.now(UTC):%Y-%m-%d}", section), "utf-8")
    return _judged([one for _, found in measured for one in found if isinstance(one, Bar)], document.named(section))


def _judged(bars: list[Bar], names: list[str]) -> int:
    unmet = [bar for bar in bars if not bar.holds]
    unnamed = [bar for bar in unmet if not document.is_named(bar, names)]
    print(f"\n{len(bars)} bars: {len(bars) - len(unmet)} hold, {len(unmet) - len(unnamed)} are named as not met")
    for bar in unnamed:
        print(f"not met and not named in {PAGE.name}: {document.line(bar)}")
    return 1 if unnamed else 0


def _arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    parser.add_argument("--only", action="append", choices=[bench.name for bench in BENCHES], help="one subject")
    parser.add_argument("--data", type=Path, default=DATA, help="data folder with a published sample")
    parser.add_argument("--folder", type=Path, help="where to write what is measured with")
    return parser.parse_args(arguments)


def _sample(data: Path) -> None:
    """Publish the sample anew, so that it is that of this program; nothing to do when it is."""
    told = {"VERTAISPEILI_DATA_DIR": str(data)}
    command = [sys.executable, "-m", "vertaispeili", "refresh", "--source", "sample"]
    done = subprocess.run(command, cwd=PROJECT, env={**os.environ, **told}, capture_output=True, text=True, check=False)
    if Warehouse(data / "sample").current() is None:
        raise SystemExit(f"no sample can be made in {data}:\n{done.stderr[-1000:]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
