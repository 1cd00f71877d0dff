# ruff: noqa: E501 - a case is a line

from dataclasses import replace
from datetime import date

import pytest

from app import sentences
from app.i18n import LANGUAGES, texts
from app.sentences.summary import Told
from app.values import Break, Indicator, KeyFigure, Names, Point, Standing
from tests.app.test_formatting import SHARE
from tests.app.test_sentences import BEFORE, NOW, TAMPERE, at, figure
from vertaispeili.methods.targets import Target
from vertaispeili.methods.variation import Limits, NotTold, Variation

USUAL = Variation(NOW, 0.5, 0.7, Limits(0.0, -1.0, 1.0), is_signal=False, crossed=("reform",))
UNUSUAL = replace(USUAL, limits=Limits(0.0, -0.3, 0.3), is_signal=True)
REFORM = Break(
    "reform", None, "all", first_period=NOW, last_period=NOW, name=Names("Yleistuki", "Allmänt stöd", "General support"),
    text=Names("", "", ""), is_recurring=False, stops_change=False,
)  # fmt: skip
RISE = figure(at(NOW, 14.0), at(BEFORE, 13.4))
PARTIAL = figure(at(NOW, 13.9, 14.6, "partial", 1), at(BEFORE, 13.4))
VACANCIES = replace(SHARE, indicator_id="new_vacancies", unit="vacancies", decimals=0, polarity="higher_is_better")
NEUTRAL = replace(SHARE, polarity="neutral")


def plain(text: str | None) -> str | None:
    return text.replace("\u00a0", " ") if text else text


def standings(*levels: float) -> list[Standing]:
    names = ("TA39", *(f"TA{n:02}" for n in range(1, len(levels))))
    return [Standing(name, level, level, 1, 1, len(levels)) for name, level in zip(names, levels, strict=True)]


def told(indicator: str, now: Point) -> Told:
    return Told(replace(VACANCIES if indicator == "new_vacancies" else SHARE, indicator_id=indicator), figure(now))


def summary(language: str = "fi", **given: object) -> str:
    facts = sentences.Summary(TAMPERE, Told(SHARE, RISE), USUAL, [REFORM], [], ())
    return sentences.summary(replace(facts, **given), texts(language)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("found", "shown", "text"),
    [
        (USUAL, RISE, "tavanomaista vaihtelua"),
        (UNUSUAL, RISE, "tavallista suurempi muutos"),
        (replace(USUAL, change_low=0.4, change_high=1.3), PARTIAL, "salattujen lukujen vuoksi ei voi sanoa, onko muutos tavanomainen"),
        (replace(USUAL, change_low=0.4, change_high=0.9), PARTIAL, "tavanomaista vaihtelua"),
        (NotTold("too_short"), RISE, "tavanomaista vaihtelua ei voi arvioida, sarja on lyhyt"),
        (NotTold("across_a_break"), RISE, None),
        (NotTold("no_newest_change"), RISE, None),
    ],
)  # fmt: skip
def test_a_change_is_called_usual_only_when_nothing_hidden_may_make_it_more(
    found: Variation | NotTold, shown: KeyFigure, text: str | None
) -> None:
    assert sentences.usual(found, shown, texts("fi")) == text


def test_a_break_is_named_beside_a_signal_and_nowhere_else() -> None:
    assert sentences.crossed(UNUSUAL, [REFORM], texts("sv")) == "Statistiken ändrades däremellan: Allmänt stöd"
    assert sentences.crossed(USUAL, [REFORM], texts("sv")) is None
    assert sentences.crossed(replace(UNUSUAL, crossed=()), [REFORM], texts("sv")) is None


def test_the_usual_change_is_a_range_in_the_unit_of_the_change() -> None:
    assert plain(sentences.limits(USUAL, SHARE, texts("fi"))) == "−1,0…+1,0 %-yksikköä"
    per_cent = replace(USUAL, limits=Limits(3.0, -12.4, 18.4))
    assert plain(sentences.limits(per_cent, VACANCIES, texts("fi"))) == "−12…+18 %"


def test_the_paragraph_says_what_the_numbers_allow() -> None:
    others = [
        told("unemployment_share", at(NOW, 14.0)),
        told("new_vacancies", at(NOW, 1234)),
        told("under_25_share", at(NOW, 10.0, 40.0, "hidden", 1)),
        told("long_term_share", at(NOW, 39.9, 40.1, "partial", 1)),
        told("broad_unemployment_share", at(NOW, None, None, "missing")),
    ]
    assert summary(variation=UNUSUAL, peers=standings(14.0, 12.0, 11.0, 15.0), others=others) == (
        "Osuuden muutos vuodessa: tavallista suurempi muutos. Välissä tilaston muutos: Yleistuki. "
        "Verrokkialueiden mediaani on 12,0 %. "
        "Työttömistä työnhakijoista 39,9–40,1 % on ollut työttömänä yhdenjaksoisesti vähintään vuoden. "
        "Uusia avoimia työpaikkoja ilmoitettiin kuukauden aikana 1 234."
    )


