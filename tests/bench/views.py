"""How long the server takes over a view, cold and warm.

Every page is asked for as a browser asks, over addresses drawn at random with a fixed seed; cold is the first time an
address is asked for, warm the second.
"""

import random
import time
from collections.abc import Callable, Iterator

import orjson
from flask.testing import FlaskClient

from app import wsgi
from app.factory import create_app
from app.options import Options
from app.selection import TRANSFORMS, VIEWS
from tests.bench.figures import Bar, Bench, Figures, Setting, percentile
from vertaispeili import resources
from vertaispeili.warehouse import Warehouse

COLD, WARM = 300, 100  # milliseconds, 95 of 100 views
_LEVELS = ("municipality", "employment_area", "commuting_area", "region")
Draw = Callable[[random.Random], str]


def measure(setting: Setting) -> Iterator[Bar]:
    """Yield a bar for the first and for the second time of each page's views; times are milliseconds at the server."""
    current, views = Warehouse(setting.data / "sample").current, setting.rounds(40, 20)
    app = create_app(Options(current, resources.sql_directory() / "query", resources.assets_directory()))
    wsgi.settle()
    with app.server.test_client() as asked:
        known = Known(asked)
        for name, draw in known.pages().items():
            chance = random.Random(name)
            addresses = [draw(chance) for _ in range(views)]
            _time(asked, draw(random.Random(0)))
            figures = {
                "cold": [_time(asked, one) for one in addresses],
                "warm": [_time(asked, one) for one in addresses],
            }
            for state, most in (("cold", COLD), ("warm", WARM)):
                yield Bar(f"view: {name}, {state}", Figures(figures[state], "ms"), most, percentile(95))


class Known:
    """What addresses can name, read from the open data interface."""

    def __init__(self, client: FlaskClient) -> None:
        areas = client.get("/api/v1/areas").get_json()["areas"]
        self.areas = [one["area_id"] for one in areas]
        indicators = client.get("/api/v1/indicators").get_json()["indicators"]
        self.indicators = [one["indicator_id"] for one in indicators]
        self.mapped = [one["indicator_id"] for one in indicators if one["comparable_between_areas"]]

    def pages(self) -> dict[str, Draw]:
        """Return how an address of each page is drawn."""
        return {
            "situation": lambda chance: f"/fi/situation/{chance.choice(self.areas)}",
            "compare": self._compare,
            "compare a whole level": lambda chance: self._compare(chance) + f"&level={chance.choice(_LEVELS)}",
            "map": lambda chance: f"/fi/map?indicator={chance.choice(self.mapped)}&level={chance.choice(_LEVELS)}",
            "map, whole series": lambda chance: f"/fi/map?indicator={chance.choice(self.mapped)}&span=all",
            "peers": lambda chance: f"/fi/peers/{chance.choice(self.areas)}",
            "data": lambda chance: f"/fi/data?area={chance.choice(self.areas)}",
        }

    def _compare(self, chance: random.Random) -> str:
        areas = "&".join(f"area={one}" for one in chance.sample(self.areas, chance.randint(1, 10)))
        indicators = "&".join(f"indicator={one}" for one in chance.sample(self.indicators, chance.randint(1, 4)))
        view = chance.choice(VIEWS)
        return f"/fi/compare?{areas}&{indicators}&view={view}&transform={chance.choice(TRANSFORMS)}"


def _time(client: FlaskClient, address: str) -> float:
    path, _, query = address.partition("?")
    values = (("pathname", path), ("search", f"?{query}" if query else ""))
    body = {
        "output": "results.children",
        "outputs": {"id": "results", "property": "children"},
        "inputs": [{"id": "url", "property": name, "value": value} for name, value in values],
        "changedPropIds": ["url.pathname"],
    }
    start = time.thread_time()
    answer = client.post("/_dash-update-component", data=orjson.dumps(body), content_type="application/json")
    seconds = time.thread_time() - start
    if answer.status_code != 200 or b'"data-title"' not in answer.data:
        raise SystemExit(f"{address}: {answer.status}, {answer.data[:200]}")
    return seconds * 1000


VIEWS_SHOWN = Bench(
    "views",
    "Views",
    "The results of every page at the server, in the CPU time of the thread that makes them, 95 of 100 views: cold is "
    "the first time an address is asked for, warm the second.",
    measure,
)
