"""Decoding alone, bytes to a data frame, of the recorded 12r5 panel beside pyjstat."""

from collections.abc import Iterator

from tests.bench.contest import Contestant, agree, contest, middle, ours, peer, ratios
from tests.bench.cubes import jobseekers
from tests.bench.figures import Bar, Bench, Figures, Setting, Table
from tests.bench.panel import PANEL, jsonstat_body, read_panel
from tests.shared import SHARED

LEAST = 15  # times pyjstat's speed on the same file in the same run
_OURS, _PEER = "ours", "pyjstat"


def measure(setting: Setting) -> Iterator[Bar | Table]:
    """Yield how many times our CPU time pyjstat takes; on a made-up table where the recorded one is not."""
    answer, tiny = setting.folder / "answer.jsonstat", setting.folder / "tiny.jsonstat"
    tiny.write_bytes(jobseekers(2, 2).jsonstat())
    if SHARED is None:
        made, name = jobseekers(), "a table like 12r5 (the recorded one is not here)"
        answer.write_bytes(made.jsonstat())
        expected = {what: made.expected[what] for what in ("rows", "nulls")}
    else:
        panel, name = read_panel(SHARED / PANEL), "12r5 as recorded"
        answer.write_bytes(jsonstat_body(panel))
        expected = {"rows": panel.height, "nulls": panel["value"].null_count()}
    contestants = (
        Contestant(_PEER, peer("decode", "pyjstat", answer, tiny)),
        Contestant(_OURS, ours("decode_ours", answer, tiny)),
    )
    runs = contest(contestants, setting.rounds(5, 3))
    agree(runs, expected)
    yield Bar(
        f"decoding alone, {name}: ours against pyjstat", Figures(ratios(runs[_PEER], runs[_OURS]), "x"), least=LEAST
    )
    rows = [
        (one, str(len(several)), f"{middle(several, 'cpu'):.2f}", f"{middle(several, 'wall'):.2f}")
        for one, several in runs.items()
    ]
    yield Table(f"{name}: {expected['rows']:,} cells", ("", "n", "CPU s", "wall s"), rows)


DECODE_ALONE = Bench(
    "decode_alone",
    "Decode alone",
    "The bytes of an answer to a data frame of one row a cell with its codes, in a fresh process that read a tiny "
    "table first; contestants take turns. Rows and empty cells are held against the table; a run that differs is void.",
    measure,
)
