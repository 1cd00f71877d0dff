"""The true counts of the sample by month: every number before areas are summed and small ones hidden."""

import polars as pl

from ingest.sample.areas import FLEXIBLE, UNKNOWN
from ingest.sample.chance import drift, portion, uniform, whole
from ingest.sample.paths import months

_KEYS = ("unit", "month")
_OTHER_SERVICES = ("VUORVAPLOP", "KUNTTYOLOP", "OMAEHTLOP")
_SEX_UNKNOWN_FROM = 2024 * 12  # since 2024 a few persons are counted in the total but in neither sex

COUNTS = (
    "HAKIJALOPUSSA", "TYOTTOMATLOPUSSA", "TYOTTOMATMIEHET", "TYOTTOMATNAISET", "TYOTTOMAT20", "TYOTTOMAT25",
    "TYOTTOMAT50", "TYOTTOMATSAIR", "TYOTTOMATULK", "PITKAAIKAISTYOTTOMAT", "KASSASSA", "LOMAUTETTU", "LYHTYOVKO",
    "TYOLLISTETTYLOP", "TYOHARJOITTELULOP", "KOKEILULOP", "TVKOULUTUSLOP", "VALMENNUSLOP", *_OTHER_SERVICES,
    "AVPAIKATLOPUSSA", "UUDETAVP",
)  # fmt: skip


def monthly(units: pl.DataFrame) -> pl.DataFrame:
    """Return unit, month and the COUNTS (persons or vacancies), the unplaced units among the municipalities."""
    grid = _grid(units)
    persons = _groups(_services(_unemployed(grid))).select(*_KEYS, *_all_but_vacancies())
    placed = persons.join(_vacancies(grid), on=_KEYS)
    return pl.concat([placed.select(*_KEYS, *COUNTS), _unplaced()])


def _grid(units: pl.DataFrame) -> pl.DataFrame:
    years_back = 2026 - pl.col("year") - pl.col("share")
    participation = pl.col("urban_rural").replace_strict({1: 0.5, 2: 0.455, 3: 0.43}, return_dtype=pl.Float64)
    return units.join(months(), how="cross").with_columns(
        (pl.col("population") * (1 - pl.col("growth") * years_back) * participation).alias("workforce"),
        (0.6 + 0.8 * uniform(201, "unit")).alias("laid_off_place"),
        (0.5 + uniform(202, "unit")).alias("service_place"),
    )


def _unemployed(grid: pl.DataFrame) -> pl.DataFrame:
    """Add core (not laid off), LOMAUTETTU, their sum and the expected core."""
    winter = pl.when("is_lapland").then(1 + 0.16 * (pl.col("share") - 0.5).abs() * -2 + 0.08).otherwise(1.0)
    wander = 1 + 0.1 * drift(203, "unit", year="year", share="share")
    expected = pl.col("workforce") * pl.col("level") / 100 * pl.col("core") * winter * wander
    laid_off = (pl.col("laid_off") + pl.col("laid_off_more")) * pl.col("workforce") * pl.col("laid_off_place")
    quiet = pl.when("is_aland").then(0.5).otherwise(1.0)
    return (
        grid.with_columns(expected.alias("expected"))
        .with_columns(
            whole(_scattered(pl.col("expected"), 204), uniform(205, *_KEYS)).alias("core_persons"),
            whole(_scattered(laid_off * quiet, 206), uniform(207, *_KEYS)).alias("LOMAUTETTU"),
            whole(laid_off * 0.55, uniform(208, *_KEYS)).alias("LYHTYOVKO"),
        )
        .with_columns((pl.col("core_persons") + pl.col("LOMAUTETTU")).alias("TYOTTOMATLOPUSSA"))
    )


def _services(frame: pl.DataFrame) -> pl.DataFrame:
    base = pl.col("expected") * pl.col("service_place")
    kinds = {
        "TYOLLISTETTYLOP": "subsidised",
        "TYOHARJOITTELULOP": "practice",
        "KOKEILULOP": "trial",
        "TVKOULUTUSLOP": "training",
        "VALMENNUSLOP": "coaching",
    }
    first = [
        whole(base * pl.col(path), uniform(220 + place, *_KEYS)).alias(code)
        for place, (code, path) in enumerate(kinds.items())
    ]
    others = [
        whole(base * pl.col("other_service") * share, uniform(230 + place, *_KEYS)).alias(code)
        for place, (code, share) in enumerate(zip(_OTHER_SERVICES, (0.03, 0.47, 0.5), strict=True))
    ]
    return frame.with_columns(*first, *others)


