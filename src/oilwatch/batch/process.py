"""One process of a batch as the main one sees it: asked for answers, and told apart when it dies."""

import multiprocessing
import signal
import threading
from contextlib import suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

from oilwatch.batch import worker
from oilwatch.batch.lines import Line
from oilwatch.batch.worker import Answer, Job
from oilwatch.errors import OilwatchError

_SPAWN = multiprocessing.get_context("spawn")
_STARTING = threading.Lock()
_GONE = (EOFError, BrokenPipeError, ConnectionResetError)
STARTS = 3
"""A process that dies so often before it can begin is no accident."""
_DEATHS = {9: "killed, perhaps for want of memory", 11: "it crashed", 15: "ended from outside"}


class Died(Exception):
    """A process ended in the middle of its portion."""


class Process:
    """A process of a batch, started when it is first asked."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._process: SpawnProcess | None = None
        self._pipe: Connection[Any, Any] | None = None
        self._stopped = False

    def ask(self, portion: list[Line]) -> Answer:
        """Return the answer to a portion; raise Died, or the error for which there can be no process."""
        pipe = self._pipe or self._begin()
        try:
            pipe.send(portion)
            found = pipe.recv()
        except _GONE:
            raise Died(self._ended()) from None
        if isinstance(found, OilwatchError):
            raise found
        return found  # type: ignore[no-any-return]

    def _begin(self) -> "Connection[Any, Any]":
        how = ""
        for _ in range(STARTS):
            if self._stopped:
                raise OilwatchError("the batch was stopped")
            pipe = self._start()
            try:
                problem = pipe.recv()
            except _GONE:
                how = self._ended()
                continue
            if isinstance(problem, OilwatchError):
                raise problem
            return pipe
        raise OilwatchError(f"{how} each time it was started; run it again")

    def _start(self) -> "Connection[Any, Any]":
        mine, theirs = _SPAWN.Pipe()
        process = _SPAWN.Process(target=worker.work, args=(theirs, self._job), daemon=True)
        with _STARTING:
            resource_tracker.ensure_running()  # here, because it lets Ctrl-C through again
            signal.pthread_sigmask(
                signal.SIG_BLOCK, {signal.SIGINT}
            )  # inherited: Ctrl-C is not the process's
            process.start()
        theirs.close()
        self._process, self._pipe = process, mine
        return mine

    def _ended(self) -> str:
        """Forget a process that ended; return how it did, in words."""
        code = 0
        if self._process is not None:
            self._process.join()
            code = self._process.exitcode or 0
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None
        return f"a process of the batch died ({_DEATHS.get(-code, f'code {code}')})"

    def end(self) -> None:
        """Let the process end in peace; it has nothing left to do."""
        if self._pipe is not None and self._process is not None:
            self._pipe.close()
            self._process.join(5)
        self._pipe = None

    def stop(self) -> None:
        """End the process, whatever it is doing, and start no other."""
        self._stopped = True
        with suppress(ValueError):  # it has ended and is closed already
            if self._process is not None:
                self._process.kill()
