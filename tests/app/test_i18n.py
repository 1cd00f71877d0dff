import re
from pathlib import Path

import pytest

from app.i18n import LANGUAGES, texts

APP = Path(__file__).parents[2] / "app"
PLACES = re.compile(r"\{(\w+)\}")
# Thousands apart by an ordinary space, at which a line may break; a telephone number is no amount.
BREAKABLE = re.compile(r"(?<!\d)(?<!\d )[1-9]\d{0,2}(?: \d{3})+(?!\d)")


def message(key: str, language: str) -> str:
    return texts(language)._messages[key]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_missing_in_a_language(language: str) -> None:
    everything = frozenset().union(*(texts(one).keys for one in LANGUAGES))
    assert sorted(everything - texts(language).keys) == []


@pytest.mark.parametrize("key", sorted(texts("fi").keys))
def test_a_text_has_the_same_places_in_every_language_and_is_not_empty(key: str) -> None:
    places = {language: sorted(set(PLACES.findall(message(key, language)))) for language in LANGUAGES}
    assert len({tuple(found) for found in places.values()}) == 1, places
    assert all(message(key, language).strip() for language in LANGUAGES)


def test_every_text_that_the_code_asks_for_is_there() -> None:
    code = "\n".join(path.read_text("utf-8") for path in [*APP.rglob("*.py"), *APP.rglob("*.html")])
    asked = set(re.findall(r"""words(?:\.count)?\(\s*["']([a-z_.]+)["']""", code))
    known = texts("fi").keys | {key.removesuffix(".one") for key in texts("fi").keys}
    assert len(asked) > 80
    assert sorted(asked - known) == []


def test_no_text_is_kept_that_nothing_shows() -> None:
    code = "\n".join(path.read_text("utf-8") for path in [*APP.rglob("*.py"), *APP.rglob("*.html")])
    heads = re.findall(r"""f["']([a-z_.]+)\{""", code) + re.findall(r"""["']([a-z_]+\.[a-z_.]+)["']""", code)
    unused = [key for key in sorted(texts("fi").keys) if not any(key.startswith(head) for head in heads)]
    assert unused == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_number_is_broken_at_the_end_of_a_line(language: str) -> None:
    assert BREAKABLE.search("alle 1 000.")
    found = [key for key in texts(language).keys if BREAKABLE.search(message(key, language))]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_shouted_at(language: str) -> None:
    assert [key for key in texts(language).keys if "!" in message(key, language)] == []


def test_a_key_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        texts("fi")("no.such.key")
