"""A machine that publishes into a lake: python -m tests.lake.publisher FILE HALT; the lake is in the environment.

It says `here` and waits for its end once HALT tables are written; when HALT is 0, with all of them written and none
committed.
"""

import sys
import time
from io import StringIO
from pathlib import Path

from ingest.lake import Sharing
from ingest.progress import Lines
from vertaispeili import settings


class Halting(Lines):
    """Stops for good after some tables, or after the last."""

    def __init__(self, halt: int) -> None:
        super().__init__(StringIO())
        self._halt = halt
        self._left = 0

    def start(self, source_id: str, total: int) -> None:
        self._left = self._halt or total

    def advance(self) -> None:
        self._left -= 1
        if self._left == 0:
            print("here", flush=True)
            time.sleep(600)


def main(file: Path, halt: int) -> None:
    lake = settings.load().lake
    assert lake is not None, "the environment names a lake"
    Sharing(lake, "live").share(file, Halting(halt))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
