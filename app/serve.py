"""Serve the dashboard on this machine: gunicorn with a few workers, each with its own open warehouse."""

import sys
from collections.abc import Callable
from typing import Any

from gunicorn.app.base import BaseApplication

from app import wsgi
from vertaispeili.settings import Settings

_WORKERS, _THREADS = 2, 4


class _Server(BaseApplication):
    def __init__(self, settings: Settings, listening: Callable[[Any], None]) -> None:
        self._settings = settings
        self._listening = listening
        super().__init__()

    def load_config(self) -> None:
        """Tell gunicorn where and how to serve; the app is made in each worker, after the fork."""
        options = {
            "bind": f"{self._settings.host}:{self._settings.port}",
            "workers": _WORKERS,
            "threads": _THREADS,
            "worker_class": "gthread",
            "control_socket_disable": True,
            "limit_request_line": 8190,  # the most there is: the API refuses longer questions itself
            "loglevel": "warning",
            "when_ready": self._listening,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Make the application."""
        return wsgi.build(self._settings).server


def serve(settings: Settings) -> int:
    """Serve until stopped; prints the address once it answers."""

    def listening(server: Any) -> None:
        for listener in server.LISTENERS:
            sys.stdout.write(f"Vertaispeili: {_address(listener)}\n")
        sys.stdout.flush()

    _Server(settings, listening).run()
    return 0


def _address(listener: Any) -> str:
    host, port = listener.sock.getsockname()[:2]
    return f"http://{'127.0.0.1' if host in {'0.0.0.0', '::'} else host}:{port}/"  # noqa: S104 - only compared
