"""Every indicator says what it is in three languages, in the official terms, and with a sane unit and scale."""

import re
from collections import Counter
from pathlib import Path

import pytest

from ingest.catalogue import Indicator, Text, indicators
from tests.sql.test_indicator_list import FOLLOWED, REASONS, SERVICES, TOPICS

SQL = Path(__file__).resolve().parents[2] / "sql"
INDICATORS = {indicator.id: indicator for indicator in indicators(SQL)}
LANGUAGES = ("fi", "sv", "en")
UNITS = {
    "count": {"persons", "vacancies", "periods"},
    "ratio": {"percent", "per_unemployed"},
    "published": {"percent", "weeks"},
}
DECIMALS = {"persons": 0, "vacancies": 0, "periods": 0, "weeks": 0, "percent": 1, "per_unemployed": 2}
OFFICIAL_TITLES = {
    "unemployed": ("Työttömät työnhakijat", "Arbetslösa arbetssökande", "Unemployed jobseekers"),
    "unemployment_share": (
        "Työttömien työnhakijoiden osuus työvoimasta",
        "Andelen arbetslösa arbetssökande av arbetskraften",
        "Unemployed jobseekers as a share of the labour force",
    ),
    "broad_unemployment": ("Laaja työttömyys", "Bred arbetslöshet", "Broad unemployment"),
    "long_term_unemployed": ("Pitkäaikaistyöttömät", "Långtidsarbetslösa", "Long-term unemployed"),
    "laid_off": ("Kokoaikaisesti lomautetut", "Permitterade på heltid", "Temporarily laid off, full-time"),
    "in_services": ("Palveluissa olevat", "Personer i service", "Persons in services"),
    "coaching": ("Valmennuksessa olevat", "Deltagare i träning", "In coaching"),
    "other_services": ("Muissa palveluissa olevat", "Deltagare i andra tjänster", "In other services"),
    "open_vacancies": (
        "Avoimet työpaikat laskentapäivänä",
        "Lediga jobb på beräkningsdagen",
        "Open vacancies on the counting day",
    ),
    "new_vacancies": (
        "Uudet avoimet työpaikat kuukauden aikana",
        "Nya lediga jobb under månaden",
        "New vacancies during the month",
    ),
    "activation_rate": ("Aktivointiaste", "Aktiveringsgrad", "Activation rate"),
    "workplace_self_sufficiency": ("Työpaikkaomavaraisuus", "Arbetsplatssufficiens", "Workplace self-sufficiency"),
}
every_indicator = pytest.mark.parametrize("indicator", INDICATORS.values(), ids=INDICATORS)


def texts(indicator: Indicator) -> list[tuple[str, str, str]]:
    """Return (field, language, text) of every text of the indicator."""
    fields: dict[str, Text | None] = {
        "title": indicator.title,
        "short": indicator.short,
        "description": indicator.description,
        "formula": indicator.formula,
        "caveat": indicator.caveat,
    }
    return [
        (field, language, getattr(text, language))
        for field, text in fields.items()
        if text is not None
        for language in LANGUAGES
    ]


def sentences(text: str) -> int:
    return len(re.findall(r"(?<!-v)[.](?:\s|$)", text))


@every_indicator
def test_every_text_is_there_and_is_clean_in_each_language(indicator: Indicator) -> None:
    for field, language, text in texts(indicator):
        where = (field, language, text)
        assert text == " ".join(text.split()) != "", where
        assert not re.search(r"[!?{}<>_#]|TODO|XXX|\.\.|lorem|\bTBD\b", text), where
        assert not re.search(r"[a-zåäö][A-ZÅÄÖ]", text), where
        assert not re.search(r"[,.;:][^\W\d]|\)\w|\w\(|\s[,.;:)]", text), where
        assert re.match(r"[A-ZÅÄÖ0-9]", text), where


@every_indicator
def test_descriptions_and_caveats_are_one_or_two_sentences_and_titles_are_none(indicator: Indicator) -> None:
    for field, language, text in texts(indicator):
        if field in ("description", "caveat"):
            assert text.endswith("."), (field, language, text)
            assert 1 <= sentences(text) <= 2, (field, language, text)
        else:
            assert sentences(text) == 0, (field, language, text)
            assert len(text) <= {"title": 95, "short": 44, "formula": 110}[field], (field, language, text)


@every_indicator
def test_each_language_is_its_own(indicator: Indicator) -> None:
    for field in ("description", "title", "formula", "caveat"):
        versions = [text for name, _, text in texts(indicator) if name == field]
        assert len(set(versions)) == len(versions), field
    english = [text for _, language, text in texts(indicator) if language == "en"]
    assert not re.search(r"[åäöÅÄÖ]", " ".join(english))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("field", ["title", "short", "description"])
