"""Serve the dashboard on this machine: gunicorn with some workers, each with its own open warehouse."""

import logging
import os
import socket
import struct
import sys
from collections.abc import Callable
from typing import Any

from gunicorn.app.base import BaseApplication

from app import wsgi
from vertaispeili.settings import Settings

_THREADS = 4
# A client that sends or takes nothing for so long is let go: a few slow ones must not hold every thread.
_SLOWEST_SECONDS = 5


class _Server(BaseApplication):
    def __init__(self, settings: Settings, listening: Callable[[Any], None]) -> None:
        self._settings = settings
        self._listening = listening
        super().__init__()

    def load_config(self) -> None:
        """Tell gunicorn where and how to serve; the app is made in each worker, after the fork."""
        options = {
            "bind": f"{self._settings.host}:{self._settings.port}",
            "workers": self._settings.workers,
            "threads": _THREADS,
            "worker_class": "gthread",
            "control_socket_disable": True,
            "limit_request_line": 8190,  # the most there is: the API refuses longer questions itself
            "loglevel": "warning",
            "when_ready": self._listening,
            "worker_exit": _end,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Make the application."""
        logging.getLogger("gunicorn.error").addFilter(_is_no_slow_client)
        made = wsgi.build(self._settings).server
        wsgi.settle()
        return made


def serve(settings: Settings) -> int:
    """Serve until stopped; prints the address once it answers."""

    def listening(server: Any) -> None:
        for listener in server.LISTENERS:
            _limit(listener.sock)
            sys.stdout.write(f"Vertaispeili: {_address(listener)}\n")
        sys.stdout.flush()

    _Server(settings, listening).run()
    return 0


def _end(_server: Any, _worker: Any) -> None:
    # All that was asked is answered or given up: taking the interpreter apart under threads that wait would abort it.
    logging.shutdown()
    os._exit(0)


def _is_no_slow_client(record: logging.LogRecord) -> bool:
    # One that was let go is no fault of ours, and worth no page of code in the log.
    return not (record.exc_info and isinstance(record.exc_info[1], BlockingIOError))


def _limit(listening: socket.socket) -> None:
    # Connections inherit both limits; gunicorn itself has none for a connection that a thread reads from.
    seconds = struct.pack("ll", _SLOWEST_SECONDS, 0)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, seconds)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, seconds)


def _address(listener: Any) -> str:
    host, port = listener.sock.getsockname()[:2]
    return f"http://{'127.0.0.1' if host in {'0.0.0.0', '::'} else host}:{port}/"  # noqa: S104 - only compared
