"""The real command in a process of its own, in a folder of its own."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.cli.warm import Warm

START = (sys.executable, "-W", "error", "-c", "from oilwatch.cli import main; main()")
KEPT = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "VIRTUAL_ENV", "LD_LIBRARY_PATH")


Contents = dict[str, list[tuple[object, ...]]]


@dataclass(frozen=True)
class Done:
    """How a run ended: exit code, what it printed, and what it said on stderr."""

    code: int
    raw: bytes
    err: str

    @property
    def out(self) -> str:
        """What was printed, as text."""
        return self.raw.decode("utf-8")

    @property
    def json(self):
        """What was printed, read as JSON."""
        return json.loads(self.raw)


@dataclass(frozen=True)
class Oilwatch:
    """Runs the command with ``OILWATCH_HOME`` and the working folder at *home*, as called with arguments."""

    home: Path
    warm: Warm | None = None

    def __call__(self, *arguments: object, **options) -> Done:
        """Run to the end."""
        with self.start(*arguments, **options) as process:
            out, err = process.communicate(timeout=120)
        return Done(process.returncode, out or b"", (err or b"").decode("utf-8"))

    def quick(self, *arguments: object, env=None) -> Done:
        """Run to the end in a process that has imported everything already."""
        words = [os.fsdecode(_text(argument)) for argument in arguments]
        code, out, err = self.warm.run(words, self.home, self.environment(env or {}))
        return Done(code, out, err.decode("utf-8"))

    def start(self, *arguments: object, env=None, **options) -> "subprocess.Popen[bytes]":
        """Begin a run; *env* adds to the environment, the other options are those of Popen."""
        piped = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(
            [*START, *map(_text, arguments)],
            env=self.environment(env or {}),
            **{**piped, "cwd": self.home, **options},
        )

    def environment(self, more: dict[str, str]) -> dict[str, str]:
        """Return the environment of a run: nothing of the tester's own settings gets in."""
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        home = {"HOME": str(self.home), "OILWATCH_HOME": str(self.home)}
        return {**kept, **home, "OILWATCH_REFRESH_HOURS": "0", **more}

    @property
    def file(self) -> Path:
        """The store's file."""
        return self.home / "oilwatch.db"

    def contents(self) -> Contents:
        """Return every row of every table, read behind the command's back."""
        with closing(sqlite3.connect(f"file:{self.file}?mode=ro", uri=True)) as database:
            names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type='table'")]
            return {name: database.execute(f"SELECT * FROM {name}").fetchall() for name in names}

    def change(self, statement: str) -> None:
        """Change the store behind the command's back."""
        with closing(sqlite3.connect(self.file)) as database, database:
            database.execute(statement)

    def write(self, name: str, body: bytes | str) -> Path:
        """Write a file into the home folder and return its path."""
        path = self.home / name
        path.write_bytes(body.encode() if isinstance(body, str) else body)
        return path


def _text(argument: object) -> str | bytes:
    return argument if isinstance(argument, bytes) else str(argument)


def refused(done: Done, code: int, words: str) -> None:
    """Assert that a run ended with *code* and one line on stderr that has *words*, and printed nothing."""
    assert done.err.count("\n") == 1, done.err
    assert done.err.startswith("oilwatch: ")
    assert words in done.err
    assert "Traceback" not in done.err
    assert (done.code, done.raw) == (code, b"")


def figures(contents: Contents) -> Contents:
    """Return the tables of series and observations, without what depends on the moment of a run."""
    kept = ("series", "observation", "observation_current", "unchanged", "alembic_version")
    return {name: sorted(contents[name]) for name in kept}
