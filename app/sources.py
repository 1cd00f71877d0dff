"""Where a figure comes from and how fresh it is, in words."""

from app import formatting, queries
from app.values import Freshness, Indicator
from app.view import View


def sources_of(view: View, indicator: Indicator) -> list[Freshness]:
    """Return the sources of an indicator that the warehouse knows."""
    known = queries.freshness(view.handle)
    return [known[source_id] for source_id in indicator.source_ids if source_id in known]


def short_table(source: Freshness) -> str:
    """Return a table's name as readers know it: 'StatFin 12r5'."""
    parts = source.table_address.removesuffix(".px").split("/")
    return f"{parts[0]} {parts[-1]}" if len(parts) > 1 else source.table_address


def source_text(view: View, source: Freshness) -> str:
    """Name a table with its date."""
    if not source.updated_at:
        return view.words("situation.source_undated", table=short_table(source))
    day = formatting.day(source.updated_at, view.language)
    return view.words("situation.source", table=short_table(source), date=day)


def source_texts(view: View, indicator: Indicator) -> list[str]:
    """Name the tables behind a figure with their dates, one text each."""
    return [source_text(view, source) for source in sources_of(view, indicator)]


def release_line(view: View, indicator: Indicator) -> str:
    """Say what month is shown, when it was published and when the next one comes."""
    period = view.period_of(indicator)
    words, language = view.words, view.language
    parts = [formatting.capital(formatting.period(period, indicator.frequency, language))] if period else []
    source = next(iter(sources_of(view, indicator)), None)
    if source and source.updated_at:
        parts.append(words("date.published", date=formatting.day(source.updated_at, language)))
    if source and source.next_release_at:
        key = "date.next" if source.next_release_is_published else "date.next_estimate"
        parts.append(words(key, date=formatting.day(source.next_release_at, language)))
    return " · ".join(parts)
