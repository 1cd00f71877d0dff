from dataclasses import replace
from datetime import date

import pytest

from app import sentences
from app.i18n import LANGUAGES, texts
from app.measure import Measure
from app.values import Area, KeyFigure, Names, Point, Standing, Status
from tests.app.test_formatting import SHARE

TAMPERE = Area("TA39", "employment_area", Names("Tampereen seutu", "Tammerforsregionen", "Tampere region"), "official")
COUNTRY = Area("SSS", "country", Names("Koko maa", "Hela landet", "Whole country"), "official")
NOW, BEFORE = date(2026, 6, 1), date(2025, 6, 1)


def figure(now: Point, before: Point | None = None) -> KeyFigure:
    return KeyFigure("x", "TA39", now, before, None, is_preliminary=False)


def at(
    period: date, low: float | None, high: float | None = None, status: Status = "complete", hidden: int = 0
) -> Point:
    top = low if high is None else high
    return Point(period, low if status == "complete" else None, low, top, status, hidden, "summed")


def headline(count: Point | None, share: KeyFigure | None, language: str = "fi", area: Area = TAMPERE) -> str:
    facts = sentences.Headline(area, figure(count) if count else None, share, at(NOW, 12.8), SHARE, SHARE)
    return sentences.headline(facts, texts(language)).replace("\u00a0", " ")


COUNT = at(NOW, 34185)
CASES = {
    "rise": (COUNT, figure(at(NOW, 14.0), at(BEFORE, 13.4))),
    "fall": (COUNT, figure(at(NOW, 14.0), at(BEFORE, 14.1))),
    "same": (COUNT, figure(at(NOW, 14.0), at(BEFORE, 14.0))),
    "first": (COUNT, figure(at(NOW, 14.0))),
    "hidden": (at(NOW, 1, 4, "hidden", 1), figure(at(NOW, 2.3, 9.3, "hidden", 1), at(BEFORE, 2.3, 9.3, "hidden", 1))),
    "partial": (
        at(NOW, 86, 89, "partial", 1),
        figure(at(NOW, 4.3, 4.5, "partial", 1), at(BEFORE, 4.0, 4.1, "partial", 1)),
    ),
    "open": (at(NOW, 86, 89, "partial", 1), figure(at(NOW, 4.3, 4.5, "partial", 1), at(BEFORE, 4.4))),
    "missing": (at(NOW, None, None, "missing"), figure(at(NOW, None, None, "missing"))),
    "absent": (None, None),
    "none": (at(NOW, 0), figure(at(NOW, 0.0), at(BEFORE, 0.0))),
    "one": (at(NOW, 1), figure(at(NOW, 0.5), at(BEFORE, 0.0))),
}
FINNISH = {
    "rise": "Työttömiä työnhakijoita on 34 185. Heidän osuutensa työvoimasta on 14,0 %, 0,6 %-yksikköä suurempi kuin "
    "vuotta aikaisemmin; koko maassa osuus on 12,8 %.",
    "fall": "Työttömiä työnhakijoita on 34 185. Heidän osuutensa työvoimasta on 14,0 %, 0,1 %-yksikköä pienempi kuin "
    "vuotta aikaisemmin; koko maassa osuus on 12,8 %.",
    "same": "Työttömiä työnhakijoita on 34 185. Heidän osuutensa työvoimasta on 14,0 %, sama kuin vuotta aikaisemmin; "
    "koko maassa osuus on 12,8 %.",
    "first": "Työttömiä työnhakijoita on 34 185. Heidän osuutensa työvoimasta on 14,0 %; koko maassa osuus on 12,8 %.",
    "hidden": "Työttömien työnhakijoiden määrä on salattu (1–4). Osuus työvoimasta on salattu (2,3–9,3 %); "
    "koko maassa osuus on 12,8 %.",
    "partial": "Työttömiä työnhakijoita on 86–89 (1 salattu luku). Heidän osuutensa työvoimasta on 4,3–4,5 %, "
    "0,2–0,5 %-yksikköä suurempi kuin vuotta aikaisemmin; koko maassa osuus on 12,8 %.",
    "open": "Työttömiä työnhakijoita on 86–89 (1 salattu luku). Heidän osuutensa työvoimasta on 4,3–4,5 %, eikä "
    "muutoksen suuntaa voi sanoa salattujen lukujen vuoksi; koko maassa osuus on 12,8 %.",
    "missing": "Työttömien työnhakijoiden määrää ei ole julkaistu. Osuutta työvoimasta ei ole julkaistu.",
    "absent": "Työttömien työnhakijoiden määrää ei ole julkaistu. Osuutta työvoimasta ei ole julkaistu.",
    "none": "Työttömiä työnhakijoita ei ole. Heidän osuutensa työvoimasta on 0,0 %, sama kuin vuotta aikaisemmin; "
    "koko maassa osuus on 12,8 %.",
    "one": "Työttömiä työnhakijoita on 1. Heidän osuutensa työvoimasta on 0,5 %, 0,5 %-yksikköä suurempi kuin vuotta "
    "aikaisemmin; koko maassa osuus on 12,8 %.",
}


