"""The keywords of a PC-Axis (PX) file, in its own character set and main language."""

import codecs
import re
from dataclasses import dataclass

from ingest.errors import BadAnswer

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# KEYWORD[language]("subkey","subkey")= and its value up to the semicolon; quoted texts may hold any of these marks.
_KEYWORD = re.compile(rb'\s*+([A-Za-z][\w-]*+)\s*+(?:\[([^\]"]*+)\])?+\s*+(?:\(((?:"[^"]*+"|[^")]++)*+)\))?+\s*+=')
_VALUE = re.compile(rb'((?:"[^"]*+"|[^";]++)*+);')
_ITEM = re.compile(r'"([^"]*)"|(,)|([^\s,"]+)')
# Character sets in which the marks of the format are single ASCII bytes; others could not be read at all.
_CODE_PAGE = re.compile(
    r"(iso-?8859-?\d+|latin-?\d|windows-?12\d\d|(cp|ibm)(12|4|7|8)\d\d|utf-?8|(us-)?ascii)", re.ASCII
)

Key = tuple[str, str | None, tuple[str, ...]]


@dataclass(frozen=True)
class Header:
    """The keywords before DATA: raw values by (keyword, language, subkeys), and where the cells begin in the file."""

    raw: dict[Key, str]
    language: str | None
    encoding: str
    data_start: int

    def value(self, keyword: str, *subkeys: str) -> str | None:
        """Return the raw value in the file's main language, None when the file does not have the keyword."""
        plain = self.raw.get((keyword, None, subkeys))
        return plain if plain is not None else self.raw.get((keyword, self.language, subkeys))

    def texts(self, keyword: str, *subkeys: str) -> list[str]:
        """Return the listed texts of a keyword, in order; none when the file does not have it."""
        return listed(self.value(keyword, *subkeys) or "")

    def text(self, keyword: str, *subkeys: str) -> str:
        """Return the text of a keyword, its lines joined; empty when the file does not have it."""
        return "".join(self.texts(keyword, *subkeys))

    def subkeys(self, keyword: str) -> list[str]:
        """Return the single subkeys of a keyword in the main language, in the file's order."""
        return [key[2][0] for key in self.raw if key[0] == keyword and len(key[2]) == 1 and self._is_main(key[1])]

    def _is_main(self, language: str | None) -> bool:
        return language is None or language == self.language


def read_header(body: bytes) -> Header:
    """Return the keywords of a PX file; BadAnswer when it is not one or breaks off before DATA."""
    found: list[tuple[bytes, bytes | None, bytes, bytes]] = []
    position = len(_BYTE_ORDER_MARK) if body.startswith(_BYTE_ORDER_MARK) else 0
    while True:
        keyword = _KEYWORD.match(body, position)
        if keyword is None:
            raise BadAnswer(_why_not_px(body, position))
        name = keyword[1].upper()
        if name == b"DATA":
            break
        value = _VALUE.match(body, keyword.end())
        if value is None:
            raise BadAnswer(f"the PX file breaks off inside its keyword {keyword[1][:40].decode('ascii', 'replace')}")
        found.append((name, keyword[2], keyword[3] or b"", value[1]))
        position = value.end()
    encoding = _encoding(body, {name: value for name, *_, value in found})
    raw = {
        _key(name, language, subkeys, encoding): decoded(value, encoding) for name, language, subkeys, value in found
    }
    language = "".join(listed(raw.get(("LANGUAGE", None, ()), ""))) or None
    return Header(raw, language, encoding, keyword.end())


def listed(raw: str) -> list[str]:
    """Return the comma-separated items of a raw value; neighbouring quoted texts are lines of one item."""
    items: list[list[str]] = []
    is_new = True
    for match in _ITEM.finditer(raw):
        if match[2]:
            is_new = True
            continue
        if is_new:
            items.append([])
        items[-1].append(match[3] if match[1] is None else match[1])
        is_new = False
    return ["".join(lines) for lines in items]


def decoded(text: bytes, encoding: str) -> str:
    """Return text of the file; BadAnswer when it is not in the file's character set."""
    try:
        return text.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadAnswer(f"the PX file is not in its character set {encoding}: {text[error.start :][:20]!r}") from error


def _key(name: bytes, language: bytes | None, subkeys: bytes, encoding: str) -> Key:
    spoken = None if language is None else decoded(language, encoding)
    return name.decode("ascii"), spoken, tuple(listed(decoded(subkeys, encoding)))


def _encoding(body: bytes, values: dict[bytes, bytes]) -> str:
    """Return the codec: CODEPAGE rules; else CHARSET="ANSI" is Windows text, and a file without it is old DOS text."""
    if body.startswith(_BYTE_ORDER_MARK):
        return "utf-8"
    named = values.get(b"CODEPAGE") or values.get(b"CHARSET", b"")
    name = "".join(listed(named.decode("ascii", "replace"))).strip().lower()
    if name in {"", "ansi", "oem"}:
        return "windows-1252" if name == "ansi" else "cp850"
    try:
        if not _CODE_PAGE.fullmatch(name):
            raise LookupError(name)
        return codecs.lookup(name).name
    except LookupError as error:
        raise BadAnswer(f"the PX file is in a character set unknown here: {name[:40]!r}") from error


def _why_not_px(body: bytes, position: int) -> str:
    start = body[position : position + 200].strip()
    if not body.strip():
        return "the answer is empty"
    if not start:
        return "the PX file ends before its DATA"
    if start.startswith(b"<"):
        return "the answer is a web page, not a PX file"
    if position == 0:
        return f"the answer is not a PX file: it starts {start[:60].decode('ascii', 'replace')!r}"
    return f"the PX file is damaged at byte {position:,}: {start[:60].decode('ascii', 'replace')!r}"
