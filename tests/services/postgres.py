"""A real PostgreSQL for the tests: a throw-away cluster on a loopback port, one for each test process."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest

ABSENT = (
    "PostgreSQL is not installed: no initdb on PATH nor under /usr/lib/postgresql/*/bin. The store is tested "
    "on it; install it (Debian: apt-get install postgresql) or run `make test`, which does"
)
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=32MB"
USER = "oilwatch"


class Cluster:
    """A running server; :meth:`database` gives a fresh database on it."""

    def __init__(self, port: int, password: str) -> None:
        self.port = port
        self.password = password
        self._numbers = count()
        with psycopg.connect(self.address("postgres")) as connection:
            recent = connection.info.server_version >= 150000
        self._strategy = " STRATEGY FILE_COPY" if recent else ""  # three times as fast; older: the only way

    def address(self, database: str) -> str:
        """Return the address of a database as a person would give it to oilwatch."""
        return f"postgresql://{USER}:{self.password}@127.0.0.1:{self.port}/{database}"

    @contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """Give the address of a new copy of the database *template*; it is dropped afterwards."""
        name = f"test_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}{self._strategy}")
        yield self.address(name)
        self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def run(self, statement: str) -> None:
        """Run one statement as the owner of the cluster."""
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def running() -> Iterator[Cluster]:
    """Start a cluster in a temporary folder, and end it and remove the folder afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="oilwatch-pg-", dir=_roomy_memory()))
    password = secrets.token_hex(8)
    try:
        _create(folder, password)
        port = _start(folder)
        try:
            yield Cluster(port, password)
        finally:
            _call("pg_ctl", "stop", "-m", "immediate", "-D", str(folder / "data"))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _roomy_memory() -> str | None:
    """Return a folder in memory, where a database is copied ten times as fast; none: the usual place."""
    memory = Path("/dev/shm")
    return str(memory) if memory.is_dir() and shutil.disk_usage(memory).free > 2_000_000_000 else None


def _create(folder: Path, password: str) -> None:
    secret = folder / "password"
    secret.write_text(password)
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(folder, _unprivileged())
        shutil.chown(secret, _unprivileged())
    auth = ["--username", USER, "--auth=scram-sha-256", f"--pwfile={secret}"]
    _call("initdb", "-D", str(folder / "data"), "--no-sync", "--encoding=UTF8", "--locale=C", *auth)


def _start(folder: Path) -> int:
    log = folder / "log"
    for _ in range(5):  # another process may take the port in between
        port = _free_port()
        options = f"-c port={port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' {FAST}"
        start = ["start", "-w", "-t", "60", "-l", str(log), "-o", options]
        if _call("pg_ctl", "-D", str(folder / "data"), *start, check=False) == 0:
            return port
    pytest.fail(f"PostgreSQL does not start:\n{log.read_text() if log.exists() else 'no log'}")


def _call(program: str, *arguments: str, check: bool = True) -> int:
    command = [_find(program), *arguments]
    if os.geteuid() == 0:
        command = ["runuser", "-u", _unprivileged(), "--", *command]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    done = subprocess.run(command, cwd="/", text=True, check=False, **quiet)
    if check and done.returncode:
        pytest.fail(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr}")
    return done.returncode


def _find(program: str) -> str:
    found = shutil.which(program)
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), key=_version)
    if not found and not versions:
        pytest.fail(ABSENT)
    return found or str(versions[-1])


def _version(path: Path) -> float:
    return float(path.parent.parent.name)


def _unprivileged() -> str:
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        pytest.fail("as root the tests run PostgreSQL as the user postgres, and there is none; " + ABSENT)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
