"""The app as a server starts it: settings in, a WSGI application out."""

import gc

from dash import Dash

from app.db import end_the_search_for_pandas, published
from app.factory import create_app
from app.options import Options
from vertaispeili import resources, settings, warehouse
from vertaispeili.warehouse import Warehouse

# New objects before the youngest are looked through, and how many times that before the older ones are.
_YOUNG, _MIDDLE, _OLD = 50_000, 20, 100


def build(given: settings.Settings) -> Dash:
    """Return the app that the settings ask for; which data are served is decided anew for every request."""

    def served() -> Warehouse:
        return warehouse.of(given, warehouse.served(given))

    return create_app(
        Options(
            current=published(given),
            queries=resources.sql_directory() / "query",
            assets=resources.assets_directory(),
            home_area=given.home_area,
            default_language=given.default_language,
            own_files=given.data_dir,
            ledger=lambda: served().ledger,
            ready_days=given.ready_days,
            metrics=given.metrics,
        )
    )


def settle() -> None:
    """Spare a process that serves two searches: for pandas, and for garbage among what stays.

    A whole look for garbage held a reader up 200 ms. What was loaded by now is never looked at again, and what requests
    leave behind rarely. Nearly all of it is let go by counting references; only cycles wait.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
    end_the_search_for_pandas()


def application():
    """Make the WSGI application (gunicorn 'app.wsgi:application()')."""
    made = build(settings.load()).server
    settle()
    return made
