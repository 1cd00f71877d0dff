"""Progress: a live bar on a terminal, one line an event otherwise."""

import io

import orjson
from rich.console import Console

from ingest.progress import LiveBar, Progress, progress
from tests.clock import Clock


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _refresh(told: Progress) -> None:
    told.start("statfin_tyonv_12r5", 2)
    told.advance()
    told.message("pxdata.stat.fi answered 503:\nwaiting")
    told.advance()
    told.done("statfin_tyonv_12r5", "new, release of 2026-08-25")
    told.message("published [the warehouse]")


def test_a_log_gets_one_line_an_event() -> None:
    stream = io.StringIO()
    with progress(stream, "text", Clock()) as told:
        _refresh(told)
    assert stream.getvalue().splitlines() == [
        "statfin_tyonv_12r5: 2 steps",
        "pxdata.stat.fi answered 503: waiting",
        "statfin_tyonv_12r5: new, release of 2026-08-25",
        "published [the warehouse]",
    ]


def test_a_terminal_gets_a_live_bar_that_leaves_lines_behind() -> None:
    stream = _Terminal()
    assert isinstance(progress(stream, "text", Clock()), LiveBar)
    with LiveBar(Console(file=stream, force_terminal=True, width=120, _environ={"TERM": "xterm"})) as told:
        told.start("statfin_tyonv_12r5", 2)
        told.advance()
        told.message("waiting [60 s]")
        told._bars.refresh()
        assert "1/2" in stream.getvalue()
        assert "waiting (60 s]" in stream.getvalue()
        told.done("statfin_tyonv_12r5", "new")
        told.message("published [the warehouse]")
    assert "statfin_tyonv_12r5: new" in stream.getvalue()
    assert "published [the warehouse]" in stream.getvalue()


def test_a_log_for_programs_is_one_json_object_a_line() -> None:
    stream = io.StringIO()
    told = progress(stream, "json", Clock())
    told.start("jobs", 3)
    told.advance()
    told.done("jobs", "new,\nrelease of today")
    told.message('waiting "a while"')
    events = [orjson.loads(line) for line in stream.getvalue().splitlines()]
    assert [(event["source_id"], event["message"]) for event in events] == [
        ("jobs", "3 steps"),
        ("jobs", "new, release of today"),
        (None, 'waiting "a while"'),
    ]
    assert {event["at"] for event in events} == {"2026-11-24T06:00:00+00:00"}
