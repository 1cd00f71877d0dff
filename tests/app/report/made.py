"""A report made by hand: every kind of block, chart and figure, with names and marks that forms must carry unharmed."""

from dataclasses import replace
from datetime import date
from math import cos, pi, sin

from app.report.model import (
    Cell,
    Chart,
    Column,
    Group,
    Key,
    Paragraph,
    Place,
    Report,
    Section,
    Series,
    Table,
    Theme,
)
from app.values import Language

HARD = 'Å & <Ö> #1 *tähti* \\ $x$ @own [=1+1] "lainaus"'
MONTHS = tuple(date(2023 + at // 12, at % 12 + 1, 1) for at in range(6, 42))
SOURCE = "Lähde: KEHA-keskus, Työnvälitystilasto, StatFin/tyonv/12r5.px, 21.7.2026."


def number(value: float, *, area: str = "TA39", decimals: int = 1, month: date = MONTHS[-1]) -> Cell:
    """Return a whole figure."""
    value = round(value, decimals)
    text = f"{value:.{decimals}f}".replace(".", ",").replace("-", "−")
    key = Key("unemployment_share", area, month)
    return Cell(f"{text} %", value, value, value, "complete", "prosenttia", decimals, key)


def bounded(low: float, high: float, *, hidden: bool = False, month: date = MONTHS[-1]) -> Cell:
    """Return a figure of which only bounds are known."""
    text = f"{low:.1f}–{high:.1f} %".replace(".", ",")
    key = Key("unemployment_share", "KU766", month)
    shown = f"salattu, {text}" if hidden else text
    return Cell(shown, None, low, high, "hidden" if hidden else "partial", "prosenttia", 1, key)


MISSING = Cell("–", None, status="missing", unit="prosenttia", decimals=1)


def word(text: str) -> Cell:
    """Return a word."""
    return Cell(text, text)


def _course() -> Chart:
    own = [number(8 + 0.1 * at, month=month) for at, month in enumerate(MONTHS)]
    own[10:13] = [bounded(9.0, 9.6, month=MONTHS[10]), MISSING, bounded(8.0, 10.0, hidden=True, month=MONTHS[12])]
    country = [number(9.15 + 0.05 * at, area="SSS", month=month) for at, month in enumerate(MONTHS)]
    peers = [
        Series(f"Verrokki {n}", "peer", tuple((month, number(7.02 + n * 0.4, area=f"TA0{n}")) for month in MONTHS))
        for n in (1, 2)
    ]
    return Chart(
        id="course",
        kind="line",
        title="Osuus on 11,5 %, vuotta aikaisemmin 10,3 %",
        unit="Prosenttia työvoimasta, heinäkuu 2023 – kesäkuu 2026",
        alternative="Viivakuvio: osuus on noussut 8,0 prosentista 11,5 prosenttiin.",
        source=SOURCE,
        series=(
            Series("Oma alue", "own", tuple(zip(MONTHS, own, strict=True))),
            Series("Koko maa", "country", tuple(zip(MONTHS, country, strict=True))),
            *peers,
        ),
        breaks=((date(2025, 1, 1), "Palvelut siirtyivät kunnille 1/2025"),),
        note="Katkoviiva on koko maa.",
    )


def _groups() -> Chart:
    names = ("Naiset", "Miehet", "Alle 25-vuotiaat", "Yli 50-vuotiaat")
    values = (11.1, 12.3, 14.4, 10.6)
    now = [(name, number(value, area="TA07")) for name, value in zip(names, values, strict=True)]
    before = [(name, number(value - 0.75, area="TA07", decimals=2)) for name, value in zip(names, values, strict=True)]
    return Chart(
        id="groups",
        kind="bar",
        title="Suurin osuus on alle 25-vuotiailla, 14,4 %",
        unit="Prosenttia työvoimasta, kesäkuu 2026",
        alternative="Pylväskuvio: naiset 11,1 %, miehet 12,3 %.",
        source=SOURCE,
        series=(Series("Kesäkuu 2026", "own", tuple(now)), Series("Kesäkuu 2025", "peer", tuple(before))),
    )


def _standing() -> tuple[Chart, Chart]:
    own = Series("Oma alue", "own", (("Oma alue", number(11.55, decimals=2)),))
    country = Series("Koko maa", "country", (("Koko maa", number(10.95, area="SSS", decimals=2)),))
    values = (7.3, 8.8, 9.35, 10.25, 12.45, 13.65, 17.85)
    others = [(f"Alue {n}", number(value, area=f"TA{n:02}", decimals=2)) for n, value in enumerate(values, 10)]
    others.append(("Alue pieni", bounded(9.85, 10.15)))
    others.append(("Alue salainen", bounded(5.05, 6.15, hidden=True)))
    series = (own, country, Series("Muut", "peer", tuple(others)))
    shared = {"unit": "Prosenttia työvoimasta", "source": SOURCE, "series": series}
    strip = Chart(id="strip", kind="strip", title="Sija 3/10 (1 = suurin)", alternative="Asema: sija 3.", **shared)
    bars = Chart(id="peers", kind="bar", title="Suurempi kuin viidellä verrokilla", alternative="Pylväät.", **shared)
    return strip, bars


def _map() -> Chart:
    legend = (Group("7,0–9,9 %", "#C6DBEF"), Group("10,0–13,9 %", "#4292C6"), Group("salattu", "#FFFFFF", True))
    places = []
    for at in range(24):
        x, y = at % 4 * 60.0, at // 4 * 52.0
        ring = tuple((x + 30 * cos(pi * side / 3), y + 30 * sin(pi * side / 3)) for side in range(6))
        places.append(Place(f"Alue {at}", (ring,), 2 if at == 5 else at % 2, is_own=at == 9))
    figures = tuple(
        (f"Alue {at}", bounded(1.25, 2.75, hidden=True) if at == 5 else number(7 + at * 0.3, area=f"TA{at:02}"))
        for at in range(24)
    )
    return Chart(
        id="map",
        kind="map",
        title="Suurin osuus on alueella 23",
        unit="Prosenttia työvoimasta, työllisyysalueet",
        alternative="Kartta: suurin osuus on alueella 23, 13,9 %.",
        source=SOURCE,
        series=(Series("Osuus", "other", figures),),
        places=tuple(places),
        legend=legend,
    )


def _table() -> Table:
    columns = (
        Column("name", "Mittari", is_number=False),
        Column("now", "Kesäkuu 2026"),
        Column("before", "Vuotta aikaisemmin"),
        Column("change", "Muutos"),
    )
    counts = Cell("34 185", 34185.0, 34185.0, 34185.0, "complete", "henkilöä", 0, Key("unemployed", "TA39", MONTHS[-1]))
    change = Cell("+1,2 %-yksikköä", 1.2, 1.2, 1.2, "complete", "prosenttiyksikköä", 1, formula="nyt − ennen")
    rows = (
        (word("Työttömät työnhakijat"), counts, replace(counts, text="30 112", value=30112.0, low=30112, high=30112),
         replace(change, text="+13,5 %", value=13.5, low=13.5, high=13.5)),
        (word("Osuus työvoimasta"), number(11.5), number(10.3), change),
        (word(HARD), bounded(4.1, 7.2, hidden=True), bounded(12.9, 13.1), MISSING),
    )  # fmt: skip
    return Table("key", "Avainluvut", columns, rows, "– = tieto puuttuu", SOURCE)


def _members() -> Table:
    columns = (Column("name", "Kunta", is_number=False), Column("share", "Osuus", "prosenttia"))
    rows = tuple((word(f"Kunta {at}"), number(6 + at * 0.35, area=f"KU{at:03}", decimals=2)) for at in range(23))
    return Table("members", "Alueen kunnat", columns, rows, source=SOURCE)


def report(language: Language = "fi", *, is_sample: bool = True) -> Report:
    """Return the report; its texts are Finnish in every language."""
    strip, bars = _standing()
    sections = (
        Section("key", "Avainluvut", (Paragraph(f"Luvut ovat kesäkuulta 2026. {HARD}"), _table())),
        Section("groups", "Työttömyys ryhmittäin", (Paragraph("Kehitys vuodesta 2023."), _course(), _groups())),
        Section("peers", "Verrokit", (strip, bars)),
        Section("map", "Kartta", (_map(),)),
        Section("members", "Alueen kunnat", (_members(), Paragraph("Kunnat ovat aakkosjärjestyksessä."))),
    )
    return Report(
        language=language,
        area_id="TA39",
        area_name="Pohjois-Karjala",
        level_name="työllisyysalue",
        period=MONTHS[-1],
        period_name="kesäkuu 2026",
        title="Pohjois-Karjala: työllisyyskatsaus",
        subtitle="Työllisyysalue · kesäkuu 2026 · verrokit",
        headline="Työttömiä työnhakijoita on 34 185. Heidän osuutensa työvoimasta on 11,5 %.",
        is_sample=is_sample,
        sample_note="Luvut ovat keksittyjä." if is_sample else "",
        data_version="20260721T060500Z",
        sections=sections,
        sources=("StatFin/tyonv/12r5.px, KEHA-keskus, 21.7.2026, CC BY 4.0", "Seuraava julkistus arviolta 25.8.2026"),
        theme=Theme("Pohjois-Karjalan työllisyysalue", "#00695C", "tilastot@example.org"),
    )


def cells(given: Report) -> list[Cell]:
    """Return every figure of a report, of its tables and of its charts."""
    found: list[Cell] = []
    for block in (block for section in given.sections for block in section.blocks):
        if isinstance(block, Table):
            found += [cell for row in block.rows for cell in row]
        elif isinstance(block, Chart):
            found += [cell for one in block.series for _, cell in one.points]
            found += [cell for row in block.table.rows for cell in row] if block.table else []
    return [cell for cell in found if cell.is_number]
