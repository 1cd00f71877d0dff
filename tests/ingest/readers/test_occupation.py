"""Names of occupations from the classification service: all three languages or none."""

from pathlib import Path

import orjson
import pytest

from ingest.catalogue import sources
from ingest.errors import BadAnswer, SourceChanged
from ingest.fetch import Keeping
from ingest.readers import occupation
from tests.document_server import serving_documents
from tests.fetching import Fetching
from vertaispeili.resources import sql_directory

SOURCE = next(one for one in sources(sql_directory()) if one.reader == "occupation")


def fetched(folder: Path, **options: object):
    fetching = Fetching(folder)
    keeping = Keeping(fetching.bronze, fetching.areas, fetching.progress)
    with serving_documents(**options) as server:
        return occupation.fetch(SOURCE, fetching.session(), server.address, keeping), fetching.bronze


def test_every_group_and_occupation_has_its_names_and_a_fifth_digit_is_left_out(tmp_path: Path) -> None:
    fifth = [{"code": "22211", "classificationItemNames": [{"lang": "fi", "name": "Osastonhoitajat"}]}]
    found, bronze = fetched(tmp_path, change=lambda _address, document: [*document, *fifth])
    assert (found.outcome, found.data_calls) == ("new", 3)
    names = occupation.frame(SOURCE, found.snapshot, bronze)
    assert names.filter(occupation_id="5321").row(0) == (
        "5321", "Lähihoitajat", "Närvårdare", "Health care assistants",
    )  # fmt: skip
    assert names["occupation_id"].str.len_chars().max() == 4
    assert names.height > 590


def test_a_language_that_lacks_names_is_a_change_and_nothing_is_kept(tmp_path: Path) -> None:
    with pytest.raises(SourceChanged, match="1 are not named in all of them"):
        fetched(tmp_path, change=lambda address, document: document[1:] if "lang=sv" in address else document)
    assert Fetching(tmp_path).bronze.snapshots(SOURCE.id) == ()


def test_something_else_than_a_classification_is_a_bad_answer(tmp_path: Path) -> None:
    with pytest.raises(BadAnswer, match="not a classification in fi"):
        fetched(tmp_path, change=lambda _address, _document: orjson.dumps({"error": "no"}))


def test_without_a_snapshot_there_are_no_rows_and_the_seed_names_them(tmp_path: Path) -> None:
    assert occupation.frame(SOURCE, None, Fetching(tmp_path).bronze).height == 0
