"""Every message a person can meet is in docs/operations.md, with what to do."""

import re
from functools import cache

import pytest

from tests.messages import ROOT, Message, messages

DOCUMENT = ROOT / "docs" / "operations.md"
# Entries that stand for messages put together in ways the code does not show: each has a test of its own elsewhere.
PUT_TOGETHER = {
    "the kept snapshot … is corrupt.",
    "the kept answer … of … is missing or corrupt.",
    "… was not compared: …",
    "…: … rows only published…; … rows only rebuilt…",
    "…: …",
}


@cache
def entries() -> tuple[str, ...]:
    """The messages of the document: in code, in the first column of its tables."""
    section = DOCUMENT.read_text("utf-8").split("## Messages and what to do")[1]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    # A message may itself name a command in `code`.
    return tuple(entry for row in rows for entry in re.findall(r"`((?:[^`]|`vertaispeili \w+`)+)`", row))


def fits(entry: str, message: str) -> bool:
    return re.fullmatch(re.escape(entry).replace("…", ".*"), message, re.DOTALL) is not None


@pytest.mark.parametrize("message", messages(), ids=lambda message: f"{message.place} {message.text[:40]}")
def test_a_message_is_listed(message: Message) -> None:
    specific = [entry for entry in entries() if len(re.findall(r"[a-z]", entry)) >= 5]
    assert any(fits(entry, message.text) for entry in specific), f"add to docs/operations.md: {message.text}"


@pytest.mark.parametrize("entry", entries())
def test_what_is_listed_can_be_met(entry: str) -> None:
    assert entry in PUT_TOGETHER or any(fits(entry, message.text) for message in messages())


def test_messages_are_found_where_they_are_raised() -> None:
    texts = {message.text for message in messages()}
    assert "no statistics are held and none could be had: nothing can be built." in texts
    assert "…; gave up after … attempts inside … s. Try again later." in texts
    assert len(texts) > 80
