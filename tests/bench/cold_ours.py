"""The first answer of a process: open the warehouse as the app does and ask for a series; `python -m ... FILE`."""

import json
import sys
import time
from datetime import date
from pathlib import Path

from app.db import Database
from vertaispeili.resources import sql_directory


def main(current: Path) -> None:
    """Print the CPU milliseconds, imports aside."""
    started = time.process_time()
    database = Database(lambda: current, sql_directory() / "query")
    with database.handle() as handle:
        rows = handle.rows(
            "series",
            indicator_ids=["unemployment_share"],
            area_ids=["KU091"],
            first_period=date(2009, 1, 1),
            last_period=date(2099, 1, 1),
        )
    print(json.dumps({"ms": 1000 * (time.process_time() - started), "rows": len(rows)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
