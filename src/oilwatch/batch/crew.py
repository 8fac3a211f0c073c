"""The processes of a batch: one for each core, each told a portion at a time; one that dies is replaced."""

import threading
from queue import SimpleQueue

import orjson

from oilwatch.batch import worker
from oilwatch.batch.lines import Line, Malformed, parse
from oilwatch.batch.process import Died, Process
from oilwatch.batch.resume import Held
from oilwatch.batch.worker import Answer, Job
from oilwatch.errors import OilwatchError

Message = tuple[int, Answer] | int | str | Held | OilwatchError
"""An answer with its number; how many there will be; what to tell at once; or what ends it all."""


class Crew:
    """Threads that each look after one process: numbered portions in, answers out in whatever order."""

    def __init__(self, job: Job, size: int) -> None:
        self.size = size
        self.tasks: SimpleQueue[tuple[int, list[Line]] | None] = SimpleQueue()
        self.answers: SimpleQueue[Message] = SimpleQueue()
        self._processes = [Process(job) for _ in range(size)]
        self._threads = [
            threading.Thread(target=self._tend, args=(process,), daemon=True) for process in self._processes
        ]
        for thread in self._threads:
            thread.start()

    def finish(self) -> None:
        """Let every process end in peace; there must be nothing left to do."""
        for _ in self._threads:
            self.tasks.put(None)
        for thread in self._threads:
            thread.join(10)

    def stop(self) -> None:
        """End every process at once; what they were doing is lost."""
        for process in self._processes:
            process.stop()

    def _tend(self, process: Process) -> None:
        try:
            while (task := self.tasks.get()) is not None:
                self.answers.put((task[0], self._answer(process, task[1])))
            process.end()
        except OilwatchError as error:
            self.answers.put(error)

    def _answer(self, process: Process, portion: list[Line]) -> Answer:
        """Return the answer to a portion; where its process dies its lines are tried again, each alone."""
        if len(portion) > 1:
            try:
                return process.ask(portion)
            except Died as death:
                first, last = portion[0].number, portion[-1].number
                self.answers.put(f"{death} at one of the lines {first} to {last}; each is tried again, alone")
        found = [self._alone(process, line) for line in portion]
        return Answer(
            b"".join(answer.body for answer in found), [text for one in found for text in one.problems]
        )

    def _alone(self, process: Process, line: Line) -> Answer:
        """Return the answer to a line; where its process dies twice, that it did."""
        try:
            return process.ask([line])
        except Died as death:
            self.answers.put(f"{death} at line {line.number}; it is tried once more")
        try:
            return process.ask([line])
        except Died as death:
            return _given_up(line, str(death))


def _given_up(line: Line, death: str) -> Answer:
    try:
        name = parse(line).id
    except Malformed as error:
        name = error.id
    reason = f"{death} twice while it checked this story; check it by itself"
    body = orjson.dumps(worker.refusal(line.number, name, reason), option=orjson.OPT_APPEND_NEWLINE)
    return Answer(body, [f"line {line.number}: {reason}"])
