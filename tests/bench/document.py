"""The page of benchmarks: what was measured where, the bars, and the hand-kept words on what is not met."""

import platform
import re
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from tests.bench.figures import Bar, Bench, Table

NOT_MET = "## Not met"
_NAMED = re.compile(r"^- `([^`]+)`", re.MULTILINE)
_PACKAGES = ("duckdb", "polars", "orjson", "dash", "plotly", "gunicorn", "typst")
_HEAD = """# Benchmarks
Measured, not promised: `make bench` writes this page, all but the last section, which people keep. A bar is a figure
that we hold ourselves to. Times are CPU time unless said otherwise, ratios are of the same run, and contestants take
turns, so that a busy machine moves them little; a figure is the median of its rounds unless its name says otherwise.
"""
Measured = Sequence[tuple[Bench, Sequence[Bar | Table]]]


def machine() -> dict[str, str]:
    """Return what the figures depend on, in words."""
    return {
        "Processor": f"{_first('/proc/cpuinfo', 'model name')}, {_cores()} cores",
        "Memory": f"{int(_first('/proc/meminfo', 'MemTotal').split()[0]) / 2**20:.0f} GB",
        "System": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "Packages": ", ".join(f"{name} {version(name)}" for name in _PACKAGES),
    }


def kept(page: Path) -> str:
    """Return the hand-kept section of a page, with its heading; the heading alone where there is none."""
    text = page.read_text("utf-8") if page.is_file() else ""
    _, heading, rest = text.partition(NOT_MET)
    return f"{NOT_MET}{rest}" if heading else f"{NOT_MET}\n"


def named(section: str) -> list[str]:
    """Return the bars that the hand-kept section names; one that ends in `*` stands for all that begin so."""
    return _NAMED.findall(section)


def is_named(bar: Bar, names: Sequence[str]) -> bool:
    """Tell whether a bar is among the named ones."""
    return any(bar.name == one or (one.endswith("*") and bar.name.startswith(one[:-1])) for one in names)


def page(measured: Measured, how: str, day: str, section: str) -> str:
    """Return the whole page."""
    parts = [_HEAD, f"Run of {day}, `{how}`.\n", _table(("", ""), list(machine().items()))]
    names = named(section)
    for bench, found in measured:
        parts += [f"## {bench.title}\n{bench.words}\n"]
        bars = [one for one in found if isinstance(one, Bar)]
        if bars:
            parts.append(_table(("bar", "n", "figure", "must be", "holds"), [_row(bar, names) for bar in bars]))
        parts += [told(one) for one in found if isinstance(one, Table)]
    repeat = (
        "## To repeat\n`make bench` (or `make bench QUICK=1`, with fewer rounds) installs the peers into an "
        "environment of its own, makes a sample\nwarehouse if there is none, and writes this page. One subject: "
        "`.venv/bin/python -m tests.bench --only queries`.\n"
    )
    return "\n".join([*parts, repeat, section.rstrip() + "\n"])


def line(bar: Bar) -> str:
    """Return a bar in one line."""
    verdict = "holds" if bar.holds else "NOT MET"
    return f"{verdict:8} {bar.name}: {written(bar.figure)} {bar.figures.unit}{must_be(bar, ', must be ')}"


def must_be(bar: Bar, before: str = "") -> str:
    """Return what a bar asks for; nothing when it is only told."""
    if bar.most is not None:
        return f"{before}at most {written(bar.most)}"
    return "" if bar.least is None else f"{before}at least {written(bar.least)}"


def written(number: float) -> str:
    """Return a number with as many decimals as it needs."""
    return (
        f"{number:,.0f}"
        if abs(number) >= 100 or number == int(number)
        else f"{number:.2g}"
        if number < 1
        else f"{number:.1f}"
    )


def told(table: Table) -> str:
    """Return a table with its heading; the heading alone where it has no rows."""
    return f"{table.heading}:\n\n{_table(table.columns, table.rows)}" if table.rows else f"{table.heading}.\n"


def _row(bar: Bar, names: Sequence[str]) -> tuple[str, ...]:
    holds = "yes" if bar.holds else "no, see below" if is_named(bar, names) else "no"
    if bar.most is None and bar.least is None:
        holds = ""
    figure = f"{written(bar.figure)} {bar.figures.unit}".strip()
    return (bar.name, str(len(bar.figures.values)), figure, must_be(bar), holds)


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = [f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"]
    return "\n".join([*head, *(f"| {' | '.join(row)} |" for row in rows)]) + "\n"


def _first(path: str, name: str) -> str:
    for text in Path(path).read_text("utf-8").splitlines() if Path(path).is_file() else ():
        key, _, value = text.partition(":")
        if key.strip() == name:
            return value.strip()
    return platform.processor() or "0"


def _cores() -> int:
    text = Path("/proc/cpuinfo").read_text("utf-8") if Path("/proc/cpuinfo").is_file() else "processor"
    return text.count("processor\t")
