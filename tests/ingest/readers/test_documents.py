"""The classification service and the map service: all of it right, or nothing of it."""

import copy
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import orjson
import polars as pl
import pytest

from ingest.catalogue import Source, sources
from ingest.errors import BadAnswer, SourceChanged, SourceUnavailable
from ingest.fetch import Fetched, Keeping
from ingest.readers import boundary, classification
from tests.document_server import SEEDS, DocumentServer, known_areas, seed, serving_documents
from tests.fetching import Fetching
from tests.shared import SHARED, needs_shared


@pytest.fixture
def fetching(tmp_path: Path) -> Fetching:
    return Fetching(tmp_path, areas=known_areas())


def _source(source_id: str) -> Source:
    return next(source for source in sources(SEEDS.parent) if source.id == source_id)


CLASSIFICATION, BOUNDARY = _source("statfin_classification"), _source("statfin_boundary")
READERS = {"statfin_classification": classification, "statfin_boundary": boundary}
BOTH = pytest.mark.parametrize("source", [CLASSIFICATION, BOUNDARY], ids=["classification", "boundary"])


def _fetch(fetching: Fetching, server: DocumentServer, source: Source) -> Fetched:
    keeping = Keeping(fetching.bronze, fetching.areas, fetching.progress)
    return READERS[source.id].fetch(source, fetching.session(), server.address, keeping)


def _frame(fetching: Fetching, source: Source) -> pl.DataFrame:
    snapshots = fetching.bronze.snapshots(source.id)
    return READERS[source.id].frame(source, snapshots[-1] if snapshots else None, fetching.bronze)


def test_areas_come_with_names_in_three_languages_and_their_municipalities(fetching: Fetching) -> None:
    with serving_documents() as server:
        fetched = _fetch(fetching, server, CLASSIFICATION)
    assert (fetched.outcome, fetched.data_calls) == ("new", 5 * 3 + 4)
    found = _frame(fetching, CLASSIFICATION)
    assert found.columns == ["area_id", "level", "name_fi", "name_sv", "name_en", "municipality_id"]
    levels = ("municipality", *CLASSIFICATION.options)
    expected = seed("area").filter(pl.col("level").is_in(levels)).sort("area_id")
    named = found.select(expected.columns).unique().sort("area_id")
    assert named.equals(expected)
    members = found.select("area_id", "municipality_id")
    seeded = seed("area_member").join(expected, on="area_id", how="semi").sort("area_id", "municipality_id")
    assert members.equals(seeded.select("area_id", "municipality_id"))


def test_every_municipality_has_one_boundary_wound_clockwise(fetching: Fetching) -> None:
    with serving_documents() as server:
        _fetch(fetching, server, BOUNDARY)
        assert "typeName=tilastointialueet:kunta4500k_2026&" in server.asked[0]
    found = _frame(fetching, BOUNDARY)
    assert found["area_id"].to_list() == sorted(seed("municipality")["municipality_id"])
    ring = orjson.loads(found["geometry"][0])["coordinates"][0][0]
    assert ring == [[22.0, 61.0], [22.0, 61.1], [22.1, 61.1], [22.1, 61.0], [22.0, 61.0]]


@BOTH
def test_without_a_snapshot_the_frame_is_empty_with_the_same_columns(fetching: Fetching, source: Source) -> None:
    empty = _frame(fetching, source)
    assert empty.height == 0
    with serving_documents() as server:
        _fetch(fetching, server, source)
    assert _frame(fetching, source).schema == empty.schema


@BOTH
def test_documents_that_did_not_change_are_no_new_snapshot(fetching: Fetching, source: Source) -> None:
    with serving_documents() as server:
        first = _fetch(fetching, server, source)
        second = _fetch(fetching, server, source)
    assert (second.outcome, second.snapshot) == ("unchanged", first.snapshot)


@BOTH
@pytest.mark.parametrize(
    ("status", "error"),
    [(503, SourceUnavailable), (403, SourceUnavailable), (404, SourceChanged), (400, SourceChanged)],
)
def test_a_service_that_refuses_leaves_what_is_held(
    fetching: Fetching, source: Source, status: int, error: type[Exception]
) -> None:
    with serving_documents() as server:
        good = _fetch(fetching, server, source).snapshot
        server.status = status
        with pytest.raises(error):
            _fetch(fetching, server, source)
    assert fetching.bronze.snapshots(source.id) == (good,)


def _all_but(code: str) -> Callable[[str, object], object]:
    return lambda _address, found: [item for item in found if code not in orjson.dumps(item).decode()]


def _in(part: str, change: Callable[[object], object]) -> Callable[[str, object], object]:
    return lambda address, found: change(copy.deepcopy(found)) if part in address else found


def _named_nothing(items: list[dict]) -> list[dict]:
    items[3]["classificationItemNames"] = []
    return items


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        (_all_but('"091"'), SourceChanged, "level municipality should have the 308 codes .* missing: KU091; new: none"),
        (_in("maakunta", lambda found: found[:-1]), SourceChanged, "region should have the 308 codes .* missing: KU"),
        (_in("maakunta_1_20260101/classificationItems?content=data&meta=max&lang=sv", lambda found: found[1:]),
         SourceChanged, "region .. has no name in sv"),
        (_in("seutukunta_1_20260101/maps", lambda found: [*found, found[0]]), SourceChanged, "is in two areas"),
        (_in("seutukunta_1_20260101/maps",
             lambda found: [{**found[0], "targetItem": {"code": "999"}}, *found[1:]]), SourceChanged, "new: SK999"),
        (_in("lang=sv", _named_nothing), BadAnswer, "not a classification in sv: 3.classificationItemNames"),
        (_in("maps", lambda _found: b"<html></html>"), BadAnswer, "not a correspondence table"),
        (_in("maps", lambda _found: ["https://data.stat.fi/maps/305/178"]), BadAnswer, "not a correspondence table"),
        (_in("lang=en", lambda _found: {"error": 1}), BadAnswer, "not a classification in en"),
    ],
)  # fmt: skip
def test_a_classification_that_is_not_whole_is_refused_whole(
    fetching: Fetching, change: Callable[[str, object], object], error: type[Exception], words: str
) -> None:
    with serving_documents(change=change) as server, pytest.raises(error, match=words):
        _fetch(fetching, server, CLASSIFICATION)
    assert fetching.bronze.snapshots(CLASSIFICATION.id) == ()


