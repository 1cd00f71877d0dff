"""Refreshes every 20 seconds and 20 readers at once, for as long as asked: `python -m tests.faults.soak [MINUTES]`.

Prints what was asked and refreshed, errors, memory and open files over time; ends with 1 when something is not flat.
"""

import http.client
import statistics
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

from tests import short
from tests.document_server import serving_documents
from tests.faults.children import command
from tests.faults.served import QUESTIONS, Question, Serving, body, served
from tests.faults.world import TABLE, World
from tests.pxweb_server import PxWebServer, serving

READERS, EVERY, PAUSE = 20, 20.0, 0.5
# Pages and files a reader goes through, some rarely: each fills caches of its own.
MORE = tuple(
    Question("GET", address)
    for area in ("TA08", "TA25", "TA46", "KU766", "KU091", "MK01")
    for address in (
        f"/sv/situation/{area}",
        f"/fi/situation/{area}.csv",
        f"/api/v1/observations?area={area}&indicator=unemployed",
    )
) + tuple(
    Question("POST", "/_dash-update-component", body(f"/{language}/situation/{area}"))
    for language in ("fi", "sv", "en")
    for area in ("TA08", "TA19", "KU837", "SSS")
)


@dataclass(frozen=True)
class Sample:
    """What the workers held at one time: seconds since the start, bytes, open files and sockets, warehouses open."""

    at: float
    memory: int
    handles: int
    warehouses: int


def read(serving: Serving, done: Event, first: int) -> tuple[Counter[str], list[float]]:
    """Ask as a reader does, with a pause between questions; how the answers were, and how long each took."""
    seen: Counter[str] = Counter()
    took: list[float] = []
    questions = (*QUESTIONS, *MORE)
    connection = http.client.HTTPConnection("127.0.0.1", serving.port, timeout=60)
    number = first
    while not done.wait(PAUSE):
        number += 7
        began = time.monotonic()
        try:
            status, _ = serving.ask(questions[number % len(questions)], connection)
        except (OSError, http.client.HTTPException) as error:
            # A connection that was kept open may be closed by the server while nothing is asked.
            connection.close()
            seen[type(error).__name__] += 1
            continue
        took.append(time.monotonic() - began)
        seen["answered" if status == 200 else f"status {status}"] += 1
    return seen, took


def release(server: PxWebServer, number: int) -> None:
    """A newer 12r5, with one cell of its own."""
    table = short.with_cell(
        server.publisher.tables[TABLE], {"Alue": "SSS", "contentscode": "UUDETAVP"}, 20_000 + number
    )
    later = replace(table, updated=table.updated + timedelta(minutes=1))
    server.publisher = replace(server.publisher, tables={**server.publisher.tables, TABLE: later})


def sample(serving: Serving, began: float) -> Sample:
    """Look at the workers."""
    open_files = sum(len(one) for one in serving.warehouses())
    return Sample(time.monotonic() - began, serving.memory(), serving.handles(), open_files)


def soak(minutes: float) -> int:
    """Do it; 0 when all was answered and published and nothing grew."""
    with TemporaryDirectory() as folder, serving(short.publisher()) as server, serving_documents() as documents:
        world = World(Path(folder), server, server.base, "", documents=documents.address)
        codes = Counter([_refresh(world)])
        done, samples, began, number = Event(), [], time.monotonic(), 0
        with served(Path(folder), workers=2) as dashboard, ThreadPoolExecutor(READERS) as pool:
            reading = [pool.submit(read, dashboard, done, number * 3) for number in range(READERS)]
            while time.monotonic() - began < 60 * minutes:
                number += 1
                release(server, number)
                codes[_refresh(world)] += 1
                samples.append(sample(dashboard, began))
                print(f"{samples[-1].at:5.0f} s: {_said(samples[-1])}", flush=True)
                time.sleep(max(0.0, number * EVERY - (time.monotonic() - began)))
            done.set()
            found = [one.result() for one in reading]
        return judge(
            codes, sum((seen for seen, _ in found), Counter()), [one for _, took in found for one in took], samples
        )


def judge(codes: Counter[int], seen: Counter[str], took: list[float], samples: list[Sample]) -> int:
    """Print the figures and say whether they are good."""
    third = max(1, len(samples) // 3)
    middle, last = samples[third : 2 * third] or samples, samples[-third:]
    growth = statistics.mean(one.memory for one in last) / statistics.mean(one.memory for one in middle) - 1
    more = max(one.handles for one in last) - max(one.handles for one in middle)
    took.sort()
    print(f"refreshes by exit code: {dict(codes)}")
    print(f"answers: {dict(seen)}; half within {took[len(took) // 2] * 1000:.0f} ms, 99 of 100 within "
          f"{took[len(took) * 99 // 100] * 1000:.0f} ms")  # fmt: skip
    print(f"first: {_said(samples[0])}; last: {_said(samples[-1])}")
    print(f"memory of the last third against the middle one: {growth:+.1%}; most open files: {more:+d}")
    flat = growth < 0.1 and more <= 10 and all(one.warehouses <= 4 for one in samples)
    good = set(codes) == {0} and set(seen) == {"answered"} and flat
    print("good" if good else "NOT GOOD")
    return 0 if good else 1


def _refresh(world: World) -> int:
    process = command(world)
    said, _ = process.communicate()
    if process.returncode:
        print(said)
    return process.returncode


def _said(one: Sample) -> str:
    return f"{one.memory / 1e6:.0f} MB, {one.handles} handles, {one.warehouses} warehouses open"


if __name__ == "__main__":
    sys.exit(soak(float(sys.argv[1]) if len(sys.argv) > 1 else 10))
