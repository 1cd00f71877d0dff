"""The SQL of the project keeps its own rules: layers, grain, one place for each thing, nothing engine-bound."""

import re
from pathlib import Path

import pytest

from ingest import catalogue
from ingest.build import models
from ingest.derive import DERIVED
from ingest.errors import BuildFailed
from ingest.models import LAYERS, in_order, model, references
from vertaispeili.resources import sql_directory

SQL = sql_directory()
SOURCES = catalogue.sources(SQL)
MODELS = models(SQL, SOURCES)
FILES = sorted(SQL.rglob("*.sql"))


@pytest.mark.parametrize("each", MODELS, ids=lambda each: each.name)
def test_a_layer_reads_only_layers_to_its_left(each) -> None:
    allowed = LAYERS[: LAYERS.index(each.layer) + 1]
    read = {name.partition(".")[0] for name in each.reads}
    catalogue_allowed = {"catalogue"} if each.layer != "raw" else set()
    assert read <= {*allowed, *catalogue_allowed}
    if each.name != "core.revision":  # which keeps the publisher's own codes
        assert not (each.layer in {"core", "mart"} and "raw" in read)


def test_every_table_a_model_reads_exists() -> None:
    made = {each.name for each in (*MODELS, *DERIVED)} | {f"raw.{source.id}" for source in SOURCES}
    read = {name for each in MODELS for name in each.reads if not name.startswith("catalogue.")}
    assert {name for name in read if not re.fullmatch(r"raw\..+_(replaced|asked)", name)} - made == set()


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_file_says_what_a_row_is_about_and_ties_to_no_engine(file: Path) -> None:
    sql = file.read_text("utf-8")
    assert sql.startswith("-- "), "the first line says what one row is about"
    code = re.sub(r"--[^\n]*", "", sql).lower()
    assert not re.search(r"\benum\b|\barray\b|primary key|create index|\[\]", code), "DuckLake has none of these"


@pytest.mark.parametrize("each", DERIVED, ids=lambda each: each.name)
def test_a_derived_table_reads_the_catalogue_and_layers_to_its_left(each) -> None:
    assert {name.partition(".")[0] for name in each.reads} <= {"catalogue", "stage", "derive"}


def test_every_source_is_a_pair_of_files() -> None:
    names = [{path.stem for path in (SQL / "sources").glob(f"*.{kind}")} for kind in ("toml", "sql")]
    assert names[0] == names[1]


def test_models_that_read_each_other_are_refused(tmp_path: Path) -> None:
    for name, other in (("a", "b"), ("b", "a")):
        (tmp_path / f"{name}.sql").write_text(f"-- x\n-- grain: id\nselect id from core.{other}\n")
    pair = tuple(model(tmp_path / f"{name}.sql", "core") for name in ("a", "b"))
    with pytest.raises(BuildFailed, match="circle: core"):
        in_order(pair)


def test_a_model_without_a_grain_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.sql").write_text("-- x\nselect 1 as id\n")
    with pytest.raises(BuildFailed, match="grain"):
        model(tmp_path / "a.sql", "core")


def test_names_in_comments_are_not_read() -> None:
    assert references("select * from core.area -- not mart.area") == {"core.area"}
