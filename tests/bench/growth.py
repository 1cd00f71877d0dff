"""How time, memory and room grow with areas, months and indicators: a sixteenth, a quarter, all of them."""

import math
from collections.abc import Iterator, Sequence

from tests.bench.contest import Run, ours, run
from tests.bench.figures import Bar, Bench, Figures, Setting, Table

PARTS = (16, 4, 1)
MEASURES = (("cpu", "CPU time"), ("rss", "peak memory"), ("bytes", "file"))


def measure(setting: Setting) -> Iterator[Bar | Table]:
    """Yield the exponent of each growth: 1 is as fast as the data grow."""
    rows: list[tuple[str, ...]] = []
    for what in ("areas", "months", "indicators"):
        runs: list[Run] = []
        for parts in PARTS:
            out = setting.folder / f"{what}-{parts}.duckdb"
            runs.append(run(ours("build_ours", setting.data, out, what, parts)))
            out.unlink()
            made = runs[-1]
            rows.append(
                (
                    f"{what}, {16 // parts}x",
                    f"{made['cpu']:.1f}",
                    f"{made['rss']:,.0f}",
                    f"{made['bytes'] / 1e6:.1f}",
                )
            )
        for measured, name in MEASURES:
            exponent = fitted([one[measured] for one in runs])
            yield Bar(f"growth with {what}: exponent of {name}", Figures([exponent], ""), most=1)
    yield Table("Builds", ("", "CPU s", "peak memory MB", "file MB"), rows)


def fitted(values: Sequence[float]) -> float:
    """Return the slope of the logarithms over 1, 4 and 16 times the data, by least squares."""
    xs, ys = [math.log(16 / parts) for parts in PARTS], [math.log(value) for value in values]
    x_mean, y_mean = sum(xs) / len(xs), sum(ys) / len(ys)
    over = sum((x - x_mean) * (y - y_mean) for x, y in zip(xs, ys, strict=True))
    return over / sum((x - x_mean) ** 2 for x in xs)


GROWTH = Bench(
    "growth",
    "Growth",
    "Builds of the sample with a sixteenth, a quarter and all of its areas, months or indicators, without the table "
    "by occupation (above). The exponent is fitted over the three: 1 means that twice the data take twice as much.",
    measure,
)
