"""Every form of a report's sentence, with the case that it is for."""

# ruff: noqa: E501 - a case is a line

from dataclasses import replace
from datetime import date

import pytest

from app.i18n import LANGUAGES, texts
from app.sentences.stated import Stated, paragraph, stated
from app.values import Break, KeyFigure, Names, Point
from tests.app.test_formatting import SHARE
from tests.app.test_sentences import BEFORE, NOW, at, figure

COUNT = replace(SHARE, indicator_id="unemployed", kind="count", unit="persons", decimals=0)
NEW = replace(COUNT, indicator_id="new_vacancies", unit="vacancies", reference="during")
PER = replace(SHARE, indicator_id="vacancies_per_unemployed", unit="per_unemployed", decimals=2)
YEARLY = replace(SHARE, indicator_id="workplace_self_sufficiency", frequency="year")
HIDDEN, OLD_HIDDEN = at(NOW, 1, 4, "hidden", 1), at(BEFORE, 1, 4, "hidden", 1)
MISSING = at(NOW, None, None, "missing")
STOP = Break(
    "stop", None, "all", first_period=NOW, last_period=NOW, name=Names("Osa paikoista ilman kuntaa", "En del av jobben utan kommun", "Some vacancies without a municipality"),
    text=Names("", "", ""), is_recurring=False, stops_change=True,
)  # fmt: skip