def test_older_answers_of_the_service_are_understood(fetching: Fetching) -> None:
    def older(found: list[dict]) -> list[dict]:
        return [
            {"sourceLocalId": pair["sourceItem"]["code"], "targetLocalId": pair["targetItem"]["code"]} for pair in found
        ]

    with serving_documents() as server:
        _fetch(fetching, server, CLASSIFICATION)
        before = _frame(fetching, CLASSIFICATION)
        server.change = _in("maps", older)
        assert _fetch(fetching, server, CLASSIFICATION).outcome == "new"
    assert _frame(fetching, CLASSIFICATION).equals(before)


def _with_geometry(geometry: object) -> Callable[[str, object], object]:
    def change(_address: str, found: dict) -> dict:
        found["features"][5]["geometry"] = geometry
        return found

    return change


def _polygon(*points: tuple[float, float]) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": [list(points)]}


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        (lambda _address, found: {**found, "features": found["features"][1:]}, SourceChanged, "missing: KU005"),
        (lambda _address, found: {**found, "features": [*found["features"], found["features"][0]]}, SourceChanged,
         "new or twice: KU005"),
        (_with_geometry(None), BadAnswer, "not a map of municipalities: features.5.geometry"),
        (_with_geometry({"type": "Point", "coordinates": [22, 61]}), BadAnswer, "not a map of municipalities"),
        (_with_geometry({"type": "Polygon", "coordinates": []}), BadAnswer, "not a map of municipalities"),
        (_with_geometry(_polygon((22, 61), (22, 62), (23, 62), (23, 61))), BadAnswer, "is not closed"),
        (_with_geometry(_polygon((22, 61), (22, 62), (22, 63), (22, 61))), BadAnswer, "encloses nothing"),
        (_with_geometry(_polygon((61, 22), (62, 22), (62, 23), (61, 22))), BadAnswer, "outside Finland"),
        (_with_geometry(_polygon((335728, 6983145), (335730, 6983145), (335730, 6983149), (335728, 6983145))),
         BadAnswer, "outside Finland"),
        (lambda _address, _found: b"<ows:ExceptionReport/>", BadAnswer, "not a map of municipalities"),
        (lambda _address, _found: {"type": "FeatureCollection", "features": []}, SourceChanged, "308 municipalities"),
    ],
)  # fmt: skip
def test_a_map_that_is_not_whole_is_refused_whole(
    fetching: Fetching, change: Callable[[str, object], object], error: type[Exception], words: str
) -> None:
    with serving_documents(change=change) as server, pytest.raises(error, match=words):
        _fetch(fetching, server, BOUNDARY)
    assert fetching.bronze.snapshots(BOUNDARY.id) == ()


@BOTH
def test_a_corrupt_kept_document_is_a_bad_answer_and_the_next_fetch_mends_it(
    fetching: Fetching, source: Source
) -> None:
    with serving_documents() as server:
        snapshot = _fetch(fetching, server, source).snapshot
        whole = _frame(fetching, source)
        file = next((fetching.folder / "bronze" / "bodies").rglob(f"{snapshot.answers[0].sha256}.gz"))
        file.write_bytes(b"")
        with pytest.raises(BadAnswer, match=file.name):
            READERS[source.id].frame(source, snapshot, fetching.bronze)
        assert fetching.bronze.snapshots(source.id) == ()
        assert _fetch(fetching, server, source).outcome == "new"
    assert _frame(fetching, source).equals(whole)


def test_levels_that_the_source_names_later_are_missed_in_an_old_snapshot(fetching: Fetching) -> None:
    with serving_documents() as server:
        _fetch(fetching, server, CLASSIFICATION)
    more = replace_options(CLASSIFICATION, development_centre="elinvoimakeskus_1_20260101")
    with pytest.raises(BadAnswer, match="lack development_centre"):
        _frame(fetching, more)


def replace_options(source: Source, **options: str) -> Source:
    return source.model_copy(update={"options": {**source.options, **options}})


@needs_shared
def test_the_real_boundaries_are_read(fetching: Fetching) -> None:
    assert SHARED is not None
    recorded = orjson.loads((SHARED / "geo" / "municipalities_2025.geojson").read_bytes())
    for feature in recorded["features"]:
        feature["properties"]["kunta"] = feature["properties"]["municipality_code"]
    with serving_documents(change=lambda _address, _found: recorded) as server:
        _fetch(fetching, server, BOUNDARY)
    drawn = {orjson.dumps(feature["geometry"]).decode() for feature in recorded["features"]}
    assert set(_frame(fetching, BOUNDARY)["geometry"]) == drawn  # they run clockwise already


def test_the_division_known_has_no_buckets_among_its_municipalities() -> None:
    areas = known_areas()
    assert len(areas.of("KU")) == 308
    assert len(replace(areas, unplaced=frozenset()).of("KU")) == 309  # KU199, unknown
