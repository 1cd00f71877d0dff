"""How fast an answer becomes a frame, beside pyjstat on the same bytes in the same run: `make bench`.

python -m tests.bench.decode PEER [ROUNDS], where PEER is the Python of a venv with tests/bench/requirements.txt.
Every run is a fresh process, contestants take turns, and nothing counts unless rows, nulls and sums agree.
Exit code 1 when we are not at least 15 times as fast in CPU time, 2 when the results differ.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.bench.panel import PANEL, jsonstat_body, px_body, read_panel
from tests.shared import SHARED

BAR = 15
Run = dict[str, float]


def main(peer: str, rounds: int) -> int:
    """Print the table of medians and ratios; return the exit code."""
    if SHARED is None:
        print("skipped: the recorded panel (../shared/data) is not here")
        return 0
    with tempfile.TemporaryDirectory() as directory:
        panel = read_panel(SHARED / PANEL)
        answer, file = Path(directory) / "12r5.json", Path(directory) / "12r5.px"
        answer.write_bytes(jsonstat_body(panel))
        file.write_bytes(px_body(panel))
        here = Path(__file__).parent
        contestants = {
            "pyjstat 2.4.0, JSON-stat": [peer, str(here / "decode_pyjstat.py"), str(answer)],
            "ours, JSON-stat": [sys.executable, "-m", "tests.bench.decode_ours", str(answer)],
            "ours, PX": [sys.executable, "-m", "tests.bench.decode_ours", str(file)],
        }
        runs: dict[str, list[Run]] = {name: [] for name in contestants}
        for _ in range(rounds):
            for name, command in contestants.items():
                runs[name].append(_run(command, here.parents[1]))
    return _report(runs)


def _run(command: list[str], directory: Path) -> Run:
    done = subprocess.run(command, cwd=directory, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr}")
    return json.loads(done.stdout)


def _report(runs: dict[str, list[Run]]) -> int:
    results = {(run["rows"], run["nulls"], run["sum"]) for several in runs.values() for run in several}
    if len(results) != 1:
        print(f"void: the contestants read different cells (rows, nulls, sum): {sorted(results)}")
        return 2
    ((rows, nulls, total),) = results
    print(f"{rows:,.0f} cells, {nulls:,.0f} without a number, sum {total:,.1f}: the same for all\n")
    print(f"{'':26}{'n':>3}{'wall s':>9}{'CPU s':>9}{'cells/CPU s':>14}{'x wall':>9}{'x CPU':>9}")
    peer, *_ = runs.values()
    for name, several in runs.items():
        wall, cpu = _median(several, "wall"), _median(several, "cpu")
        faster = f"{_median(peer, 'wall') / wall:>9.1f}{_median(peer, 'cpu') / cpu:>9.1f}"
        print(f"{name:26}{len(several):>3}{wall:>9.3f}{cpu:>9.3f}{rows / cpu:>14,.0f}{faster}")
    ratio = _median(peer, "cpu") / _median(runs["ours, JSON-stat"], "cpu")
    print(f"\n{ratio:.1f} times pyjstat in CPU time; the bar is {BAR}")
    return 0 if ratio >= BAR else 1


def _median(several: list[Run], measure: str) -> float:
    return median(run[measure] for run in several)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5))