COUNTS: dict[str, KeyFigure | None] = {
    "rise": figure(at(NOW, 34185), at(BEFORE, 32985)),
    "fall": figure(at(NOW, 99), at(BEFORE, 100)),
    "same": figure(at(NOW, 5), at(BEFORE, 5)),
    "zero now": figure(at(NOW, 0), at(BEFORE, 7)),
    "zero before": figure(at(NOW, 6), at(BEFORE, 0)),
    "zero both": figure(at(NOW, 0), at(BEFORE, 0)),
    "one": figure(at(NOW, 1), at(BEFORE, 0)),
    "no earlier row": figure(at(NOW, 6)),
    "earlier missing": figure(at(NOW, 6), at(BEFORE, None, None, "missing")),
    "earlier hidden": figure(at(NOW, 6), OLD_HIDDEN),
    "hidden": figure(HIDDEN, at(BEFORE, 6)),
    "missing": figure(MISSING, at(BEFORE, 6)),
    "no row": None,
    "partial up": figure(at(NOW, 86, 89, "partial", 1), at(BEFORE, 80)),
    "partial open": figure(at(NOW, 86, 92, "partial", 2), at(BEFORE, 88)),
    "partial from zero": figure(at(NOW, 86, 89, "partial", 1), at(BEFORE, 0)),
}
FINNISH_COUNTS = {
    "rise": "Työttömiä työnhakijoita oli kesäkuun 2026 lopussa 34 185, mikä on 1 200 (3,6 %) enemmän kuin vuotta aikaisemmin.",
    "fall": "Työttömiä työnhakijoita oli kesäkuun 2026 lopussa 99, mikä on 1 (1,0 %) vähemmän kuin vuotta aikaisemmin.",
    "same": "Työttömiä työnhakijoita oli kesäkuun 2026 lopussa 5, yhtä monta kuin vuotta aikaisemmin.",
    "zero now": "Työttömiä työnhakijoita oli kesäkuun 2026 lopussa 0, mikä on 7 (100,0 %) vähemmän kuin vuotta aikaisemmin.",
    "zero before": "Työttömiä työnhakijoita oli kesäkuun 2026 lopussa 6, mikä on 6 enemmän kuin vuotta aikaisemmin, jolloin niitä ei ollut.",
    "zero both": "Työttömiä työnhakijoita oli kesäkuun 2026 lopussa 0, yhtä monta kuin vuotta aikaisemmin.",
    "one": "Työttömiä työnhakijoita oli kesäkuun 2026 lopussa 1, mikä on 1 enemmän kuin vuotta aikaisemmin, jolloin niitä ei ollut.",
    "no earlier row": "Työttömiä työnhakijoita oli kesäkuun 2026 lopussa 6. Vuotta aikaisempaa lukua ei ole.",
    "earlier missing": "Työttömiä työnhakijoita oli kesäkuun 2026 lopussa 6. Vuotta aikaisempaa lukua ei ole.",
    "earlier hidden": "Työttömiä työnhakijoita oli kesäkuun 2026 lopussa 6. Muutosta vuodessa ei voi laskea: vuotta aikaisemmin salattu, 1–4.",
    "hidden": "Työttömien työnhakijoiden määrä kesäkuun 2026 lopussa on salattu (1–4).",
    "missing": "Työttömien työnhakijoiden määrä kesäkuun 2026 lopussa ei ole saatavilla.",
    "no row": "Työttömien työnhakijoiden määrä kesäkuun 2026 lopussa ei ole saatavilla.",
    "partial up": "Työttömiä työnhakijoita oli kesäkuun 2026 lopussa 86–89 (1 salattu luku), mikä on 6–9 enemmän kuin vuotta aikaisemmin.",
    "partial open": "Työttömiä työnhakijoita oli kesäkuun 2026 lopussa 86–92 (2 salattua lukua), eikä muutoksen suuntaa vuodessa voi sanoa salattujen lukujen vuoksi.",
    "partial from zero": "Työttömiä työnhakijoita oli kesäkuun 2026 lopussa 86–89 (1 salattu luku), mikä on 86–89 enemmän kuin vuotta aikaisemmin, jolloin niitä ei ollut.",
}
SWEDISH_COUNTS = {
    "rise": "Antalet arbetslösa arbetssökande var 34 185 i slutet av juni 2026, vilket är 1 200 (3,6 %) fler än ett år tidigare.",
    "fall": "Antalet arbetslösa arbetssökande var 99 i slutet av juni 2026, vilket är 1 (1,0 %) färre än ett år tidigare.",
    "same": "Antalet arbetslösa arbetssökande var 5 i slutet av juni 2026, lika många som ett år tidigare.",
    "zero before": "Antalet arbetslösa arbetssökande var 6 i slutet av juni 2026, vilket är 6 fler än ett år tidigare, då antalet var noll.",
    "earlier hidden": "Antalet arbetslösa arbetssökande var 6 i slutet av juni 2026. Förändringen på ett år kan inte räknas: för ett år sedan sekretessbelagd, 1–4.",
    "no row": "Antalet arbetslösa arbetssökande i slutet av juni 2026 finns inte att tillgå.",
    "hidden": "Antalet arbetslösa arbetssökande i slutet av juni 2026 är sekretessbelagt (1–4).",
    "partial open": "Antalet arbetslösa arbetssökande var 86–92 (2 sekretessbelagda siffror) i slutet av juni 2026, och förändringens riktning på ett år kan inte anges på grund av sekretessbelagda siffror.",
}
ENGLISH_COUNTS = {
    "rise": "The number of unemployed jobseekers was 34,185 at the end of June 2026, which is 1,200 (3.6%) more than a year earlier.",
    "fall": "The number of unemployed jobseekers was 99 at the end of June 2026, which is 1 (1.0%) fewer than a year earlier.",
    "same": "The number of unemployed jobseekers was 5 at the end of June 2026, the same as a year earlier.",
    "zero before": "The number of unemployed jobseekers was 6 at the end of June 2026, which is 6 more than a year earlier, when there were none.",
    "no row": "The number of unemployed jobseekers at the end of June 2026 is not available.",
    "hidden": "The number of unemployed jobseekers at the end of June 2026 is confidential (1–4).",
    "partial up": "The number of unemployed jobseekers was 86–89 (1 confidential figure) at the end of June 2026, which is 6–9 more than a year earlier.",
    "partial open": "The number of unemployed jobseekers was 86–92 (2 confidential figures) at the end of June 2026, and confidential figures leave the direction of the change on the year open.",
}
SHARES: dict[str, KeyFigure | None] = {
    "rise": figure(at(NOW, 14.0), at(BEFORE, 13.4)),
    "fall": figure(at(NOW, 14.0), at(BEFORE, 14.1)),
    "same": figure(at(NOW, 14.0), at(BEFORE, 14.0)),
    "open": figure(at(NOW, 4.3, 4.5, "partial", 1), at(BEFORE, 4.4)),
    "hidden": figure(at(NOW, 2.3, 9.3, "hidden", 1), at(BEFORE, 2.3)),
    "nought over hidden": figure(at(NOW, 0.0, 0.0, "hidden", 1), at(BEFORE, 0.0)),
    "hidden without bounds": figure(at(NOW, None, None, "hidden", 1), at(BEFORE, 2.3)),
    "earlier hidden without bounds": figure(at(NOW, 2.3), at(BEFORE, None, None, "hidden", 1)),
    "no row": None,
}
FINNISH_SHARES = {
    "rise": "Työttömien työnhakijoiden osuus työvoimasta oli kesäkuun 2026 lopussa 14,0 %, mikä on 0,6 %-yksikköä enemmän kuin vuotta aikaisemmin; koko maassa 12,8 %.",
    "fall": "Työttömien työnhakijoiden osuus työvoimasta oli kesäkuun 2026 lopussa 14,0 %, mikä on 0,1 %-yksikköä vähemmän kuin vuotta aikaisemmin; koko maassa 12,8 %.",
    "same": "Työttömien työnhakijoiden osuus työvoimasta oli kesäkuun 2026 lopussa 14,0 %, sama kuin vuotta aikaisemmin; koko maassa 12,8 %.",
    "open": "Työttömien työnhakijoiden osuus työvoimasta oli kesäkuun 2026 lopussa 4,3–4,5 % (1 salattu luku), eikä muutoksen suuntaa vuodessa voi sanoa salattujen lukujen vuoksi; koko maassa 12,8 %.",
    "hidden": "Työttömien työnhakijoiden osuus työvoimasta kesäkuun 2026 lopussa on salattu (2,3–9,3 %); koko maassa 12,8 %.",
    "hidden without bounds": "Työttömien työnhakijoiden osuus työvoimasta kesäkuun 2026 lopussa on salattu; koko maassa 12,8 %.",
    "earlier hidden without bounds": "Työttömien työnhakijoiden osuus työvoimasta oli kesäkuun 2026 lopussa 2,3 %; koko maassa 12,8 %. Muutosta vuodessa ei voi laskea: vuotta aikaisemmin salattu.",
    "nought over hidden": "Työttömien työnhakijoiden osuus työvoimasta oli kesäkuun 2026 lopussa 0,0 %, sama kuin vuotta aikaisemmin; koko maassa 12,8 %.",
    "no row": "Työttömien työnhakijoiden osuus työvoimasta kesäkuun 2026 lopussa ei ole saatavilla.",
}
SWEDISH_SHARES = {
    "rise": "Andelen arbetslösa arbetssökande av arbetskraften var 14,0 % i slutet av juni 2026, vilket är 0,6 procentenheter mer än ett år tidigare; i hela landet 12,8 %.",
    "fall": "Andelen arbetslösa arbetssökande av arbetskraften var 14,0 % i slutet av juni 2026, vilket är 0,1 procentenheter mindre än ett år tidigare; i hela landet 12,8 %.",
    "same": "Andelen arbetslösa arbetssökande av arbetskraften var 14,0 % i slutet av juni 2026, lika mycket som ett år tidigare; i hela landet 12,8 %.",
    "hidden": "Andelen arbetslösa arbetssökande av arbetskraften i slutet av juni 2026 är sekretessbelagd (2,3–9,3 %); i hela landet 12,8 %.",
}
ENGLISH_SHARES = {
    "rise": "The share of unemployed jobseekers in the labour force was 14.0% at the end of June 2026, which is 0.6 percentage points more than a year earlier; in the whole country 12.8%.",
    "same": "The share of unemployed jobseekers in the labour force was 14.0% at the end of June 2026, the same as a year earlier; in the whole country 12.8%.",
    "hidden": "The share of unemployed jobseekers in the labour force at the end of June 2026 is confidential (2.3–9.3%); in the whole country 12.8%.",
}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def counted(case: str, language: str) -> str:
    return plain(stated(Stated(COUNT, NOW, COUNTS[case]), texts(language)))


