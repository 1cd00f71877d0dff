"""Fuzz one reader with atheris until told to stop: `python -m tests.fuzz.one NAME [libFuzzer options]`."""

import sys

import atheris

with atheris.instrument_imports(include=["ingest", "vertaispeili.methods", "app.callback_body"]):
    from tests.fuzz.targets import TARGETS, try_on


def main() -> None:
    """Take the name off the arguments and leave the rest to libFuzzer."""
    target = TARGETS[sys.argv.pop(1)]
    atheris.Setup(sys.argv, lambda data: try_on(target, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
