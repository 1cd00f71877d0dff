"""Every message that the code can give a person, read from the code: text with … where something is filled in."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
# An exception that never leaves its module, or whose text is always inside another's.
_INTERNAL = {"Incomplete", "_Unreachable", "_ReleaseLanded", "TooLarge", "AssertionError", "ValueError"}
# The embedded publisher answers programs.
_NOT_TOLD = ROOT / "ingest" / "sample"
# Functions whose argument a person reads.
_TELLING = {"message", "_put_off", "_died", "_complain", "Difference", "notify", "_say"}


@dataclass(frozen=True)
class Message:
    """One message and where it stands."""

    text: str
    place: str


@cache
def messages() -> tuple[Message, ...]:
    """Messages of errors raised and of lines told, in ingest/ and the kernel, in no order."""
    found: list[Message] = []
    for package in ("ingest", "vertaispeili"):
        for file in sorted((ROOT / package).rglob("*.py")):
            if _NOT_TOLD in file.parents or file.is_relative_to(ROOT / "vertaispeili" / "methods"):
                continue
            tree = ast.parse(file.read_text("utf-8"))
            for line, text in _of(tree):
                found.append(Message(text, f"{file.relative_to(ROOT)}:{line}"))
    return tuple(found)


def _of(tree: ast.AST) -> Iterator[tuple[int, str]]:
    named = {
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and _name(node.exc) not in _INTERNAL:
            call = node.exc
        elif isinstance(node, ast.Call) and _name(node) in _TELLING:
            call = node
        else:
            continue
        for argument in call.args[:1]:
            text = _text(named.get(argument.id) if isinstance(argument, ast.Name) else argument)
            if text is not None and re.search(r"[a-z]{3}", text):
                yield call.lineno, text


def _text(value: ast.AST | None) -> str | None:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return value.value
    if isinstance(value, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "…" for part in value.values)
    return None


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
