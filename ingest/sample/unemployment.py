"""The sample's tables on the course of unemployment: duration, education, periods, reasons, flows, vacancies open."""

import polars as pl

from ingest.sample.breakdown import hidden, percent, split, summed
from ingest.sample.chance import portion, uniform, whole
from ingest.sample.edition import Edition, table, world
from ingest.sample.services import AREA, area_of, by_kind, last_months
from ingest.sample.table import Table, Variable
from ingest.sample.turnover import turnover
from ingest.sample.wording import contents, months, variable

# Unemployed for at most a year, and long-term unemployed: parts by duration, with the middles of the classes in weeks.
_SHORT = ((0.03, 0.5), (0.06, 1.5), (0.09, 3.5), (0.14, 6.5), (0.12, 10.5), (0.27, 19.5), (0.16, 33.0), (0.13, 46.0))
_LONG = ((0.27, 65.0), (0.18, 91.0), (0.22, 130.0), (0.12, 182.0), (0.07, 234.0), (0.14, 390.0))
_EDUCATION = (0.02, 0.24, 0.47, 0.03, 0.07, 0.08, 0.06, 0.005, 0.025)
# In the order of the table: subsidised, open market, lay-off ended, found work, training and so on.
_REASONS = (0.05, 0.14, 0.17, 0.16, 0.04, 0.09, 0.16, 0.03, 0.08, 0.03, 0.02, 0.03)
_LASTED = {"1KKOSUUS": 0.72, "3KKOSUUS": 0.44, "6KKOSUUS": 0.26, "12KKOSUUS": 0.13}


def durations(edition: Edition) -> Table:
    """Return 12ta: unemployed by duration, and the mean duration of all."""
    area = area_of(edition)
    held = (area, variable("unemployment_duration"), months(*last_months(edition)), contents("12ta"))
    return table(edition, "12ta", held, lambda: _duration_rows(edition, area))


def education(edition: Edition) -> Table:
    """Return 12te: jobseekers by labour market status and education."""
    area = area_of(edition)
    breakdowns = (variable("unemployed_status"), variable("jobseeker_education"))
    held = (area, *breakdowns, months(*last_months(edition)), contents("12te"))
    return table(edition, "12te", held, lambda: _education_rows(edition, area))


def periods(edition: Edition) -> Table:
    """Return 12tk: unemployment periods started and ended by region, and the mean duration of the ended."""
    area = edition.division.variable("Alue", AREA, ("SSS", "MK"), unplaced=True)
    held = (area, months(*last_months(edition)), contents("12tk"))
    return table(edition, "12tk", held, lambda: _period_rows(edition, area))


def reasons(edition: Edition) -> Table:
    """Return 12tn: unemployment periods ended by reason."""
    area = area_of(edition)
    held = (area, variable("end_reason"), months(*last_months(edition)), contents("12tn"))

    def rows() -> pl.DataFrame:
        bend = 0.8 + 0.2 * uniform(630, "unit") + 0.2 * uniform(631, "month")
        parts = split(_window(edition), ("TYOTTOMATLOPUSSA/ended",), _REASONS, "month", bend)
        named = parts.rename({name: name.replace("TYOTTOMATLOPUSSA/ended", "n") for name in parts.columns})
        found = by_kind(named, area, edition, "month", ("end_reason", ("n",)))
        return found.select(hidden(pl.col("n")).alias("PAATTYNEET"))

    return table(edition, "12tn", held, rows)


def lasting(edition: Edition) -> Table:
    """Return 12ts: the part of started unemployment periods that lasts over 1, 3, 6 and 12 months."""
    area = area_of(edition)
    held = (area, months(*last_months(edition)), contents("12ts"))
    return table(edition, "12ts", held, lambda: _lasting_rows(edition, area))


def open_during_month(edition: Edition) -> Table:
    """Return 12tt: vacancies that were open at some time of the month."""
    area = area_of(edition)
    breakdowns = (variable("every_occupation"), variable("every_status"))
    held = (area, *breakdowns, months(*last_months(edition)), contents("12tt"))

    def rows() -> pl.DataFrame:
        vacancies = world().monthly.select("unit", "month", "AVPAIKATLOPUSSA", "UUDETAVP").sort("unit", "month")
        before = pl.col("AVPAIKATLOPUSSA").shift(1).over("unit")
        during = vacancies.with_columns((before + pl.col("UUDETAVP")).alias("AVPAIKATYHT"))
        window = during.filter(pl.col("month").is_between(*last_months(edition)))
        found = summed(window, edition.division.places(area), ("month",), ("AVPAIKATYHT",)).sort("place", "month")
        return found.select(hidden(pl.col("AVPAIKATYHT")).alias("AVPAIKATYHT"))

    return table(edition, "12tt", held, rows)


