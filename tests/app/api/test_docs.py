"""docs/api.md is kept true: `python -m tests.app.api.test_docs` writes its tables anew from the registry."""

import html
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from app.api.endpoints import observations
from app.api.parameter import LONGEST_QUERY
from app.api.problem import PROBLEMS
from app.api.registry import endpoints

PAGE = Path(__file__).parents[3] / "docs" / "api.md"


def parameters() -> str:
    lines = ["| address | parameter | takes | repeats | default | |", "|---|---|---|---|---|---|"]
    for endpoint in endpoints():
        for one in endpoint.parameters:
            repeats = f"at most {one.most}" if one.is_repeatable else "no"
            default = "needed" if one.is_required else f"`{one.default}`" if one.default else "left out"
            takes = f"{one.kind.words}; `{one.name}={one.example}`"
            lines.append(f"| {endpoint.name} | `{one.name}` | {takes} | {repeats} | {default} | {one.text} |")
    return "\n".join(lines)


def columns() -> str:
    lines = [f"| `{column.name}` | {column.text} |" for column in observations.COLUMNS]
    return "\n".join(["| column | |", "|---|---|", *lines])


TABLES = {"parameters": parameters, "columns": columns}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_the_page_is_that_of_the_registry(name: str) -> None:
    found = re.search(rf"<!-- {name} -->\n(.*?)\n?<!-- /{name} -->", PAGE.read_text("utf-8"), re.DOTALL)
    assert found[1] == TABLES[name]()


def test_the_page_names_every_address_every_status_and_every_limit() -> None:
    text = PAGE.read_text("utf-8")
    assert re.findall(r"^\| `(/api/v1/[^`]*)` \|", text, re.MULTILINE) == [endpoint.path for endpoint in endpoints()]
    assert [int(status) for status in re.findall(r"^\| (\d{3}) \|", text, re.MULTILINE)] == list(PROBLEMS)
    for limit in (observations.MOST_ROWS, LONGEST_QUERY):
        assert f"{limit:,}".replace(",", " ") in text
    for one in observations.ENDPOINT.parameters:
        if one.is_repeatable:
            assert f"{one.most} {one.name}s" in text


def test_every_example_is_answered(client: FlaskClient) -> None:
    examples = re.findall(r"http://127\.0\.0\.1:8050(/api[^\s'\"`]+)", PAGE.read_text("utf-8"))
    assert len(examples) >= 6
    for example in examples:
        address = urlsplit(html.unescape(example))
        answer = client.get(f"{address.path}?{address.query}")
        assert answer.status_code == 200, example


def test_the_example_of_an_error_is_one(client: FlaskClient) -> None:
    answer = client.get("/api/v1/observations?area=KU999")
    assert re.sub(r"\s", "", answer.text) in re.sub(r"\s", "", PAGE.read_text("utf-8"))


def write() -> None:
    """Write the tables of the page anew."""
    text = PAGE.read_text("utf-8")
    for name, table in TABLES.items():
        new = f"<!-- {name} -->\n{table()}\n<!-- /{name} -->"
        text = re.sub(rf"<!-- {name} -->.*?<!-- /{name} -->", lambda _, new=new: new, text, flags=re.DOTALL)
    PAGE.write_text(text, "utf-8")


if __name__ == "__main__":
    write()
