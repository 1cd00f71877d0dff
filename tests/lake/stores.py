"""A real PostgreSQL and a real server of the S3 protocol on loopback, with nothing in them and gone afterwards."""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import requests

from vertaispeili.lake import Lake, Objects

ROOT = Path(__file__).parents[2]
_S3_ENVIRONMENT = ROOT / ".lake" / "bin" / "python"
_KEYS = ("reader", "not-a-secret")


@dataclass(frozen=True)
class Stores:
    """The two servers; `folder` is the cluster's."""

    postgres: int
    objects: int
    folder: Path

    def lake(self, name: str) -> Lake:
        """A lake of its own: a database and a bucket, both made."""
        self.sql(f"create database {name}")
        requests.put(f"http://127.0.0.1:{self.objects}/{name}", timeout=10).raise_for_status()
        catalogue = f"postgres:host=127.0.0.1 port={self.postgres} user=lake dbname={name} connect_timeout=5"
        return Lake(catalogue, f"s3://{name}/labour", Objects(f"http://127.0.0.1:{self.objects}", "eu-north-1", *_KEYS))

    def sql(self, statement: str, database: str = "postgres") -> list[str]:
        """Run a statement in PostgreSQL; its rows as lines."""
        command = [str(_bin("psql")), "-qXAt", "-h", "127.0.0.1", "-p", str(self.postgres), "-U", "lake", database]
        ran = subprocess.run([*command, "-c", statement], check=True, capture_output=True, text=True)
        return ran.stdout.split()

    def files(self, lake: Lake) -> int:
        """How many objects a lake has in its store, as the store says."""
        bucket = lake.files.split("/")[2]
        listed = requests.get(f"http://127.0.0.1:{self.objects}/{bucket}?list-type=2&max-keys=1000", timeout=10)
        return listed.text.count("<Key>")

    def held(self, lake: Lake) -> list[str]:
        """The versions that a lake's snapshots hold, as its catalogue says: the oldest first."""
        database = lake.files.split("/")[2]
        named = self.sql(
            "select commit_message from vertaispeili_live.ducklake_snapshot_changes "
            "where author = 'vertaispeili' order by snapshot_id",
            database,
        )
        return [name[6:8] for name in named]

    def restart(self) -> None:
        """Stop PostgreSQL at once, as a crash of its machine would, and start it again."""
        _control(self.folder, "stop", "-m", "immediate")
        _control(self.folder, "start", "-l", str(self.folder / "log"))


def lacking() -> str:
    """Return what this machine lacks for these tests, nothing when it has all."""
    if find_spec("duckdb_extension_postgres_scanner") is None or find_spec("duckdb_extension_httpfs") is None:
        return "the extra vertaispeili[lake] is not installed"
    if not _S3_ENVIRONMENT.exists() and find_spec("moto") is None:
        return "there is no S3 server (make test-lake installs one into .lake)"
    return (
        ""
        if _bin("initdb").exists()
        else "PostgreSQL's server is not on this machine (Debian: apt-get install postgresql)"
    )


@contextmanager
def running() -> Iterator[Stores]:
    """Start both; they are stopped however the tests end."""
    folder = Path(tempfile.mkdtemp(prefix="lake-"))
    try:
        with _postgres(folder / "cluster") as postgres, _objects(folder) as objects:
            yield Stores(postgres, objects, folder / "cluster")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _postgres(cluster: Path) -> Iterator[int]:
    port = _free()
    cluster.parent.chmod(0o755)
    cluster.mkdir(mode=0o700)
    if os.getuid() == 0:
        shutil.chown(cluster, *_owner())
    command = [_bin("initdb"), "-D", cluster, "-U", "lake", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale", "C"]
    subprocess.run(command, check=True, capture_output=True, **_as_owner())
    with (cluster / "postgresql.conf").open("a") as settings:
        settings.write(f"port = {port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\n")
    _control(cluster, "start", "-l", str(cluster / "log"))
    try:
        yield port
    finally:
        _control(cluster, "stop", "-m", "fast")


def _control(cluster: Path, *arguments: str) -> None:
    command = [_bin("pg_ctl"), "-D", cluster, "-w", "-s", *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **_as_owner())


@contextmanager
def _objects(folder: Path) -> Iterator[int]:
    port = _free()
    python = _S3_ENVIRONMENT if _S3_ENVIRONMENT.exists() else Path(sys.executable)
    command = [python, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with (folder / "objects.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        _await(port, server)
        yield port
    finally:
        server.kill()
        server.wait()


def _await(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert server.poll() is None, "the S3 server ended"
        time.sleep(0.1)
    raise AssertionError("the S3 server does not answer")


def _free() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _bin(name: str) -> Path:
    """Where Debian keeps a program of PostgreSQL's server, the newest version's; else where the shell finds it."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    return found[-1] if found else Path(shutil.which(name) or f"/nowhere/{name}")


def _owner() -> tuple[int, int]:
    user = pwd.getpwnam("postgres")
    return user.pw_uid, user.pw_gid


def _as_owner() -> dict[str, int | list[int]]:
    # PostgreSQL refuses to run as root: then as the user that its package made.
    if os.getuid() != 0:
        return {}
    user, group = _owner()
    return {"user": user, "group": group, "extra_groups": []}
