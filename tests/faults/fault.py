"""What a fault is: how it is put in, how an outsider sees that it bites, and what the product must make of it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal

from tests.faults.world import World

# Says what an outsider saw of a fault; AssertionError when it does not bite.
Witness = Callable[[], str]
Injection = Callable[[World], AbstractContextManager[Witness]]
# kept: the source is stale, the figures are the old ones. taken: the fault passed or does no harm, the new figures are
# there. refused: a check on the built data found it, nothing is published.
Expected = Literal["kept", "taken", "refused"]


@dataclass(frozen=True)
class Fault:
    """One row of the matrix; `words` is a pattern of the one line that tells the cause."""

    group: str
    name: str
    inject: Injection
    expected: Expected
    words: str = ""

    @property
    def id(self) -> str:
        """The name in a test's id."""
        return f"{self.group}: {self.name}"
