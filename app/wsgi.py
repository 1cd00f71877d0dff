"""The app as a server starts it: settings in, a WSGI application out."""

from dash import Dash

from app.factory import Options, create_app
from vertaispeili import resources, settings, warehouse


def build(given: settings.Settings) -> Dash:
    """Return the app that the settings ask for; which data are served is decided anew for every request."""

    def current():
        return warehouse.of(given, warehouse.served(given)).current()

    return create_app(
        Options(
            current=current,
            queries=resources.sql_directory() / "query",
            assets=resources.assets_directory(),
            home_area=given.home_area,
            default_language=given.default_language,
        )
    )


def application():
    """Make the WSGI application (gunicorn 'app.wsgi:application()')."""
    return build(settings.load()).server
