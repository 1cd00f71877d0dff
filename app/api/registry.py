"""Every address of the open data, in the order of the documents."""

from app.api.endpoint import Endpoint
from app.api.endpoints import areas, indicators, observations, openapi, peers

DATA: tuple[Endpoint, ...] = (areas.ENDPOINT, indicators.ENDPOINT, observations.ENDPOINT, peers.ENDPOINT)


def endpoints() -> tuple[Endpoint, ...]:
    """Return every address: the data and their description."""
    return (*DATA, openapi.endpoint(DATA))
