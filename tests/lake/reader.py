"""A machine that reads a lake: python -m tests.lake.reader FOLDER; the lake is in the environment, as for the app.

It asks until FOLDER/enough is there, then prints what it saw: the versions in their order, views that were mixed of
two versions, errors, how many views.
"""

import json
import sys
import time
from pathlib import Path

import duckdb

from app.db import Database, NothingPublishedError, published
from tests.lake.questions import QUESTIONS
from vertaispeili import settings

# Seconds between two views: four machines that never rest would leave the publisher no processor.
_PAUSE = 0.25


def main(folder: Path) -> None:
    database = Database(published(settings.load(source="live", data_dir=folder / "nothing")), folder / "queries")
    seen: list[int] = []
    mixed: list[list[int]] = []
    errors: list[str] = []
    views = 0
    while not ((folder / "enough").exists() and views > 5):
        try:
            with database.handle() as handle:
                marks = {int(mark) for name in QUESTIONS for row in handle.rows(name) for mark in row.values()}
        except NothingPublishedError:
            continue
        except duckdb.Error as error:
            errors.append(" ".join(str(error).split())[:300])
            continue
        views += 1
        time.sleep(_PAUSE)
        if len(marks) != 1:
            mixed.append(sorted(marks))
        elif seen[-1:] != list(marks):
            seen.extend(marks)
            (folder / f"seen-{max(marks)}").touch()
    json.dump({"seen": seen, "mixed": mixed, "errors": errors, "views": views}, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
