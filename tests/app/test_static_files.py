import gzip
import re
from pathlib import Path

import brotli
import pytest
from dash import Dash, html
from flask import Flask
from flask.testing import FlaskClient

from app import static_files
from app.static_files import BUNDLE, StaticFiles

PLOTLY = "/_dash-component-suites/plotly/package_data/plotly.min.js"
SCRIPT = "function shown() { return 'the same words again and again'; }\n" * 40


@pytest.fixture
def assets(tmp_path: Path) -> Path:
    folder = tmp_path / "assets"
    folder.mkdir()
    (folder / "one.js").write_text(SCRIPT, "utf-8")
    (folder / "tiny.css").write_text("a{}", "utf-8")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    return folder


def served(assets: Path) -> FlaskClient:
    server = Flask("files", static_folder=None)
    app = Dash("files", server=server, assets_folder=str(assets))
    app.layout = html.Div()
    server.before_request(StaticFiles(app, assets).answer)
    client = server.test_client()
    client.get("/")  # only then does dash know its own files
    return client


def test_a_file_is_compressed_as_the_browser_asks(assets: Path) -> None:
    client = served(assets)
    for accepted, encoding, unpack in (
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("identity", None, bytes),
    ):
        answer = client.get("/assets/one.js", headers={"Accept-Encoding": accepted})
        assert answer.headers.get("Content-Encoding") == encoding
        assert unpack(answer.data).decode() == SCRIPT
        assert answer.headers["Vary"] == "Accept-Encoding"
    assert "Content-Encoding" not in client.get("/assets/tiny.css", headers={"Accept-Encoding": "br"}).headers


def test_a_file_is_compressed_once(assets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compressed: list[str] = []
    real = static_files._compressed
    monkeypatch.setattr(static_files, "_compressed", lambda body, how: compressed.append(how) or real(body, how))
    client = served(assets)
    for _ in range(3):
        assert client.get("/assets/one.js", headers={"Accept-Encoding": "br"}).status_code == 200
    assert compressed == ["br"]


def test_what_the_address_fixes_is_kept_for_good_and_the_rest_is_asked_about(assets: Path) -> None:
    client = served(assets)
    fixed = re.search(r'src="(/_dash-component-suites/dash/[^"]*)"', client.get("/").text)[1]
    assert "immutable" in client.get(fixed).headers["Cache-Control"]
    assert "immutable" in client.get("/assets/one.js?m=1").headers["Cache-Control"]
    plain = client.get("/assets/one.js")
    assert plain.headers["Cache-Control"] == "public, no-cache"
    again = client.get("/assets/one.js", headers={"If-None-Match": plain.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get("/assets/one.js", headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_changed_file_is_sent_anew(assets: Path) -> None:
    client = served(assets)
    before = client.get("/assets/one.js").headers["ETag"]
    (assets / "one.js").write_text("changed", "utf-8")
    after = client.get("/assets/one.js")
    assert after.text == "changed"
    assert after.headers["ETag"] != before


@pytest.mark.parametrize(
    "address",
    [
        "/assets/",
        "/assets/nothing.js",
        "/assets/../secret.txt",
        "/assets/%2e%2e/secret.txt",
        "/assets/..%5csecret.txt",
        "/assets//etc/passwd",
        "/assets/one.js%00",
        "/_dash-component-suites/os/path.js",
        "/_dash-component-suites/dash/dash.py",
        "/_dash-component-suites/dash/../dash/dash.py",
        "/_dash-component-suites/",
    ],
)
def test_what_is_not_a_file_of_ours_is_not_there(assets: Path, address: str) -> None:
    answer = served(assets).get(address)
    assert answer.status_code == 404
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


def test_files_are_only_read(assets: Path) -> None:
    client = served(assets)
    assert client.post("/assets/one.js").status_code == 405
    assert client.head("/assets/one.js").data == b""
    assert client.head("/assets/one.js").status_code == 200


def test_a_bundle_made_here_stands_in_for_plotlys_own_file(assets: Path) -> None:
    whole = served(assets).get(PLOTLY)
    assert len(whole.data) > 4_000_000
    (assets / BUNDLE).parent.mkdir(parents=True)
    (assets / BUNDLE).write_text("window.Plotly={};", "utf-8")
    bundled = served(assets).get(PLOTLY.replace(".min.js", ".v7_1_0m1.min.js"))
    assert bundled.text == "window.Plotly={};"
    assert bundled.headers["Cache-Control"] == "public, no-cache"  # what it is changes with our charts


def test_the_bundle_has_every_kind_of_trace_that_the_charts_draw() -> None:
    root = Path(__file__).parents[2]
    figures = "\n".join(path.read_text("utf-8") for path in (root / "app" / "figures").glob("*.py"))
    entry = (root / "assets" / "bundle" / "plotly.entry.mjs").read_text("utf-8")
    kinds = {"bar", "box", "violin", "heatmap", "choropleth", "scattergeo", "pie", "histogram", "scattergl", "sankey"}
    drawn = set(re.findall(r'"type": "(\w+)"', figures)) & kinds
    assert drawn <= set(re.findall(r'plotly\.js/lib/(\w+)"', entry))