@pytest.mark.parametrize(
    ("own", "text"),
    [
        (15.1, "Osuus on suurempi kuin yhdelläkään verrokkialueella."),
        (10.9, "Osuus on pienempi kuin yhdelläkään verrokkialueella."),
        (15.0, "Verrokkialueiden mediaani on 12,0 %."),
    ],
)
def test_the_own_area_is_not_its_own_peer(own: float, text: str) -> None:
    assert summary(peers=standings(own, 12.0, 11.0, 15.0)).endswith(text)


def test_without_a_change_there_is_nothing_to_call_usual() -> None:
    same = figure(at(NOW, 14.0), at(BEFORE, 14.0))
    assert summary(share=Told(SHARE, same)) == ""
    assert summary(share=Told(SHARE, figure(at(NOW, 14.0)))) == ""
    assert summary(share=None) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paragraph_is_sentences_in_every_language(language: str) -> None:
    others = [told(name, at(NOW, 12)) for name in ("new_vacancies", "under_25_share", "long_term_share")]
    text = summary(language, variation=UNUSUAL, peers=standings(14.0, 12.0, 15.0), others=others)
    assert text.count(". ") == 5
    assert text.endswith(".")
    assert not {"{", "}"} & set(text)
    assert "None" not in text


def target(value: float, by: date, indicator: Indicator, now: Point) -> str | None:
    own = Target("TA39", indicator.indicator_id, value, by, 2)
    return plain(sentences.target(own, now, indicator, texts("fi")))


LATER, PAST = date(2027, 12, 31), date(2025, 12, 31)


@pytest.mark.parametrize(
    ("value", "by", "indicator", "now", "text"),
    [
        (12.0, LATER, SHARE, at(NOW, 14.0), "Tavoite 12,0 % (31.12.2027): vielä 2,0 %-yksikköä"),
        (12.25, LATER, SHARE, at(NOW, 14.0), "Tavoite 12,25 % (31.12.2027): vielä 1,75 %-yksikköä"),
        (12.0, PAST, SHARE, at(NOW, 14.0), "Tavoite 12,0 % (31.12.2025): päivä on mennyt, jäi 2,0 %-yksikköä"),
        (14.0, LATER, SHARE, at(NOW, 14.0), "Tavoite 14,0 % (31.12.2027): saavutettu"),
        (15.0, PAST, SHARE, at(NOW, 14.0), "Tavoite 15,0 % (31.12.2025): saavutettu"),
        (12.0, LATER, SHARE, at(NOW, 13.8, 14.1, "partial", 1), "Tavoite 12,0 % (31.12.2027): vielä 1,8–2,1 %-yksikköä"),
        (14.0, LATER, SHARE, at(NOW, 13.8, 14.1, "partial", 1), "Tavoite 14,0 % (31.12.2027): etäisyyttä ei voi sanoa salattujen lukujen vuoksi"),
        (12.0, LATER, SHARE, at(NOW, None, None, "missing"), "Tavoite 12,0 % (31.12.2027): lukua ei ole"),
        (1500, LATER, VACANCIES, at(NOW, 1234), "Tavoite 1 500 (31.12.2027): vielä 266 paikkaa"),
        (1235, LATER, VACANCIES, at(NOW, 1234), "Tavoite 1 235 (31.12.2027): vielä 1 paikka"),
        (1000, LATER, VACANCIES, at(NOW, 1234), "Tavoite 1 000 (31.12.2027): saavutettu"),
        (12.0, LATER, NEUTRAL, at(NOW, 14.0), "Tavoite 12,0 % (31.12.2027): 2,0 %-yksikköä suurempi"),
        (12.0, LATER, NEUTRAL, at(NOW, 11.5), "Tavoite 12,0 % (31.12.2027): 0,5 %-yksikköä pienempi"),
        (12.0, LATER, NEUTRAL, at(NOW, 12.0), "Tavoite 12,0 % (31.12.2027): saavutettu"),
    ],
)  # fmt: skip
def test_a_target_says_how_far_it_is(value: float, by: date, indicator: Indicator, now: Point, text: str) -> None:
    assert target(value, by, indicator, now) == text


def test_a_rank_among_peers_names_how_many_they_are_and_whether_they_are_good() -> None:
    own = Standing("KU922", 9.0, 9.5, 3, 4, 8)
    assert (
        plain(sentences.peer_rank(own, are_good=True, words=texts("fi")))
        == "Alue ja 7 verrokkia: sija 3–4/8 (1 = suurin)"
    )
    assert "ei hyviä verrokkeja" in sentences.peer_rank(own, are_good=False, words=texts("fi"))
