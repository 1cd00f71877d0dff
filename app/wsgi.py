"""The app as a server starts it: settings in, a WSGI application out."""

from dash import Dash

from app.factory import create_app
from app.options import Options
from vertaispeili import resources, settings, warehouse
from vertaispeili.warehouse import Warehouse


def build(given: settings.Settings) -> Dash:
    """Return the app that the settings ask for; which data are served is decided anew for every request."""

    def served() -> Warehouse:
        return warehouse.of(given, warehouse.served(given))

    return create_app(
        Options(
            current=lambda: served().current(),
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


def application():
    """Make the WSGI application (gunicorn 'app.wsgi:application()')."""
    return build(settings.load()).server
