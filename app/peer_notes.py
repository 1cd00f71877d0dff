"""What areas did, from peer_note.csv in the data folder; what is wrong in the file never stops a page."""

from dataclasses import dataclass
from functools import lru_cache

from app import queries
from app.db import Handle
from app.own_file import own_file
from app.view import View
from vertaispeili.methods import targets as method
from vertaispeili.methods.own_table import Problem
from vertaispeili.methods.targets import PeerNote

FILE = "peer_note.csv"


@dataclass(frozen=True)
class OwnNotes:
    """Notes by day, the oldest first; what could not be used of the file.

    fault: why nothing of it could be (a key of problem.*).
    """

    rows: tuple[PeerNote, ...] = ()
    problems: tuple[Problem, ...] = ()
    fault: str | None = None


def own_notes(view: View) -> OwnNotes:
    """Return the notes of the data folder as it is now; none where there is no folder or no file."""
    found = own_file(view.own_files, FILE)
    if found.text is None:
        return OwnNotes(fault=found.fault)
    return _read(view.handle, found.text)


@lru_cache(maxsize=8)
def _read(handle: Handle, text: str) -> OwnNotes:
    areas = ((one.area_id, one.names.fi, one.names.sv, one.names.en) for one in queries.areas(handle).values())
    found = method.peer_notes(text, method.Known(method.names(areas), {}))
    return OwnNotes(tuple(sorted(found.rows, key=lambda one: (one.date, one.line))), found.problems)
