"""Finding what a source asks for in a table as it is today: variables by role, values by code or label."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ingest.catalogue import Category, Column, Source, Text
from ingest.errors import SourceChanged
from ingest.readers.pxweb.metadata import Metadata, Variable

# Names the content variable has had at Statistics Finland and has elsewhere, before and after 8 June 2026.
_CONTENT = {"contentscode", "tiedot", "uppgifter", "information"}
_AREA = re.compile(r"^(KU|MK)\d")
_MUNICIPALITY = re.compile(r"KU\d{3}")
_PERIODS = {"month": (re.compile(r"\d{4}M\d{2}"), "2026M06"), "year": (re.compile(r"\d{4}"), "2026")}
_SHOWN = 8


@dataclass(frozen=True)
class Resolved:
    """A source's description and a table brought together.

    columns: column to variable code. categories: column to our id to the publisher's code, declared values only.
    selection: every variable that is asked for to its codes, both in the table's order. left_out: the variables that
    are not asked for, since their total stands for them. offered: column to every code the table has.
    """

    columns: Mapping[str, str]
    categories: Mapping[str, Mapping[str, str]]
    selection: Mapping[str, tuple[str, ...]]
    left_out: tuple[str, ...]
    offered: Mapping[str, tuple[str, ...]]

    @property
    def codes(self) -> dict[str, tuple[str, ...]]:
        """Column to the codes that are asked for."""
        return {column: self.selection[code] for column, code in self.columns.items()}


def resolve(source: Source, metadata: Metadata) -> Resolved:
    """Find every column of the source in the table.

    `SourceChanged` says what was expected and what was found, for a column without its variable, a value without its
    code, and a variable that no column names and that cannot be left out.
    """
    found = {name: _variable(source, name, column, metadata) for name, column in source.columns.items()}
    _each_once(source, found)
    categories = {
        name: {
            id_: _code(f"{source.table}: {name} {id_!r}", category, found[name], metadata.language)
            for id_, category in column.values.items()
            if not (category.is_optional and _is_lacking(category, found[name], metadata.language))
        }
        for name, column in source.columns.items()
        if column.values
    }
    wanted = {
        variable.code: tuple(code for code in variable.values if code in set(categories[name].values()))
        if name in categories
        else _asked(variable.values, source.columns[name])
        for name, variable in found.items()
    }
    left_out = tuple(variable.code for variable in metadata.variables if _is_left_out(source, variable, wanted))
    return Resolved(
        columns={name: variable.code for name, variable in found.items()},
        categories=categories,
        selection={
            variable.code: wanted.get(variable.code, variable.values)
            for variable in metadata.variables
            if variable.code not in left_out
        },
        left_out=left_out,
        offered={name: variable.values for name, variable in found.items()},
    )


def _asked(codes: tuple[str, ...], column: Column) -> tuple[str, ...]:
    """The codes in the table's order that fit the column's pattern and are among its newest, where it says so."""
    fitting = [code for code in codes if column.only is None or re.match(column.only, code)]
    newest = set(sorted(fitting)[-column.newest :] if column.newest is not None else fitting)
    return tuple(code for code in codes if code in newest)


def _variable(source: Source, name: str, column: Column, metadata: Metadata) -> Variable:
    fits: dict[str, Callable[[Variable], bool]] = {"area": _is_area, "time": _is_time, "content": _is_content}
    candidates = [one for one in metadata.variables if fits.get(column.role, lambda _one: True)(one)]
    if column.match is not None and (column.role == "other" or len(candidates) > 1):
        candidates = _matching(candidates, column.match, metadata.language)
    if len(candidates) != 1:
        known = [f"{one.code} ({one.text})" for one in metadata.variables]
        pattern = _pattern(column.match, metadata.language).pattern
        by = f"label {pattern!r}" if column.role == "other" else f"role {column.role}"
        raise SourceChanged(
            f"{source.table}: expected one variable for {name} (by {by}), found "
            f"{len(candidates)}; the table has {', '.join(known)}."
        )
    _expect_periods(source, name, column, candidates[0])
    return candidates[0]


def area_variables(metadata: Metadata) -> tuple[Variable, ...]:
    """The variables of a table whose values are areas."""
    return tuple(variable for variable in metadata.variables if _is_area(variable))


def _is_area(variable: Variable) -> bool:
    is_whole = "SSS" in variable.values and any(_AREA.match(code) for code in variable.values)
    return is_whole or any(_MUNICIPALITY.fullmatch(code) for code in variable.values)


def _is_time(variable: Variable) -> bool:
    return variable.is_time


def _is_content(variable: Variable) -> bool:
    return variable.code.lower() in _CONTENT


def _matching(candidates: list[Variable], match: Text, language: str) -> list[Variable]:
    """Variables whose code or label is the pattern; if none, those that contain it."""
    for pattern in _patterns(match, language):
        for test in (pattern.fullmatch, pattern.search):
            found = [one for one in candidates if test(one.code) or test(one.text)]
            if found:
                return found
    return []


def _code(where: str, category: Category, variable: Variable, language: str) -> str:
    if category.code is not None:
        if category.code in variable.values:
            return category.code
        raise SourceChanged(
            f"{where}: expected the code {category.code} among the values of {variable.code}, found "
            f"{_some(variable.values)}."
        )
    labelled = tuple(zip(variable.values, variable.labels, strict=True))
    found = [code for code, label in labelled if _pattern(category, language).search(label)]
    if len(found) == 1:
        return found[0]
    shown = tuple(f"{code} ({label})" for code, label in labelled if not found or code in found)
    raise SourceChanged(
        f"{where}: expected exactly one value of {variable.code} labelled like "
        f"{_pattern(category, language).pattern!r}, found {len(found)} among {_some(shown)}."
    )


def _is_lacking(category: Category, variable: Variable, language: str) -> bool:
    if category.code is not None:
        return category.code not in variable.values
    return not any(_pattern(category, language).search(label) for label in variable.labels)


def _pattern(texts: Text | Category | None, language: str) -> re.Pattern[str]:
    return _patterns(texts, language)[0]


def _patterns(texts: Text | Category | None, language: str) -> list[re.Pattern[str]]:
    """The pattern of the table's language, then Finnish, which stays behind in other languages' tables."""
    found: list[str | None] = [getattr(texts, one, None) for one in dict.fromkeys((language, "fi"))]
    return [re.compile(one, re.IGNORECASE) for one in found if one is not None] or [re.compile("(?!)")]


def _is_left_out(source: Source, variable: Variable, wanted: Mapping[str, tuple[str, ...]]) -> bool:
    if variable.code in wanted or len(variable.values) == 1:
        return False
    if variable.is_eliminable:
        return True
    raise SourceChanged(
        f"{source.table}: the variable {variable.code} ({variable.text}) is new and cannot be left out; it has "
        f"{_some(variable.values)}. Add it to the columns of {source.id}."
    )


def _expect_periods(source: Source, name: str, column: Column, variable: Variable) -> None:
    form, example = _PERIODS.get(name, (None, ""))
    odd = [code for code in variable.values if form and column.role == "time" and not form.fullmatch(code)]
    if odd or not variable.values:
        raise SourceChanged(
            f"{source.table}: expected periods such as {example} in {variable.code}, found {_some(tuple(odd))}."
        )


def _each_once(source: Source, found: Mapping[str, Variable]) -> None:
    codes = [variable.code for variable in found.values()]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        names = [name for name, variable in found.items() if variable.code == twice[0]]
        raise SourceChanged(f"{source.table}: the variable {twice[0]} fits several columns: {', '.join(names)}.")


def _some(items: tuple[str, ...]) -> str:
    more = f" and {len(items) - _SHOWN} more" if len(items) > _SHOWN else ""
    return (", ".join(items[:_SHOWN]) or "nothing") + more
