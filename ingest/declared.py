"""The catalogue's tables as declared in sql/: sources, indicators, their terms and measures, and the seeds."""

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from ingest.catalogue import Indicator, Source, Text
from ingest.errors import BuildFailed

_LANGUAGES = ("fi", "sv", "en")
_DATES = ("effective_date", "first_period", "last_period", "period")
_POSITIONS = ("position", "digits")
_LIMITS = ("min_size", "min_containment", "target_size", "target_containment")
_NUMBERS = (
    "latitude",
    "longitude",
    "land_area_km2",
    "population_2025",
    "expected_value",
    "corrected_value",
    "factor",
    *_LIMITS,
)


def tables(sql: Path, sources: tuple[Source, ...], indicators: tuple[Indicator, ...]) -> dict[str, pl.DataFrame]:
    """Every declared table of the catalogue by its name; `BuildFailed` names a declaration that does not fit."""
    measures = _measures(sources, indicators)
    return {
        **_seeds(sql / "seeds"),
        "source": pl.DataFrame([_source(source) for source in sources]),
        "source_figure": pl.DataFrame(
            [{"source_id": source.id, "figure_id": figure} for source in sources for figure in source.figures]
        ),
        "indicator": pl.DataFrame([_indicator(each, sources) for each in indicators], infer_schema_length=None),
        "indicator_term": _terms(indicators),
        "measure": pl.DataFrame({"measure_id": measures}, schema={"measure_id": pl.String}),
    }


def _seeds(directory: Path) -> dict[str, pl.DataFrame]:
    return {path.stem: _seed(path) for path in sorted(directory.glob("*.csv"))}


def _seed(path: Path) -> pl.DataFrame:
    frame = pl.read_csv(path, infer_schema=False)
    return frame.with_columns(
        *(pl.col(name).str.to_date("%Y-%m-%d") for name in _DATES if name in frame.columns),
        *(pl.col(name).cast(pl.Float64) for name in _NUMBERS if name in frame.columns),
        *(pl.col(name).cast(pl.Int64) for name in _POSITIONS if name in frame.columns),
        *(pl.col(name) == "true" for name in ("stops_change", "is_occupation") if name in frame.columns),
    )


def _source(source: Source) -> dict[str, str | None]:
    return {
        "source_id": source.id,
        "reader": source.reader,
        "table_code": source.code,
        "table_address": source.table,
        "licence": source.licence,
        "frequency": source.release.every,
        **_texts("title", source.title),
        **_texts("publisher", source.publisher),
    }


def _indicator(indicator: Indicator, sources: tuple[Source, ...]) -> dict[str, object]:
    figures = {*(indicator.numerator or ()), *(indicator.denominator or ()), indicator.id}
    return {
        "indicator_id": indicator.id,
        "topic": indicator.topic,
        "position": indicator.position,
        "kind": indicator.kind,
        "unit": indicator.unit,
        "scale": indicator.scale,
        "decimals": indicator.decimals,
        "polarity": indicator.polarity,
        "frequency": indicator.frequency,
        "reference": indicator.reference,
        "comparable_between_areas": indicator.comparable_between_areas,
        "is_detail": indicator.is_detail,
        "count_indicator_id": indicator.count_indicator,
        "numerator_within_denominator": indicator.numerator_within_denominator,
        "denominator_steps_in_january": indicator.denominator_steps_in_january,
        **_texts("title", indicator.title),
        **_texts("short", indicator.short),
        **_texts("description", indicator.description),
        **_texts("formula", indicator.formula),
        **_texts("caveat", indicator.caveat),
        "source_ids": ",".join(source.id for source in sources if figures & set(source.figures)),
    }


def _texts(name: str, text: Text | None) -> dict[str, str | None]:
    return {f"{name}_{language}": getattr(text, language) if text else None for language in _LANGUAGES}


def _terms(indicators: Iterable[Indicator]) -> pl.DataFrame:
    rows = [
        {"indicator_id": indicator.id, "role": role, "measure_id": measure}
        for indicator in indicators
        for role, measures in (("numerator", indicator.numerator), ("denominator", indicator.denominator))
        for measure in measures or ()
    ]
    return pl.DataFrame(rows, schema={"indicator_id": pl.String, "role": pl.String, "measure_id": pl.String})


def _measures(sources: tuple[Source, ...], indicators: tuple[Indicator, ...]) -> list[str]:
    """Figures of the sources that can be summed: all that no indicator claims as its own published figure."""
    figures = {figure for source in sources for figure in source.figures}
    measures = figures - {indicator.id for indicator in indicators}
    for indicator in indicators:
        lost = [name for name in (*(indicator.numerator or ()), *(indicator.denominator or ())) if name not in measures]
        if lost:
            raise BuildFailed(f"indicator {indicator.id} needs {', '.join(lost)}, which no source yields")
        if indicator.kind == "published" and indicator.id not in figures:
            raise BuildFailed(f"indicator {indicator.id} is published by no source")
    return sorted(measures)
