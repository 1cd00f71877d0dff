"""Addresses of comparisons, and what a page of one shows: its table, its figure, its words."""

import json
from typing import Any

from app.db import Handle
from tests.app.test_pages import of_class, results, text_of, walk

ADDRESSES = (
    "/fi/compare?indicator=unemployed&area=TA39&area=KU766&span=2",
    "/fi/compare?indicator=unemployment_share&area=TA39&area=SSS&area=TA46&transform=mean",
    "/fi/compare?indicator=unemployment_share&area=TA39&area=SSS&transform=change&level=employment_area",
    "/sv/compare?indicator=unemployed&area=TA39&area=TA46&view=index&base=2025-01",
    "/en/compare?indicator=unemployment_share&area=TA39&area=SSS&view=ranking&level=employment_area",
    "/en/compare?indicator=long_term_share&area=KU837&area=KU766&view=distribution",
    "/fi/compare?indicator=unemployment_share&indicator=long_term_share&area=KU837&area=SSS&view=scatter",
    "/fi/compare?indicator=unemployed&area=KU766&area=TA39&view=ranking",
)


class Shown:
    """A page of a comparison as its parts."""

    def __init__(self, handle: Handle, address: str) -> None:
        self.tree = results(handle, address)

    @property
    def text(self) -> str:
        """Everything that is written on it, spaces plain."""
        return text_of(self.tree).replace("\u00a0", " ")

    def figure(self, at: int = 0) -> dict[str, Any]:
        """What a chart draws."""
        stores = [node for node in walk(self.tree) if node["type"] == "Store"]
        return json.loads(stores[at]["props"]["data"])

    def table(self, at: int = 0) -> list[list[str]]:
        """A folded table as texts, its heads first, spaces plain."""
        content = json.loads(of_class(self.tree, "folded")[at]["props"]["data-table"])
        body = [[cell if isinstance(cell, str) else cell[0] for cell in row] for row in content["rows"]]
        return [[cell.replace("\u00a0", " ") for cell in row] for row in (content["head"], *body)]
