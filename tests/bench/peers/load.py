"""One timed run of a peer in a fresh process, bytes to a closed DuckDB file: `python load.py NAME OUT ANSWER`."""

import json
import re
import sys
import time
import warnings
from pathlib import Path

import duckdb
import pandas as pd

# The folder above is no package of this environment; last, since one of its modules is called like a package.
sys.path.append(str(Path(__file__).parents[1]))
from memory import peak


def pyjstat(path):
    """As pyjstat's own documentation does it."""
    from pyjstat.pyjstat import Dataset  # noqa: PLC0415 - each peer is loaded alone

    return Dataset.read(path.read_bytes().decode()).write("dataframe", naming="id")


def pxwebpy(path):
    """The decoder of pxwebpy's data frames, without its request."""
    from pxweb._internal import functions  # noqa: PLC0415 - each peer is loaded alone

    decode = next(
        found
        for name, found in vars(functions).items()
        if callable(found) and "flattens it into a list of dicts" in (found.__doc__ or "")
    )
    return pd.DataFrame(decode(json.loads(path.read_bytes())))


def statfin(path):
    """The decoder of statfin's answers, without its request; it reads PxWeb's own json."""
    from statfin.table_response import TableResponse  # noqa: PLC0415 - each peer is loaded alone

    return TableResponse(json.loads(path.read_bytes())).df


def pyaxis(path):
    """As pyaxis' own documentation does it; its numbers are text."""
    from pyaxis import pyaxis as reader  # noqa: PLC0415 - each peer is loaded alone

    return reader.parse(str(path), encoding="utf-8")["DATA"]


READERS = {"pyjstat": pyjstat, "pxwebpy": pxwebpy, "statfin": statfin, "pyaxis": pyaxis}


def load(read, path, out):
    """Write the answer as the only table of a new file."""
    frame = read(path)  # noqa: F841 - read by the statement
    connection = duckdb.connect(str(out))
    connection.execute("create table cells as select * from frame")
    connection.execute("checkpoint")
    connection.close()


def found(out):
    """Return rows, empty cells and sum, whatever the columns are called."""
    connection = duckdb.connect(str(out), read_only=True)
    columns = [row[:2] for row in connection.execute("describe cells").fetchall()]
    cells = [name for name, _ in columns if re.fullmatch(r"value|DATA|CONTENT\d+|UNEMPLOYED|VACANCIES", name)]
    rows = f"count(*) * {len(cells)}"
    known = [f"""try_cast(nullif("{name}"::varchar, 'nan') as double)""" for name in cells]
    nulls = " + ".join(f"count(*) filter ({one} is null)" for one in known)
    total = " + ".join(f"coalesce(sum({one}), 0)" for one in known)
    answer = connection.execute(f"select {rows}, {nulls}, {total} from cells").fetchall()[0]
    connection.close()
    return dict(zip(("rows", "nulls", "sum"), map(float, answer), strict=True))


def main(name, out, path):
    """Print what it took and what the closed file holds; a tiny table first, so that no first use is timed."""
    warnings.simplefilter("ignore")
    tiny = next((path.parent / "tiny").glob(f"*{path.suffix}"))
    load(READERS[name], tiny, out.with_suffix(".tiny"))
    out.with_suffix(".tiny").unlink()
    cpu, wall = time.process_time(), time.perf_counter()
    load(READERS[name], path, out)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    print(json.dumps({"cpu": cpu, "wall": wall, "rss": peak(), "bytes": out.stat().st_size, **found(out)}))
    out.unlink()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
