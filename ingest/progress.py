"""Telling a person how a refresh gets on: a live bar on a terminal, one line an event otherwise."""

from types import TracebackType
from typing import Literal, Protocol, Self, TextIO

import orjson
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from ingest.answer import Clock


class Progress(Protocol):
    """Is told what happens, source by source."""

    def start(self, source_id: str, total: int) -> None:
        """`total` steps are planned: the requests of a source, the tables of the warehouse."""
        ...

    def advance(self) -> None:
        """One of them is done."""
        ...

    def done(self, source_id: str, message: str) -> None:
        """A source is finished, well or not."""
        ...

    def message(self, text: str) -> None:
        """Something worth a line happened, such as a wait."""
        ...


class Lines:
    """One line an event, for logs."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def start(self, source_id: str, total: int) -> None:
        """Tell how many steps are planned."""
        self._line(f"{source_id}: {total} steps")

    def advance(self) -> None:
        """Say nothing: a log needs no line for every request."""

    def done(self, source_id: str, message: str) -> None:
        """Tell how it ended."""
        self._line(f"{source_id}: {message}")

    def message(self, text: str) -> None:
        """Tell it."""
        self._line(text)

    def _line(self, text: str) -> None:
        self._stream.write(f"{' '.join(text.split())}\n")
        self._stream.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is held open."""


class JsonLines(Lines):
    """One JSON object an event, for logs that programs read: at (UTC), source_id (null: none), message."""

    def __init__(self, stream: TextIO, clock: Clock) -> None:
        super().__init__(stream)
        self._clock = clock

    def start(self, source_id: str, total: int) -> None:
        """Tell how many steps are planned."""
        self._event(source_id, f"{total} steps")

    def done(self, source_id: str, message: str) -> None:
        """Tell how it ended."""
        self._event(source_id, message)

    def message(self, text: str) -> None:
        """Tell it."""
        self._event(None, text)

    def _event(self, source_id: str | None, message: str) -> None:
        event = {"at": self._clock(), "source_id": source_id, "message": " ".join(message.split())}
        self._line(orjson.dumps(event).decode())


class LiveBar:
    """A live bar for the source at work, a line for each that is finished; use it in a `with` statement."""

    def __init__(self, console: Console) -> None:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(bar_width=30),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("[dim]{task.fields[note]}"),
        )
        self._bars = Bars(*columns, console=console, transient=True)
        self._task: TaskID | None = None

    def start(self, source_id: str, total: int) -> None:
        """Show a bar of `total` steps."""
        self._drop()
        self._task = self._bars.add_task(source_id, total=total, note="")

    def advance(self) -> None:
        """Move the bar on."""
        if self._task is not None:
            self._bars.update(self._task, advance=1, note="")

    def done(self, source_id: str, message: str) -> None:
        """Replace the bar by a line."""
        self._drop()
        self._bars.console.print(f"{source_id}: {message}", markup=False, highlight=False)

    def message(self, text: str) -> None:
        """Show it beside the bar, or as a line when there is none."""
        if self._task is None:
            self._bars.console.print(text, markup=False, highlight=False)
        else:
            self._bars.update(self._task, note=text.replace("[", "("))

    def _drop(self) -> None:
        if self._task is not None:
            self._bars.remove_task(self._task)
            self._task = None

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the terminal as it was."""
        self._bars.stop()


def progress(stream: TextIO, log: Literal["text", "json"], clock: Clock) -> LiveBar | Lines:
    """Return a live bar for a terminal, lines in the form of `log` for anything else."""
    return LiveBar(Console(file=stream)) if stream.isatty() else lines(stream, log, clock)


def lines(stream: TextIO, log: Literal["text", "json"], clock: Clock) -> Lines:
    """Return one line an event, as text or as JSON."""
    return JsonLines(stream, clock) if log == "json" else Lines(stream)
