"""A decoded cube as rows, to be compared with tables drawn in ASCII."""

from ingest.cube import Cube
from ingest.readers.frames import frame
from tests.rows import rows


def cells(cube: Cube) -> list[dict[str, object]]:
    """Return one row a cell: codes as texts, the value, the status."""
    return [
        {name: str(cell) if name not in {"value", "status"} else cell for name, cell in row.items()}
        for row in frame(cube).to_dicts()
    ]


def drawn(text: str) -> list[dict[str, object]]:
    """Return the rows of a drawn table, codes as texts."""
    return [
        {name: str(cell) if name not in {"value", "status"} else cell for name, cell in row.items()}
        for row in rows(text)
    ]