def _window(edition: Edition) -> pl.DataFrame:
    return turnover().filter(pl.col("month").is_between(*last_months(edition)))


def _duration_rows(edition: Edition, area: Variable) -> pl.DataFrame:
    window = world().monthly.filter(pl.col("month").is_between(*last_months(edition))).sort("unit", "month")
    everyone, long_term = pl.col("TYOTTOMATLOPUSSA"), pl.col("PITKAAIKAISTYOTTOMAT")
    sides = window.select("unit", "month", (everyone - long_term).alias("short"), long_term.alias("long"))
    pieces = [
        split(sides, (side,), tuple(share for share, _ in classes), "month").rename(
            {f"{side}/{place}": f"n/{place + shift}" for place in range(len(classes))}
        )
        for side, classes, shift in (("short", _SHORT, 0), ("long", _LONG, len(_SHORT)))
    ]
    frame = pl.concat([pieces[0], pieces[1].drop("unit", "month")], how="horizontal")
    middles = [weeks for _, weeks in (*_SHORT, *_LONG)]
    searched = pl.sum_horizontal(*(pl.col(f"n/{place}") * weeks for place, weeks in enumerate(middles)))
    # Weeks go along as a part of the whole alone: a class of duration has no mean of its own.
    weighted = frame.with_columns(
        searched.alias("weeks/0"), *(pl.lit(0.0).alias(f"weeks/{place}") for place in range(1, len(middles)))
    )
    found = by_kind(weighted, area, edition, "month", ("unemployment_duration", ("n", "weeks")))
    count, is_total = pl.col("n"), pl.col("depth_0") == 0
    mean = pl.when(count == 0).then(0.0).otherwise((pl.col("weeks") / count + 0.5).floor())
    shown = pl.when(~is_total).then(0.0).when(count.is_between(1, 4)).then(None).otherwise(mean)
    return found.select(hidden(count).alias("HAKIJATLOPUSSA"), shown.alias("KESKIKESTO"))


def _education_rows(edition: Edition, area: Variable) -> pl.DataFrame:
    window = world().monthly.filter(pl.col("month").is_between(*last_months(edition)))
    bend = 0.85 + 0.3 * uniform(600, "unit")
    parts = split(window, ("HAKIJALOPUSSA", "TYOTTOMATLOPUSSA"), _EDUCATION, "month", bend)
    kinds = ("jobseeker_education", ("HAKIJALOPUSSA", "TYOTTOMATLOPUSSA"))
    found = by_kind(parts, area, edition, "month", kinds)
    statuses = [
        found.select("place", pl.lit(status).alias("status"), pl.col(code).alias("n"))
        for status, code in enumerate(kinds[1])
    ]
    both = pl.concat(statuses).sort("place", "status", maintain_order=True)
    return both.select(hidden(pl.col("n")).alias("HAKIJATLOPUSSA"))


def _period_rows(edition: Edition, area: Variable) -> pl.DataFrame:
    started, ended = "TYOTTOMATLOPUSSA/started", "TYOTTOMATLOPUSSA/ended"
    lasted = whole(pl.col(ended) * (13 + 9 * uniform(610, "unit")), uniform(611, "unit", "month")).alias("weeks")
    frame = _window(edition).with_columns(lasted)
    rows = summed(frame, edition.division.places(area), ("month",), (started, ended, "weeks")).sort("place", "month")
    count = pl.col(ended)
    mean = pl.when(count == 0).then(0.0).otherwise((pl.col("weeks") / count + 0.5).floor())
    return rows.select(
        hidden(pl.col(started)).alias("TYOTTJAKSALKOI"),
        hidden(count).alias("TYOTTJAKSPAATTYI"),
        pl.when(count.is_between(1, 4)).then(None).otherwise(mean).alias("TYOTTJAKSKESTO"),
    )


def _lasting_rows(edition: Edition, area: Variable) -> pl.DataFrame:
    started = pl.col("TYOTTOMATLOPUSSA/started")
    chance = uniform(620, "unit", "month")
    moved = (0.8 + 0.4 * uniform(621, "unit")) * (0.88 + 0.24 * uniform(622, "month"))
    parts = [portion(started, 0.0, (share * moved).clip(0, 1), chance).alias(code) for code, share in _LASTED.items()]
    frame = _window(edition).with_columns(started.alias("started"), *parts)
    rows = summed(frame, edition.division.places(area), ("month",), ("started", *_LASTED)).sort("place", "month")
    return rows.select(
        pl.when(pl.col(code).is_between(1, 4) | pl.col("started").is_between(1, 4))
        .then(None)
        .otherwise(percent(pl.col(code), pl.col("started")))
        .alias(code)
        for code in _LASTED
    )
