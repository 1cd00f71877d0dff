"""The limit of writing: DuckDB's own CREATE TABLE AS of so many rows of the same types.

Arguments: the file to write, how many rows.
"""

import json
import sys
import time
from pathlib import Path

import duckdb


def main(out: Path, rows: int) -> None:
    """Print the CPU seconds of it."""
    cpu = time.process_time()
    with duckdb.connect(str(out)) as connection:
        connection.execute(
            "create table cells as select (i // 50000)::usmallint as area, (i // 211 % 434)::usmallint as occupation, "
            "(i % 211)::usmallint as month, (i % 97)::integer as unemployed, (i % 89)::integer as vacancies, "
            "(i % 3)::utinyint as unemployed_mark, (i % 5 % 3)::utinyint as vacancies_mark "
            f"from range({rows}) as made(i)"
        )
        connection.execute("checkpoint")
    print(json.dumps({"cpu": time.process_time() - cpu}))
    out.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
