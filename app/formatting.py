"""Numbers, bounds, months and dates as a reader of each language writes them."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal

from app.i18n import Texts
from app.values import Change, Indicator, Point

NO_BREAK = "\u00a0"
MINUS = "\u2212"
_BABEL = {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}
_DAY = {"fi": "d.M.yyyy", "sv": "d.M.yyyy", "en": "d MMM yyyy"}
_TIME = {"fi": "{day} klo {time}", "sv": "{day} kl. {time}", "en": "{day} {time}"}
_HELSINKI = ZoneInfo("Europe/Helsinki")


@lru_cache(maxsize=65536)
def number(value: float, decimals: int, language: str) -> str:
    """Return a number with exactly `decimals` decimals, rounded half up in decimal arithmetic: 34 185, 14,0, −0,4."""
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    if rounded == 0:
        rounded = abs(rounded)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    text = format_decimal(rounded, format=pattern, locale=_BABEL[language])
    return text.replace("-", MINUS).replace(" ", NO_BREAK).replace("\u202f", NO_BREAK)


def signed(value: float, decimals: int, language: str) -> str:
    """Return a number with its sign; nothing has a sign when it rounds to zero."""
    text = number(value, decimals, language)
    is_zero = not any(digit in text for digit in "123456789")
    return text if value < 0 or is_zero else f"+{text}"


def bounds(low: float, high: float, decimals: int, language: str) -> str:
    """Return low–high, or the one number where both are written alike."""
    first, last = number(low, decimals, language), number(high, decimals, language)
    return first if first == last else f"{first}–{last}"


def is_one_number(low: float, high: float, decimals: int) -> bool:
    """Tell whether two bounds are written alike."""
    return bounds(low, high, decimals, "en") == number(low, decimals, "en")


def with_unit(text: str, unit: str, words: Texts) -> str:
    """Put the sign of a share after a number; other units stand in words elsewhere."""
    if unit != "percent":
        return text
    return f"{text}%" if words.language == "en" else f"{text}{NO_BREAK}%"


def figure(point: Point | None, indicator: Indicator, words: Texts) -> str:
    """Return a figure as it is shown: '14,0 %', '13,9–14,1 %', 'salattu, 1–4' or the mark of a missing one."""
    if point is None or point.status == "missing":
        return words("figure.missing")
    if point.low is None or point.high is None:
        # A published share or mean that is hidden: nothing bounds it.
        return words("figure.hidden_alone")
    text = bounds(point.low, point.high, indicator.decimals, words.language)
    text = with_unit(text, indicator.unit, words)
    return words("figure.hidden", bounds=text) if point.is_hidden else text


def hidden_note(point: Point | None, words: Texts) -> str | None:
    """Say how many parts of a sum are hidden; None when none is, or when the bounds agree all the same."""
    if point is None or point.status != "partial" or point.exact is not None:
        return None
    count = point.hidden_cells
    return words.count("figure.hidden_cells", count, n=number(count, 0, words.language))


def counted(value: float, unit: str, words: Texts) -> str:
    """Return a count with its unit in words: '34 185 henkilöä'."""
    text = number(value, 0, words.language)
    return f"{text}{NO_BREAK}{words.count(f'unit.{unit}', int(value))}"


def difference(found: Change, indicator: Indicator, words: Texts) -> str:
    """Return a change in the indicator's own unit: '+0,6 %-yksikköä', '−120'; bounds as '+0,2…+0,4'."""
    texts = list(dict.fromkeys(signed(end, indicator.decimals, words.language) for end in (found.low, found.high)))
    text = "…".join(texts)
    return f"{text}{NO_BREAK}{words('unit.points')}" if indicator.unit == "percent" else text


def relative(now: Point, before: Point, language: str) -> float | None:
    """Return a count's change in percent of the earlier one; None where either is not one number or it was zero."""
    if now.exact is None or before.exact is None or before.exact == 0:
        return None
    return 100 * (now.exact / before.exact - 1)


@lru_cache(maxsize=4096)
def period(value: date, frequency: str, language: str) -> str:
    """Return a month in words ('kesäkuu 2026') or a year."""
    if frequency == "year":
        return str(value.year)
    return format_date(value, "LLLL yyyy", locale=_BABEL[language])


def short_period(value: date, frequency: str) -> str:
    """Return a period as axes and narrow tables write it: '6/26', or a year."""
    return str(value.year) if frequency == "year" else f"{value.month}/{value:%y}"


def capital(text: str) -> str:
    """Return a text that begins a line."""
    return text[:1].upper() + text[1:]


def collation_key(name: str) -> tuple[str, ...]:
    """Order names as Finnish and Swedish do: å, ä and ö after z, w as v, case apart."""
    order = {"å": "{", "ä": "|", "ö": "}", "w": "v", "ü": "y", "é": "e"}
    return tuple(order.get(letter, letter) for letter in name.lower())


def date_of(value: datetime) -> date:
    """Return the date that a moment has in Helsinki."""
    return value.astimezone(_HELSINKI).date()


def day(value: datetime, language: str) -> str:
    """Return the day of a moment in Helsinki."""
    return format_date(date_of(value), _DAY[language], locale=_BABEL[language])


def moment(value: datetime, language: str) -> str:
    """Return the day and the time of a moment in Helsinki."""
    local = value.astimezone(_HELSINKI)
    separator = "." if language != "en" else ":"
    return _TIME[language].format(day=day(value, language), time=f"{local.hour}{separator}{local.minute:02d}")
