"""Numbers of commuting in words: shares and persons, as bounds where hidden pairs leave them open."""

from app import formatting
from app.queries.commuting import Bounds
from app.view import View


def percent(view: View, part: Bounds | None) -> str:
    """Return a share in words: '82,6 %', bounds where hidden pairs leave it open."""
    if part is None:
        return view.words("figure.missing")
    return formatting.with_unit(formatting.bounds(*part, 1, view.language), "percent", view.words)


def count(view: View, found: Bounds | None) -> str:
    """Return persons in words, bounds where pairs are hidden."""
    return view.words("figure.missing") if found is None else formatting.bounds(*found, 0, view.language)
