"""Every parameter that an address of the open data takes."""

from datetime import date

from app.api.kinds import choice, period, truth, weight, whole, word
from app.api.parameter import Parameter

_AREA_CODE = word("[A-Z][A-Z0-9_]{0,19}", "the code of an area with its level's prefix")

AREA: Parameter[str] = Parameter(
    "area",
    _AREA_CODE,
    "Areas by code: SSS is the whole country, KU091 Helsinki, TA39 an employment area. Areas of `level` come on top.",
    "KU091",
    most=100,
)
LEVEL: Parameter[str] = Parameter(
    "level",
    word("[a-z][a-z0-9_]{0,39}", "the name of a level"),
    "All areas of a level: municipality, employment_area, region and so on, as `areas` names them.",
    "employment_area",
    most=20,
)
INDICATOR: Parameter[str] = Parameter(
    "indicator",
    word("[a-z][a-z0-9_]{0,59}", "the name of an indicator"),
    "Indicators, as `indicators` names them. Left out: all.",
    "unemployment_share",
    most=50,
)
FROM: Parameter[date] = Parameter(
    "from", period(1), "The first month or year asked for. Left out: from the beginning.", "2024-01"
)
TO: Parameter[date] = Parameter(
    "to", period(12), "The last month or year asked for, itself included. Left out: to the newest.", "2025"
)
FORMAT: Parameter[str] = Parameter(
    "format", choice("json", "csv", "json-stat"), "The form of the answer.", "csv", default="json"
)
TABLE_FORMAT: Parameter[str] = Parameter(
    "format", choice("json", "csv"), "The form of the answer.", "csv", default="json"
)
LOCALE: Parameter[str] = Parameter(
    "locale",
    choice("en", "fi"),
    "Of csv only: en has commas between columns and decimal points; fi has semicolons and decimal commas, "
    "as a Finnish or Swedish spreadsheet reads them.",
    "fi",
    default="en",
)
OWN_AREA: Parameter[str] = Parameter(
    "area", _AREA_CODE, "The area whose peers are asked for; its peers are of its level.", "TA39", is_required=True
)
COUNT: Parameter[int] = Parameter("count", whole(1, 50), "How many peers.", "7", default="7")
SCALING: Parameter[str] = Parameter(
    "scaling",
    choice("standard", "robust"),
    "The scale of the features: mean and standard deviation, or median and median absolute deviation.",
    "robust",
    default="standard",
)
WEIGHT: Parameter[tuple[str, float]] = Parameter(
    "weight",
    weight(),
    "The weight of a feature; one that is not named weighs 1, and 0 leaves it out.",
    "population:2",
    most=40,
)
LANGUAGE_CLASS: Parameter[str] = Parameter(
    "language_class",
    _AREA_CODE,
    "Only areas all of whose municipalities are of one of these language classes (KS0 to KS3) may be peers.",
    "KS2",
    most=10,
)
ALAND: Parameter[bool] = Parameter(
    "aland", truth(), "Whether areas of Åland are in the comparison.", "true", default="false"
)
