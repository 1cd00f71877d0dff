"""What every answer says of itself: licence, attribution, the version of the data, whether they are synthetic."""

from typing import Any

from app import queries
from app.db import Handle

LICENCE = "CC BY 4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
ATTRIBUTION = "Source: Statistics Finland and KEHA Centre, CC BY 4.0"
SAMPLE_ATTRIBUTION = (
    "Synthetic sample in the form of statistics of Statistics Finland and KEHA Centre, CC BY 4.0; not statistics"
)

SCHEMA: dict[str, Any] = {
    "sample": {"type": "boolean", "description": "True: the figures are a synthetic sample, not statistics."},
    "data_version": {"type": "string", "description": "Changes whenever other data are published."},
    "built_at": {
        "type": ["string", "null"],
        "format": "date-time",
        "description": "When this version of the data was made.",
    },
    "licence": {"type": "string"},
    "licence_address": {"type": "string"},
    "attribution": {"type": "string", "description": "What to say wherever a figure is shown."},
}


def version(handle: Handle) -> str:
    """Return the version of the published data: live and sample data never share one."""
    return f"{queries.build(handle).data_source}-{handle.version.stem}"


def is_sample(handle: Handle) -> bool:
    """Tell whether the published figures are synthetic."""
    return queries.build(handle).is_sample


def attribution(handle: Handle) -> str:
    """Return what is to be said of the source."""
    return SAMPLE_ATTRIBUTION if is_sample(handle) else ATTRIBUTION


def about(handle: Handle) -> dict[str, Any]:
    """Return what every answer says of itself, by the names of SCHEMA."""
    return {
        "sample": is_sample(handle),
        "data_version": version(handle),
        "built_at": queries.build(handle).built_at,
        "licence": LICENCE,
        "licence_address": LICENCE_ADDRESS,
        "attribution": attribution(handle),
    }
