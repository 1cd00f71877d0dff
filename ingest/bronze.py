"""Bronze: every answer as it was received, by content, and the snapshots made of them; a refresh deletes nothing."""

import gzip
import hashlib
import zlib
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, cast

import orjson
from pydantic import ValidationError

from ingest.answer import Answer
from ingest.errors import BadAnswer, SourceUnavailable
from ingest.files import write_atomically
from ingest.snapshot import Held, Query, Snapshot

_PRIVATE_HEADERS = {"set-cookie", "set-cookie2"}
_PIECE = 1_000_000


class Bronze:
    """A folder of answers.

    `bodies/ab/<sha256>.gz` is what was received, `<source>/answers/*.json` says where, when and to which query,
    `<source>/snapshots/*.json` is written last. What turns out corrupt is renamed to `.bad`, what a check or a
    comparison refused to `.refused`; nothing is deleted.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def keep(self, source_id: str, query: Query, answer: Answer, updated_at: datetime | None = None) -> Held:
        """Keep an answer; `updated_at` is the release it belongs to, None when it says none (metadata)."""
        sha256 = hashlib.sha256(answer.body).hexdigest()
        held = Held(query=dict(query), sha256=sha256, url=answer.url)
        sidecar = {
            "source_id": source_id,
            "url": answer.url,
            "query": held.query,
            "status": answer.status,
            "headers": {name: value for name, value in answer.headers.items() if name not in _PRIVATE_HEADERS},
            "arrived_at": answer.arrived_at,
            "updated_at": updated_at,
            "sha256": sha256,
            "bytes": len(answer.body),
        }
        body = self._body(sha256)
        if not body.exists():
            self._write(body, gzip.compress(answer.body, compresslevel=6, mtime=0))
        release = f"{updated_at:%Y%m%dT%H%M%SZ}" if updated_at else sha256[:16]
        described = orjson.dumps(sidecar, option=orjson.OPT_INDENT_2)
        # A sidecar lost to a power cut costs one request; a body that a manifest names must not be lost.
        self._write(self._sidecar(source_id, query, release), described, durable=False)
        return held

    def held(self, source_id: str, query: Query, updated_at: datetime) -> Held | None:
        """Return the sound answer kept for this query and release, whichever host gave it; None when there is none."""
        path = self._sidecar(source_id, query, f"{updated_at:%Y%m%dT%H%M%SZ}")
        try:
            sidecar = orjson.loads(path.read_bytes())
            held = Held(query=sidecar["query"], sha256=sidecar["sha256"], url=sidecar["url"])
            self.body(held)
        except FileNotFoundError:
            return None
        except (BadAnswer, OSError, orjson.JSONDecodeError, ValidationError, KeyError, TypeError):
            _set_aside(path)
            return None
        return held

    def body(self, held: Held) -> bytes:
        """Return the bytes as received; `BadAnswer` names the file that is missing or corrupt, and sets it aside."""
        path = self._body(held.sha256)
        try:
            content = gzip.decompress(path.read_bytes())
        except FileNotFoundError as error:
            raise BadAnswer(f"the kept answer {path} is missing; the next refresh fetches it again.") from error
        except (OSError, EOFError, zlib.error) as error:
            content, cause = None, error
        else:
            cause = None
        if content is None or hashlib.sha256(content).hexdigest() != held.sha256:
            _set_aside(path)
            raise BadAnswer(
                f"the kept answer {path} is corrupt and was set aside; the next refresh fetches it again."
            ) from cause
        return content

    @contextmanager
    def opened(self, held: Held) -> Generator[BinaryIO]:
        """Open the bytes as received for reading piece by piece; `BadAnswer` as of `body`, before anything is read."""
        path = self._body(held.sha256)
        if not path.exists():
            raise BadAnswer(f"the kept answer {path} is missing; the next refresh fetches it again.")
        if not _is_sound(path, held.sha256):
            _set_aside(path)
            raise BadAnswer(f"the kept answer {path} is corrupt and was set aside; the next refresh fetches it again.")
        with gzip.open(path) as file:
            yield cast("BinaryIO", file)

    def complete(self, snapshot: Snapshot) -> None:
        """Write a snapshot's manifest: from now on the release is held whole."""
        self._write(self._manifest(snapshot), snapshot.model_dump_json(indent=1).encode())
        for corrupt in self._snapshots(snapshot.source_id).glob("*.json.bad"):
            corrupt.rename(corrupt.with_suffix(".mended"))

    def snapshots(self, source_id: str) -> tuple[Snapshot, ...]:
        """Return the snapshots of a source, oldest release first; a corrupt manifest is set aside (`problems`)."""
        found: list[Snapshot] = []
        for path in sorted(self._snapshots(source_id).glob("*.json")):
            try:
                found.append(Snapshot.model_validate_json(path.read_bytes()))
            except (ValidationError, OSError):
                _set_aside(path)
        return tuple(sorted(found, key=lambda snapshot: (snapshot.updated_at, snapshot.fetched_at)))

    def newest(self, source_id: str) -> Snapshot | None:
        """Return the newest sound snapshot of a source, touching nothing; None when there is none."""
        for path in sorted(self._snapshots(source_id).glob("*.json"), reverse=True):
            try:
                return Snapshot.model_validate_json(path.read_bytes())
            except (ValidationError, OSError):
                continue
        return None

    def faults(self, source_id: str) -> Iterator[str]:
        """Read every kept answer of every snapshot of a source, touching nothing; yield one line for each damage."""
        for path in sorted(self._snapshots(source_id).glob("*.json")):
            try:
                snapshot = Snapshot.model_validate_json(path.read_bytes())
            except (ValidationError, OSError):
                yield f"the kept snapshot {path} is corrupt."
                continue
            for answer in snapshot.answers:
                if not _is_sound(self._body(answer.sha256), answer.sha256):
                    yield f"the kept answer {self._body(answer.sha256)} of {snapshot.name} is missing or corrupt."

    def set_aside(self, snapshot: Snapshot) -> None:
        """Count a snapshot as not held, since one of its answers is corrupt: the next refresh fetches again."""
        _set_aside(self._manifest(snapshot))

    def refuse(self, source_id: str, answers: Iterable[Held], updated_at: datetime) -> None:
        """Count answers as not held: what they say is not believed, and the publisher is asked for them again."""
        for held in answers:
            _set_aside(self._sidecar(source_id, held.query, f"{updated_at:%Y%m%dT%H%M%SZ}"), "refused")

    def refuse_snapshot(self, snapshot: Snapshot) -> None:
        """Count a snapshot and its answers as not held."""
        self.refuse(snapshot.source_id, snapshot.answers, snapshot.updated_at)
        _set_aside(self._manifest(snapshot), "refused")

    def problems(self, source_id: str) -> tuple[str, ...]:
        """One line for each snapshot that was set aside and has not been made good by a newer one."""
        folder = self._snapshots(source_id)
        return tuple(f"the kept snapshot {path} is corrupt" for path in sorted(folder.glob("*.json.bad")))

    def _body(self, sha256: str) -> Path:
        return self._directory / "bodies" / sha256[:2] / f"{sha256}.gz"

    def _snapshots(self, source_id: str) -> Path:
        return self._directory / source_id / "snapshots"

    def _manifest(self, snapshot: Snapshot) -> Path:
        return self._snapshots(snapshot.source_id) / f"{snapshot.name}.json"

    def _sidecar(self, source_id: str, query: Query, release: str) -> Path:
        asked = hashlib.sha256(orjson.dumps(query, option=orjson.OPT_SORT_KEYS)).hexdigest()[:32]
        return self._directory / source_id / "answers" / f"{asked}_{release}.json"

    def _write(self, path: Path, content: bytes, *, durable: bool = True) -> None:
        try:
            write_atomically(path, content, durable=durable)
        except OSError as error:
            cause = error.strerror or type(error).__name__
            raise SourceUnavailable(f"an answer could not be kept in {path.parent}: {cause}.") from error


def utc(moment: datetime) -> datetime:
    """Return the same moment in UTC, whole seconds."""
    return moment.astimezone(UTC).replace(microsecond=0)


def _is_sound(path: Path, sha256: str) -> bool:
    digest = hashlib.sha256()
    try:
        with gzip.open(path) as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
        return digest.hexdigest() == sha256
    except (OSError, EOFError, zlib.error):
        return False


def _set_aside(path: Path, why: str = "bad") -> None:
    if path.exists():
        path.rename(path.with_name(f"{path.name}.{why}"))
