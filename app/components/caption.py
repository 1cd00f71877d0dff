"""What a figure is called, in every place that names it: on the page, in its picture, in its tools."""

from dataclasses import dataclass

from app.values import Indicator


@dataclass(frozen=True)
class Caption:
    """The words of a figure. `name` is unique on the page (letters and hyphens).

    title: what it says. under: what is shown. alternative: for those who do not see it. indicators: what it is made of.
    sources: names of the tables behind it, where it is made of more than indicators.
    """

    name: str
    title: str
    under: str
    alternative: str
    indicators: tuple[Indicator, ...]
    sources: tuple[str, ...] = ()
