"""From the published warehouse and a request to the report: the one value that every form is written from."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from app import formatting, queries
from app.db import Handle
from app.i18n import texts
from app.report.facts import Facts
from app.report.model import Report, Section
from app.report.request import ReportError, Request
from app.report.sections import ENDINGS, SECTIONS
from app.report.sections.definitions import source_lines
from app.report.sections.hidden import every_cell
from app.report.theme import own_theme
from app.selection import COUNTRY, Selection
from app.sentences.stated import Stated, stated
from app.situation import COUNT, SHARE
from app.view import View


def build(handle: Handle, request: Request, own_files: Path | None = None, now: datetime | None = None) -> Report:
    """Return the report that is asked for; `own_files` is the data folder with the municipality's own theme.

    Raises ReportError for an area that is not there and for a month without figures.
    """
    words = texts(request.language)
    if request.area_id not in queries.areas(handle):
        raise ReportError(f"{request.area_id} is no area: give a code such as TA08, KU837, MK06 or SSS.")
    selection = Selection(request.language, "situation", area=request.area_id, period=request.period)
    view = View(handle, selection, words, own_files=own_files, now=now or datetime.min.replace(tzinfo=UTC))
    facts = Facts(view, request)
    _check_month(facts, request)
    sections = [found for one in SECTIONS if (found := one(facts))]
    sections += [found for one in ENDINGS if (found := one(facts, tuple(sections)))]
    return _report(facts, sections)


def _check_month(facts: Facts, request: Request) -> None:
    newest = facts.view.indicator(SHARE) or facts.view.indicator(COUNT)
    wanted = request.period
    if wanted is not None and facts.period != wanted:
        last = newest.last_period if newest else None
        known = f"the newest month is {last:%Y-%m}" if last else "there are none at all"
        raise ReportError(f"There are no figures for {wanted:%Y-%m}: {known}.")
    if newest is None or facts.figure(newest, facts.area) is None:
        raise ReportError(f"There are no figures of {facts.area.area_id} for {facts.period:%Y-%m}.")


def _report(facts: Facts, sections: Sequence[Section]) -> Report:
    words, published = facts.words, queries.build(facts.view.handle)
    name, month = facts.name(facts.area), facts.when(facts.period, "month")
    used = {cell.key.indicator_id for cell in every_cell(sections) if cell.key}
    indicators = [one for one in queries.indicators(facts.view.handle).values() if one.indicator_id in used]
    level = facts.view.level(facts.area)
    return Report(
        language=words.language,
        area_id=facts.area.area_id,
        area_name=name,
        level_name=level,
        period=facts.period,
        period_name=month,
        title=words("report.title", area=name),
        subtitle=" · ".join([*([] if facts.area.is_country else [level]), formatting.capital(month), *_against(facts)]),
        headline=headline(facts),
        is_sample=published.is_sample,
        sample_note=words("sample.banner") if published.is_sample else "",
        data_version=facts.view.handle.version.stem,
        sections=tuple(sections),
        sources=source_lines(facts, indicators, sections),
        theme=own_theme(facts.view.own_files).theme,
    )


def headline(facts: Facts) -> str:
    """Return the report in one sentence: the share, how many they are, the change, the country; or only the count."""
    for name in (SHARE, COUNT):
        indicator = facts.view.indicator(name)
        period = facts.period_of(indicator) if indicator else None
        if indicator is None or period is None:
            continue
        count = facts.view.indicator(indicator.count_indicator_id or "")
        beside = facts.figure(count, facts.area) if count else None
        country = None if facts.area.area_id == COUNTRY or name == COUNT else facts.figure(indicator, facts.country)
        told = Stated(
            indicator,
            period,
            facts.figure(indicator, facts.area),
            facts.breaks(indicator),
            country.now if country else None,
            beside.now if beside else None,
        )
        return stated(told, facts.words)
    return ""


def _against(facts: Facts) -> list[str]:
    kind, areas = facts.comparison.kind, facts.comparison.areas
    if not areas:
        return []
    key = "far_peers" if kind == "peers" and not facts.comparison.are_good else kind
    return [facts.words.count(f"report.against.{key}", len(areas), n=len(areas))]
