"""Fuzz every reader in turn, in a process of its own with limits: `python -m tests.fuzz.run [SECONDS]` (each).

An input that crashes, takes more than 10 seconds or a gigabyte is kept in `.fuzz/<reader>`; the exit code says so.
"""

import subprocess
import sys
from pathlib import Path

from tests.fuzz.targets import TARGETS, write_seeds

_LIMITS = ("-timeout=10", "-rss_limit_mb=1024", "-max_len=20000", "-print_final_stats=1", "-verbosity=0")


def main(seconds: int) -> int:
    """Return 0 when every reader stood."""
    failed: list[str] = []
    for name, target in TARGETS.items():
        kept = Path(".fuzz") / name.replace(" ", "-")
        write_seeds(kept / "corpus", target)
        command = [sys.executable, "-m", "tests.fuzz.one", name, f"-max_total_time={seconds}", *_LIMITS]
        ended = subprocess.run(
            [*command, f"-artifact_prefix={kept}/", str(kept / "corpus")], capture_output=True, text=True, check=False
        )
        inputs = next((line.split()[-1] for line in ended.stderr.splitlines() if "executed_units" in line), "?")
        grown = next((line.split()[-1] for line in ended.stderr.splitlines() if "peak_rss_mb" in line), "?")
        print(f"{name:15} {inputs:>9} inputs, {grown:>4} MB at most: {'FAILED' if ended.returncode else 'stood'}")
        if ended.returncode:
            failed.append(name)
            print("\n".join(ended.stderr.splitlines()[-30:]))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 30))