@pytest.mark.parametrize("case", CASES)
def test_the_first_sentence_is_true_in_every_case(case: str) -> None:
    assert headline(*CASES[case]) == FINNISH[case]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_sentence_is_a_sentence_in_every_language(case: str, language: str) -> None:
    text = headline(*CASES[case], language)
    assert text.endswith(".")
    assert not {"{", "}", "None", ".."} & {*text, *text.split()}
    assert ".." not in text


def test_the_country_is_not_compared_with_itself() -> None:
    text = headline(*CASES["rise"], area=COUNTRY)
    assert text.endswith("0,6 %-yksikköä suurempi kuin vuotta aikaisemmin.")


def test_swedish_and_english_say_the_same() -> None:
    assert headline(*CASES["fall"], "sv") == (
        "De arbetslösa arbetssökande är 34 185. Deras andel av arbetskraften är 14,0 %, 0,1 procentenheter mindre än "
        "för ett år sedan; i hela landet är andelen 12,8 %."
    )
    assert headline(*CASES["fall"], "en") == (
        "There are 34,185 unemployed jobseekers. Their share of the labour force is 14.0%, 0.1 percentage points lower "
        "than a year earlier; in the whole country the share is 12.8%."
    )


@pytest.mark.parametrize(
    ("standing", "text"),
    [
        (Standing("TA39", 14.0, 14.0, 11, 11, 45), "Työllisyysalueet: sija 11/45 (1 = suurin)"),
        (Standing("TA39", 13.9, 14.1, 38, 41, 45), "Työllisyysalueet: sija 38–41/45 (1 = suurin)"),
    ],
)
def test_a_rank_names_its_set_direction_and_number(standing: Standing, text: str) -> None:
    assert sentences.rank(standing, "employment_area", texts("fi")).replace("\u00a0", " ") == text


def test_a_rank_of_municipalities_says_which_ones_are_in() -> None:
    text = sentences.rank(Standing("KU837", 16.5, 16.5, 3, 3, 276), "municipality", texts("sv"))
    assert text.replace("\u00a0", " ") == "Kommunerna, arbetskraft minst 1 000: plats 3 av 276 (1 = störst)"


def test_a_comparison_names_the_highest_and_the_lowest_only_when_the_bounds_leave_no_doubt() -> None:
    areas = [Area(name, "municipality", Names(name, name, name), "official") for name in ("Aa", "Bee", "Cee", "Dee")]
    clear = list(zip(areas, [at(NOW, 9.0), at(NOW, 11.0), at(NOW, 10.0), at(NOW, 10.0)], strict=True))
    doubtful = list(
        zip(areas, [at(NOW, 9.0), at(NOW, 9.9, 10.4, "partial", 1), at(NOW, 10.0), at(NOW, 9.5)], strict=True)
    )
    say = sentences.answer
    assert say(clear, Measure(SHARE), texts("fi")).replace("\u00a0", " ") == "suurin Bee 11,0 %, pienin Aa 9,0 %"
    assert say(doubtful, Measure(SHARE), texts("fi")).replace("\u00a0", " ") == "Aa 9,0 %"
    assert say([*clear, (COUNTRY, at(NOW, 12.8))], Measure(SHARE), texts("en")) == "highest Bee 11.0%, lowest Aa 9.0%"
    assert say(clear[:2], Measure(SHARE), texts("en")) == "Aa 9.0%, Bee 11.0%"
    assert say(clear, Measure(replace(SHARE, comparable_between_areas=False)), texts("en")) == "Aa 9.0%"
