"""A file of the municipality's own data folder, read as it is now."""

from dataclasses import dataclass
from pathlib import Path

from vertaispeili.methods.own_table import decoded

_MOST_BYTES = 1_000_000


@dataclass(frozen=True)
class OwnFile:
    """The text of a file; None where there is none, or with a `fault` (a key of problem.*) why it was not read."""

    text: str | None = None
    fault: str | None = None


def own_file(folder: Path | None, name: str) -> OwnFile:
    """Read a file of the data folder; a file that cannot be read never stops a page."""
    if folder is None:
        return OwnFile()
    try:
        with (folder / name).open("rb") as file:
            body = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        return OwnFile()
    except OSError:
        return OwnFile(fault="unreadable_file")
    if len(body) > _MOST_BYTES:
        return OwnFile(fault="too_large")
    text = decoded(body)
    return OwnFile(text) if text is not None else OwnFile(fault="not_text")
