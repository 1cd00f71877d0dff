"""The questions that reading processes ask: each sees the version in several ways."""

from pathlib import Path

QUESTIONS = {
    "build": "select mark, mark as other from catalogue.build",
    "joined": "select area_mark as mark, figure_mark as other from mart.seen group by all",
    "tables": "select (select max(mark) from core.member) as mark, (select min(mark) from mart.ratio) as other",
    "sums": "select max(mark) as mark, sum(value) // sum(value // mark) as other from mart.figure",
}


def write(folder: Path) -> Path:
    """Write them as a folder of queries."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, sql in QUESTIONS.items():
        (folder / f"{name}.sql").write_text(sql, "utf-8")
    return folder