def test_no_two_indicators_share_a_text(field: str, language: str) -> None:
    counted = Counter(getattr(getattr(indicator, field), language) for indicator in INDICATORS.values())
    assert [text for text, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("indicator_id", OFFICIAL_TITLES)
def test_titles_are_the_official_terms(indicator_id: str) -> None:
    title = INDICATORS[indicator_id].title
    assert (title.fi, title.sv, title.en) == OFFICIAL_TITLES[indicator_id]


@every_indicator
def test_unit_scale_and_decimals_fit_the_kind(indicator: Indicator) -> None:
    assert indicator.unit in UNITS[indicator.kind]
    assert indicator.decimals == DECIMALS[indicator.unit]
    assert indicator.scale == (100 if indicator.kind == "ratio" and indicator.unit == "percent" else 1)
    assert indicator.topic in TOPICS


@every_indicator
def test_a_count_is_never_compared_between_areas(indicator: Indicator) -> None:
    if indicator.kind == "count":
        assert not indicator.comparable_between_areas
        assert indicator.count_indicator is None


@every_indicator
def test_the_formula_names_the_scale_of_a_percentage(indicator: Indicator) -> None:
    for language in LANGUAGES:
        is_percentage = indicator.unit == "percent"
        assert getattr(indicator.formula, language).startswith("100 × ") == is_percentage, language


@every_indicator
def test_the_count_beside_a_rate_counts_what_the_rate_divides(indicator: Indicator) -> None:
    if indicator.count_indicator is not None:
        assert INDICATORS[indicator.count_indicator].numerator == indicator.numerator


@every_indicator
def test_a_rate_over_the_labour_force_steps_in_january_and_says_it_is_no_survey_figure(indicator: Indicator) -> None:
    is_over_labour_force = indicator.denominator == ("labour_force_persons",)
    assert indicator.denominator_steps_in_january == is_over_labour_force
    if is_over_labour_force:
        assert indicator.caveat is not None
        assert "työvoimatutkimu" in indicator.caveat.fi
        assert "arbetskraftsundersökning" in indicator.caveat.sv
        assert "Labour Force Survey" in indicator.caveat.en


@every_indicator
def test_a_vacancy_figure_says_what_it_leaves_out(indicator: Indicator) -> None:
    if any("vacancies" in measure for measure in indicator.numerator or ()):
        assert not indicator.comparable_between_areas
        assert indicator.caveat is not None
        assert "työvoimaviranomaisille ilmoitetut" in indicator.caveat.fi
        assert "vars placering är flexibel eller okänd" in indicator.caveat.sv
        assert "included only in the figure of the whole country" in indicator.caveat.en


@every_indicator
def test_unemployment_rate_is_a_word_of_the_survey_alone(indicator: Indicator) -> None:
    for field, language, text in texts(indicator):
        if field != "caveat":
            survey_words = {"fi": "työttömyysaste", "sv": "arbetslöshetsgrad", "en": "unemployment rate"}
            assert survey_words[language] not in text.lower(), (field, language, text)


@every_indicator
def test_only_a_share_of_its_own_denominator_is_bounded_by_a_hundred(indicator: Indicator) -> None:
    bounded = {"long_term_share", "under_25_share", "activation_rate", "foreign_activation_rate", "out_commuting_share"}
    bounded |= {f"{kind}_{what}_after_share" for kind in FOLLOWED for what in ("unemployed", "in_services")}
    bounded |= {f"ended_{reason}_share" for reason in REASONS}
    assert indicator.numerator_within_denominator == (indicator.id in bounded)


def test_broad_unemployment_is_the_unemployed_and_the_six_kinds_of_services() -> None:
    assert INDICATORS["in_services"].numerator == SERVICES
    for indicator_id in ("broad_unemployment", "broad_unemployment_share"):
        assert INDICATORS[indicator_id].numerator == ("unemployed_persons", *SERVICES)
        assert "palveluissa olevat" in INDICATORS[indicator_id].description.fi


def test_stock_and_flow_are_named() -> None:
    assert INDICATORS["open_vacancies"].reference == "end"
    assert INDICATORS["new_vacancies"].reference == "during"
    during = {i.id for i in INDICATORS.values() if i.reference == "during"}
    flows = re.compile(r"started$|ended$|^flow_|^ended_|^mean_ended|_after_share$|^new_vacancies$|_during_month$")
    assert during == {i.id for i in INDICATORS.values() if flows.search(i.id)}


@every_indicator
def test_what_followed_a_service_never_reads_as_employment(indicator: Indicator) -> None:
    if indicator.topic == "outcomes":
        assert indicator.frequency == "year"
        assert indicator.caveat is not None
        assert "muut eivät välttämättä ole työllistyneet" in indicator.caveat.fi
        assert "de övriga har inte nödvändigtvis fått arbete" in indicator.caveat.sv
        assert "the others are not necessarily employed" in indicator.caveat.en


@every_indicator
def test_a_figure_that_cannot_be_summed_says_so(indicator: Indicator) -> None:
    if indicator.kind == "published" and indicator.topic == "duration":
        assert indicator.caveat is not None
        assert "vain" in indicator.caveat.fi


@every_indicator
def test_the_page_of_methods_has_the_same_formula(indicator: Indicator) -> None:
    if indicator.kind != "count":
        methods = (SQL.parent / "docs" / "methods.md").read_text("utf-8")
        assert f"| `{indicator.id}` | {indicator.formula.en} |" in methods


@every_indicator
def test_every_figure_used_is_yielded_by_a_source(indicator: Indicator) -> None:
    yielded = " ".join(path.read_text("utf-8") for path in sorted((SQL / "sources").iterdir()))
    for figure in (*(indicator.numerator or (indicator.id,)), *(indicator.denominator or ())):
        assert re.search(rf"\b{figure}\b", yielded), figure


def test_positions_order_the_indicators_without_ties() -> None:
    positions = [indicator.position for indicator in INDICATORS.values()]
    assert positions == sorted(set(positions))