def shared(case: str, language: str) -> str:
    return plain(stated(Stated(SHARE, NOW, SHARES[case], country=at(NOW, 12.8)), texts(language)))


@pytest.mark.parametrize("case", COUNTS)
def test_a_count_is_told_in_finnish(case: str) -> None:
    assert counted(case, "fi") == FINNISH_COUNTS[case]


@pytest.mark.parametrize(("language", "told"), [("sv", SWEDISH_COUNTS), ("en", ENGLISH_COUNTS)])
def test_a_count_is_told_in_swedish_and_english(language: str, told: dict[str, str]) -> None:
    assert {case: counted(case, language) for case in told} == told


@pytest.mark.parametrize("case", SHARES)
def test_a_share_is_told_in_finnish_beside_the_whole_country(case: str) -> None:
    assert shared(case, "fi") == FINNISH_SHARES[case]


@pytest.mark.parametrize(("language", "told"), [("sv", SWEDISH_SHARES), ("en", ENGLISH_SHARES)])
def test_a_share_is_told_in_swedish_and_english(language: str, told: dict[str, str]) -> None:
    assert {case: shared(case, language) for case in told} == told


def test_the_count_behind_a_share_stands_in_brackets_and_a_hidden_one_does_not() -> None:
    told = [Stated(SHARE, NOW, SHARES["same"], count=count) for count in (at(NOW, 34185), at(NOW, 1), HIDDEN, MISSING)]
    found = [plain(stated(one, texts("fi"))).split("lopussa ")[1].split(", sama")[0] for one in told]
    assert found == ["14,0 % (34 185 työtöntä työnhakijaa)", "14,0 % (1 työtön työnhakija)", "14,0 %", "14,0 %"]