def _groups(frame: pl.DataFrame) -> pl.DataFrame:
    everyone, core = pl.col("TYOTTOMATLOPUSSA"), pl.col("core_persons")
    place = 0.8 + 0.4 * uniform(240, "unit")
    town = pl.col("urban_rural").replace_strict({1: 1.15, 2: 0.75, 3: 0.6}, return_dtype=pl.Float64)
    men = 0.545 + 0.03 * (uniform(241, "unit") - 0.5)
    older = 0.33 * (0.85 + 0.3 * uniform(242, "unit"))
    parts = frame.with_columns(
        _part(everyone, men, 243).alias("TYOTTOMATMIEHET"),
        _unknown_sex(everyone).alias("unknown_sex"),
        _part(everyone, pl.col("young") * place, 244).alias("TYOTTOMAT25"),
        _part(everyone, older, 245).alias("TYOTTOMAT50"),
        _part(everyone, 0.125 * place, 246).alias("TYOTTOMATSAIR"),
        _part(everyone, pl.col("foreign") * town * place, 247).alias("TYOTTOMATULK"),
        _part(core, pl.col("long_term") * (0.85 + 0.3 * uniform(248, "unit")), 249).alias("PITKAAIKAISTYOTTOMAT"),
        _part(everyone, pl.col("fund_members"), 250).alias("KASSASSA"),
        _part(pl.col("expected"), 0.35, 251).alias("others"),
    )
    return parts.with_columns(
        _part(pl.col("TYOTTOMAT25"), 0.26, 252).alias("TYOTTOMAT20"),
        (everyone - pl.col("TYOTTOMATMIEHET") - pl.col("unknown_sex")).clip(lower_bound=0).alias("TYOTTOMATNAISET"),
        (everyone + pl.col("LYHTYOVKO") + pl.col("TYOLLISTETTYLOP") + pl.col("others")).alias("HAKIJALOPUSSA"),
    )


def _vacancies(grid: pl.DataFrame) -> pl.DataFrame:
    """Share out the country's vacancies that have a place."""
    town = pl.col("urban_rural").replace_strict({1: 1.0, 2: 0.8, 3: 0.75}, return_dtype=pl.Float64)
    winter_work = pl.when("is_lapland").then(1.7).otherwise(1.0)
    weight = pl.col("workforce") * town * winter_work * (0.7 + 0.6 * uniform(260, "unit"))
    placed = pl.col("vacancies") * 1000 * (1 - pl.col("flexible") - pl.col("unknown"))
    stock = placed * pl.col("weight") / pl.col("weight").sum().over("month") * (0.8 + 0.4 * uniform(261, *_KEYS))
    return (
        grid.with_columns(weight.alias("weight"))
        .with_columns(stock.alias("stock"))
        .select(
            *_KEYS,
            whole(pl.col("stock"), uniform(262, *_KEYS)).alias("AVPAIKATLOPUSSA"),
            whole(pl.col("stock") * (0.85 + 0.3 * uniform(263, *_KEYS)), uniform(264, *_KEYS)).alias("UUDETAVP"),
        )
    )


def _unplaced() -> pl.DataFrame:
    """Vacancies without a place, and one to four persons of unknown residence (always hidden)."""
    units = pl.DataFrame({"unit": [UNKNOWN, FLEXIBLE]}, schema={"unit": pl.Int64})
    is_unknown = pl.col("unit") == UNKNOWN
    stock = pl.col("vacancies") * 1000 * pl.when(is_unknown).then("unknown").otherwise("flexible")
    person = pl.when(is_unknown).then(1.0).otherwise(0.0)
    few = (uniform(270, *_KEYS) * 3 + 1).floor() * person
    known = {
        "HAKIJALOPUSSA": few,
        "TYOTTOMATLOPUSSA": few,
        "TYOTTOMATMIEHET": few,
        "PITKAAIKAISTYOTTOMAT": person,
        "AVPAIKATLOPUSSA": (stock * (0.9 + 0.2 * uniform(271, *_KEYS))).floor(),
        "UUDETAVP": (stock * (1.1 + 0.2 * uniform(272, *_KEYS))).floor(),
    }
    columns = [known.get(code, pl.lit(0.0)).alias(code) for code in COUNTS]
    return units.join(months(), how="cross").select(*_KEYS, *columns)


def _scattered(expected: pl.Expr, salt: int) -> pl.Expr:
    """Spread a number about as widely as counts of independent persons do."""
    return expected + expected.clip(lower_bound=0).sqrt() * 1.6 * (uniform(salt, *_KEYS) - 0.5)


def _part(count: pl.Expr, share: pl.Expr | float, salt: int) -> pl.Expr:
    return portion(count, 0.0, share, uniform(salt, *_KEYS))


def _unknown_sex(count: pl.Expr) -> pl.Expr:
    return pl.when(pl.col("month") >= _SEX_UNKNOWN_FROM).then(_part(count, 0.0004, 253)).otherwise(0.0)


def _all_but_vacancies() -> tuple[str, ...]:
    return tuple(code for code in COUNTS if code not in {"AVPAIKATLOPUSSA", "UUDETAVP"})
