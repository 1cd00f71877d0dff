"""What a view is: a page in a language with what is chosen on it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Language = Literal["fi", "sv", "en"]
LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")
VIEWS = ("lines", "index", "ranking", "distribution", "scatter")
TRANSFORMS = ("monthly", "mean", "change")
SPANS = ("2", "5", "10", "all")
MOST_AREAS = 10
MOST_INDICATORS = 6
WHOLE_LEVELS = (
    "employment_area",
    "municipality",
    "region",
    "subregion",
    "wellbeing_county",
    "development_centre",
    "commuting_area",
    "travel_to_work_area",
)
MAP_LEVELS = ("employment_area", "municipality", "commuting_area", "travel_to_work_area", "region")
MAP_FORMS = ("boundaries", "tiles")
MAP_CLASSES = ("quantile", "equal", "country")
MAP_ORDERS = ("high", "low", "name")
SCALINGS = ("standard", "robust")
LANGUAGE_CLASSES = ("KS0", "KS1", "KS2", "KS3")
YEARS = ("1", "2", "3", "5", "10")  # how long ago peers are compared from
PEER_TABLES = ("structure", "figures", "course", "series")
DIVISIONS = ("computed", "official", "centre")  # into travel-to-work areas; beside them the rules to compare with
COMMUTERS = ("areas", "coming", "going")  # what the map of commuting shows
COMMUTING_TABLES = ("partners", "areas", "rules")
DIGITS = ("4", "3", "2", "1")  # of the classification of occupations
MARKETS = ("commuting", "own")  # whose labour market is shown
MATCHING_TABLES = ("occupations", "index", "curve")
SERVICE_TABLES = ("broad", "activation", "kinds", "turnover", "outcomes", "flow", "durations", "endings")
HEAVIEST = 5  # the most that a feature may weigh
COMPARED = ("peers", "level", "codes")  # whom a report compares its area with
COUNTRY = "SSS"


class UnknownAddressError(Exception):
    """The address names something that is not there; `what` is the page or the part of the address (see error.*)."""

    def __init__(self, what: str, value: str, language: Language | None) -> None:
        super().__init__(f"{what}: {value}")
        self.what = what
        self.value = value
        self.language: Language | None = language


@dataclass(frozen=True)
class Known:
    """What an address may name in the published data, and what it opens with."""

    areas: frozenset[str]
    indicators: frozenset[str]
    periods: frozenset[date]
    first_indicator: str
    home_area: str | None
    features: frozenset[str] = frozenset()  # what areas are compared by
    rules: frozenset[str] = frozenset()  # that travel-to-work areas are computed by, to compare with

    @property
    def home(self) -> str | None:
        """The home area, if it is one of the published."""
        return self.home_area if self.home_area in self.areas else None


@dataclass(frozen=True)
class Selection:
    """One view. `area` is the own area, if there is one; a field that the page does not use keeps its default."""

    language: Language
    page: str
    area: str | None = None
    areas: tuple[str, ...] = ()
    indicator: str = ""
    view: str = VIEWS[0]
    span: str = SPANS[1]
    period: date | None = None
    indicators: tuple[str, ...] = ()  # where a page shows several
    whole: str = ""  # a level that is compared whole
    transform: str = TRANSFORMS[0]
    base: date | None = None  # the month that an index begins with
    search: str = ""
    level: str = MAP_LEVELS[0]
    form: str = MAP_FORMS[0]
    classes: str = MAP_CLASSES[0]
    order: str = MAP_ORDERS[0]
    weights: tuple[tuple[str, float], ...] = ()  # of structural features; 1 where none is given
    scaling: str = SCALINGS[0]
    language_classes: tuple[str, ...] = ()
    aland: str = ""  # "true": the areas of Åland are in the comparison
    years: str = YEARS[2]
    table: str = PEER_TABLES[0]  # which of the numbers of a page a download has
    division: str = DIVISIONS[0]
    commuters: str = COMMUTERS[0]
    commuting_table: str = COMMUTING_TABLES[0]
    digits: str = DIGITS[0]
    market: str = MARKETS[0]
    matching_table: str = MATCHING_TABLES[0]
    service_table: str = SERVICE_TABLES[0]
    compared: str = COMPARED[0]
    others: tuple[str, ...] = ()  # the areas that a report compares with, where they are named
    written_in: str = ""  # the language of a report where it is not the page's