def test_a_country_figure_that_is_not_one_number_is_not_told() -> None:
    for country in (at(NOW, 4.0, 5.0, "partial", 1), MISSING, None):
        assert "koko maassa" not in stated(Stated(SHARE, NOW, SHARES["rise"], country=country), texts("fi"))


@pytest.mark.parametrize(
    ("indicator", "period", "language", "when"),
    [
        (NEW, NOW, "fi", "ilmoitettiin kesäkuun 2026 aikana 6"),
        (NEW, date(2026, 10, 1), "sv", "var 6 under oktober 2026"),
        (NEW, NOW, "en", "was 6 during June 2026"),
        (YEARLY, date(2024, 1, 1), "fi", "oli vuonna 2024 6,0 %"),
        (YEARLY, date(2024, 1, 1), "sv", "var 6,0 % år 2024"),
        (YEARLY, date(2024, 1, 1), "en", "was 6.0% in 2024"),
        (PER, NOW, "fi", "työtöntä työnhakijaa kohti oli kesäkuun 2026 lopussa 6,00"),
    ],
)
def test_a_stock_a_flow_and_a_year_are_told_apart(indicator: object, period: date, language: str, when: str) -> None:
    text = plain(stated(Stated(indicator, period, figure(at(period, 6))), texts(language)))
    assert when in text, text


def test_a_change_across_a_break_is_not_told_and_the_break_is_named_once_at_the_end() -> None:
    told = [Stated(NEW, NOW, COUNTS["rise"], [STOP]), Stated(NEW, NOW, COUNTS["fall"], [STOP])]
    assert plain(paragraph(told, texts("fi"))) == (
        "Uusia avoimia työpaikkoja ilmoitettiin kesäkuun 2026 aikana 34 185. Uusia avoimia työpaikkoja ilmoitettiin 99. "
        "Muutosta ei näytetä: Osa paikoista ilman kuntaa."
    )
    assert "Muutosta" not in paragraph([Stated(NEW, NOW, COUNTS["hidden"], [STOP])], texts("fi"))


def test_a_month_is_said_again_only_where_it_changes() -> None:
    told = [Stated(COUNT, NOW, COUNTS["same"]), Stated(SHARE, NOW, SHARES["same"]), Stated(NEW, NOW, COUNTS["same"])]
    found = plain(paragraph(told, texts("en")))
    assert found.count("at the end of June 2026") == 1
    assert found.count("during June 2026") == 1
    assert "  " not in found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", COUNTS)
def test_every_case_is_whole_sentences_in_every_language(case: str, language: str) -> None:
    text = stated(Stated(COUNT, NOW, COUNTS[case]), texts(language))
    assert text.endswith(".")
    assert not any(mark in text for mark in ("{", "}", "  ", "None", ".."))


def test_bounds_that_round_to_one_number_are_told_as_one() -> None:
    rounded = figure(Point(NOW, 14.0, 14.0, 14.0, "partial", 2, "summed"), at(BEFORE, 13.4))
    assert "14,0 %, mikä on 0,6" in plain(stated(Stated(SHARE, NOW, rounded), texts("fi")))
