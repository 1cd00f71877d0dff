"""The command `vertaispeili`: refresh, serve, and what whoever runs it asks of it."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from vertaispeili import resources
from vertaispeili import settings as configuration
from vertaispeili.lake import LakeError
from vertaispeili.settings import PREFIX, Settings, SettingsError

_SOURCES = ("live", "sample")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code. A setting that makes no sense ends in one line and 2."""
    options = _parser().parse_args(arguments)
    given = {name: value for name in ("source", "host", "port") if (value := getattr(options, name, None)) is not None}
    try:
        settings = configuration.load(**given)
        if settings.lake is not None:
            settings.lake.reach()  # what is missing is told now, and not on every page
        return _COMMANDS[options.command](settings, options)
    except (SettingsError, LakeError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="vertaispeili", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    refresh = commands.add_parser("refresh", help="fetch the statistics, build and publish the warehouse")
    refresh.add_argument("--source", choices=_SOURCES, help="real statistics, or the synthetic sample")
    serve = commands.add_parser("serve", help="serve the dashboard")
    serve.add_argument("--source", choices=_SOURCES, help="which data to show (unset: live if published, else sample)")
    serve.add_argument("--host")
    serve.add_argument("--port", type=int)
    serve.add_argument("--sample-if-empty", action="store_true", help="build the sample first if nothing is published")
    schedule = commands.add_parser("schedule", help="refresh whenever a release is due, until stopped")
    schedule.add_argument("--source", choices=_SOURCES, help="real statistics, or the synthetic sample")
    status = commands.add_parser("status", help="what is published, how fresh each source is")
    status.add_argument("--source", choices=_SOURCES)
    status.add_argument("--json", action="store_true", help="for a program; the keys stay")
    snapshots = commands.add_parser("snapshots", help="the warehouses that can be served, newest first")
    snapshots.add_argument("--source", choices=_SOURCES)
    rollback = commands.add_parser("rollback", help="serve an older warehouse, until there is something new")
    rollback.add_argument("name", nargs="?", help="its file's name (unset: the one before)")
    rollback.add_argument("--source", choices=_SOURCES)
    verify = commands.add_parser("verify", help="build anew from the answers kept, compare with what is served")
    verify.add_argument("--source", choices=_SOURCES)
    report = commands.add_parser("report", help="write a report of an area, or of all areas of a level")
    report.add_argument("--area", help="the code of an area: TA08, KU837, MK06, SSS")
    report.add_argument("--all-areas", metavar="LEVEL", help="every area of a level, such as employment_area")
    report.add_argument("--compare", default="peers", help="peers, level, or codes: TA25,TA39 (default: peers)")
    report.add_argument("--lang", choices=("fi", "sv", "en"), help="(default: the setting DEFAULT_LANGUAGE)")
    report.add_argument("--format", help="pdf, docx, xlsx, pptx or html (default: by the ending of --out, else pdf)")
    report.add_argument("--period", metavar="YYYY-MM", help="an earlier month (default: the newest)")
    report.add_argument("--out", type=Path, required=True, help="the file; with --all-areas the folder")
    report.add_argument("--source", choices=_SOURCES)
    return parser


def _refresh(settings: Settings, _options: argparse.Namespace) -> int:
    from ingest.command import refresh  # noqa: PLC0415 - each command loads only what it needs

    return refresh(settings, settings.source or "live")


def _serve(settings: Settings, options: argparse.Namespace) -> int:
    from vertaispeili import warehouse  # noqa: PLC0415

    if settings.home_area is not None and settings.home_area not in resources.area_ids():
        raise SettingsError(f"{PREFIX}HOME_AREA={settings.home_area} makes no sense: there is no such area.")
    if (
        options.sample_if_empty
        and settings.lake is None
        and warehouse.of(settings, warehouse.served(settings)).current() is None
    ):
        from ingest.command import refresh  # noqa: PLC0415

        code = refresh(settings, warehouse.served(settings))
        if code > 1:
            return code
    from app.serve import serve  # noqa: PLC0415

    return serve(settings)


def _schedule(settings: Settings, _options: argparse.Namespace) -> int:
    from ingest.command import schedule  # noqa: PLC0415

    return schedule(settings, settings.source or "live")


def _status(settings: Settings, options: argparse.Namespace) -> int:
    from ingest.command import status  # noqa: PLC0415

    return status(settings, as_json=options.json)


def _snapshots(settings: Settings, _options: argparse.Namespace) -> int:
    from ingest.command import snapshots  # noqa: PLC0415

    return snapshots(settings)


def _rollback(settings: Settings, options: argparse.Namespace) -> int:
    from ingest.command import roll_back  # noqa: PLC0415

    return roll_back(settings, options.name)


def _verify(settings: Settings, _options: argparse.Namespace) -> int:
    from ingest.command import verify  # noqa: PLC0415

    return verify(settings)


def _report(settings: Settings, options: argparse.Namespace) -> int:
    from app.report.command import Asked, report  # noqa: PLC0415

    asked = Asked(
        area=options.area,
        every=options.all_areas,
        compare=options.compare,
        language=options.lang or settings.default_language,
        form=options.format,
        period=options.period,
        out=options.out,
    )
    return report(settings, asked)


_COMMANDS = {
    "refresh": _refresh,
    "serve": _serve,
    "schedule": _schedule,
    "status": _status,
    "snapshots": _snapshots,
    "rollback": _rollback,
    "verify": _verify,
    "report": _report,
}

if __name__ == "__main__":
    sys.exit(main())
