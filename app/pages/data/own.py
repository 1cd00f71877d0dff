"""The municipality's own files: whether they are there and what in them could not be used, line by line."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from app import peer_notes
from app.peer_notes import own_notes
from app.targets import FILE, own_targets
from app.view import View
from vertaispeili.methods.own_table import Problem

_MOST = 50


def section(view: View) -> list[Component]:
    """Show each own file with its problems."""
    found, notes = own_targets(view), own_notes(view)
    return [
        html.P(view.words("data.own_lead")),
        *_file(view, FILE, found.problems, found.fault),
        *_file(view, peer_notes.FILE, notes.problems, notes.fault),
    ]


def _file(view: View, name: str, problems: Sequence[Problem], fault: str | None) -> list[Component]:
    words = view.words
    is_there = view.own_files is not None and (view.own_files / name).is_file()
    if not is_there:
        state = words("data.own_absent")
    elif fault:
        state = words(f"problem.{'unreadable_file' if fault == 'unreadable' else fault}")
    elif problems:
        state = words.count("data.own_problems", len(problems), n=len(problems))
    else:
        state = words("data.own_good")
    lines = [html.Li(described(view, problem)) for problem in problems[:_MOST]]
    more = [html.P(words("data.own_more", n=len(problems) - _MOST))] if len(problems) > _MOST else []
    return [html.H3(html.Code(name)), html.P(state), *([html.Ul(lines)] if lines else []), *more]


def described(view: View, problem: Problem) -> str:
    """Return what is wrong with a line, in words."""
    values = {"line": problem.line, "column": problem.column, "value": problem.value, "hint": problem.hint or "–"}
    return view.words(f"problem.{problem.reason}", **values)
