"""A refresh that brings one new month, network excluded: the whole warehouse is built anew from the answers held."""

from collections.abc import Iterator

from ingest.difference import differences
from tests.bench.contest import ours, run
from tests.bench.figures import Bar, Bench, Figures, Setting, Table


def measure(setting: Setting) -> Iterator[Bar | Table]:
    """Yield time, memory, and whether building twice gives the same."""
    files = [setting.folder / f"{number}.duckdb" for number in range(2)]
    runs = [run(ours("build_ours", setting.data, file, "all", 1)) for file in files]
    yield Bar("whole rebuild: CPU", Figures([one["cpu"] for one in runs], "s"))
    yield Bar("whole rebuild: wall", Figures([one["wall"] for one in runs], "s"), most=30)
    yield Bar("whole rebuild: peak memory", Figures([one["rss"] for one in runs], "MB"), most=1500)
    found = [one for one in differences(*files) if one.matters]
    yield Bar("two builds of the same answers: tables that differ", Figures([len(found)], "tables"), most=0)
    sizes = [file.stat().st_size for file in files]
    yield Bar(
        "two builds of the same answers: sizes apart", Figures([100 * abs(sizes[0] - sizes[1]) / sizes[0]], "%"), 1
    )
    yield Bar("warehouse file", Figures([size / 1e6 for size in sizes], "MB"))


REFRESHES = Bench(
    "refresh",
    "Refresh",
    "What a refresh does once the answers of one new month are held: every answer is decoded anew, the whole "
    "warehouse is built and checked. The sample is as large as the live statistics, but for the table by occupation, "
    "of which it has a part. Built twice, and compared table by table.",
    measure,
)
