"""Checking many stories: a line of JSON in, a line out, in the same order, on all cores, in constant memory.

A run that was interrupted goes on behind the last complete line of its output.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from oilwatch.batch.crew import Crew
from oilwatch.batch.output import Output
from oilwatch.batch.reading import Reading
from oilwatch.batch.resume import Held
from oilwatch.batch.worker import Answer, Job
from oilwatch.errors import InputError

__all__ = ["Job", "Outcome", "Told", "run"]


@dataclass(frozen=True, slots=True)
class Told:
    """Whom a batch tells: problems in words, notes, and how many bytes of how many are done (0: unknown)."""

    problem: Callable[[str], None]
    note: Callable[[str], None]
    progress: Callable[[int, int], None]


@dataclass(slots=True)
class Outcome:
    """How many lines were there already, how many were written, and how many of both are errors."""

    held: int = 0
    written: int = 0
    errors: int = 0


def run(source: str, target: str, job: Job, told: Told, *, restart: bool = False) -> Outcome:
    """Check the stories of the file *source* into the file *target*; ``-`` is standard input and output.

    A line that cannot be checked gets an error in its place. *restart* writes the output anew, which else is
    gone on with. Raises InputError where the output is of another input, StoreError where the store fails;
    what was written stays.
    """
    with _input(source) as (file, folder, size):
        output = Output(target, restart=restart)
        crew = Crew(replace(job, folder=folder), job.processes or cores())
        done = False
        try:
            if output.is_file(file):
                raise InputError(f"{target} is the input itself; give another -o")
            outcome = _Writing(output, told, size).run(file, crew)
            crew.finish()
            done = True
        finally:
            crew.stop()
            output.close(done=done)
    return outcome


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _input(source: str) -> Iterator[tuple[int, str, int]]:
    """Give the open input, the folder from which its paths are seen, and its size where it has one."""
    if source == "-":
        if sys.stdin is None:
            raise InputError("there is no standard input; name a file")
        yield 0, str(Path.cwd()), 0
        return
    path = Path(source)
    try:
        file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        size = os.fstat(file).st_size
        os.read(file, 0)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise InputError(f"cannot read {source!r} ({reason}); expected a file of JSON lines, or -") from error
    try:
        yield file, str(path.resolve().parent), size
    finally:
        os.close(file)


class _Writing:
    """The main thread's part: what the processes answer is written in the order of the input."""

    def __init__(self, output: Output, told: Told, size: int) -> None:
        self._output, self._told, self._size = output, told, size
        self._outcome = Outcome()
        self._answered = 0

    def run(self, file: int, crew: Crew) -> Outcome:
        """Answer every line; raise the first error that ends it all."""
        reading = Reading(file, self._output, crew)
        waiting: dict[int, Answer] = {}
        written, total = 0, -1
        while written != total:
            match crew.answers.get():
                case (int() as number, answer):
                    waiting[number] = answer
                case int() as total:
                    pass
                case str() as text:
                    self._told.problem(text)
                case Held() as held:
                    self._take_up(held)
                case error:
                    raise error
            while written in waiting:
                self._write(waiting.pop(written), *reading.written(written))
                written += 1
        return self._outcome

    def _take_up(self, held: Held) -> None:
        self._outcome.held, self._outcome.errors = held.lines, held.errors
        if held.lines or self._output.torn:
            torn = " and a torn one, which is cut" if self._output.torn else ""
            self._told.note(
                f"{self._output.name} holds {held.lines:,} lines already{torn}; going on behind them"
            )
        self._progress(held.size)

    def _write(self, answer: Answer, count: int, size: int) -> None:
        for problem in answer.problems:
            self._told.problem(problem)
        self._output.append(answer.body)
        self._outcome.written += count
        self._outcome.errors += len(answer.problems)
        self._progress(size)

    def _progress(self, size: int) -> None:
        self._answered += size
        self._told.progress(self._answered, self._size)
