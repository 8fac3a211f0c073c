"""The reading of a batch: a thread that hands out portions, never many more than can be worked on."""

import os
import threading
from functools import partial

from oilwatch.batch import lines, resume
from oilwatch.batch.crew import Crew
from oilwatch.batch.output import Output
from oilwatch.batch.resume import Held
from oilwatch.errors import InputError, OilwatchError

AHEAD = 3
"""Portions by process that are under way or wait for their turn to be written: a bound to memory."""


class Reading:
    """Reads an open file from now on; what it finds goes to the crew.

    To the crew's answers it adds what was held already, the number of portions once it is known, and what
    ends the run.
    """

    def __init__(self, file: int, output: Output, crew: Crew) -> None:
        self._crew, self._sizes = crew, dict[int, tuple[int, int]]()
        self._room = threading.BoundedSemaphore(AHEAD * crew.size)
        threading.Thread(target=self._read, args=(file, output), daemon=True).start()

    def written(self, number: int) -> tuple[int, int]:
        """Make room for one more; return how many lines and bytes the portion that was written had."""
        self._room.release()
        return self._sizes.pop(number)

    def _read(self, file: int, output: Output) -> None:
        try:
            self._crew.answers.put(self._hand_out(file, output))
        except OilwatchError as error:
            self._crew.answers.put(error)
        except OSError as error:
            self._crew.answers.put(
                InputError(f"the input cannot be read ({error.strerror}); give another file")
            )

    def _hand_out(self, file: int, output: Output) -> int:
        held, count = Held(), 0
        left = resume.unanswered(lines.read(partial(os.read, file)), output, held)
        for portion in lines.chunks(left):
            if not count:
                self._crew.answers.put(held)
            self._room.acquire()
            self._sizes[count] = (len(portion), sum(line.size + 1 for line in portion))
            self._crew.tasks.put((count, portion))
            count += 1
        if not count:
            self._crew.answers.put(held)
        return count
