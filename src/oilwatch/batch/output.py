"""The output of a batch: lines in the order of the input, taken up again where an earlier run stopped."""

import fcntl
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress

from oilwatch.batch.lines import BLOCK
from oilwatch.errors import InputError, OilwatchError

BEGIN = b'{"story":'
"""How each line begins; what does not is no output of a batch, and is not cut."""
NOT_OURS = "holds what no batch has written; give another -o, or --restart to overwrite it"


class Output:
    """Where lines go: a file, whose complete lines stay, or standard output (``-``).

    *end* is where new lines begin: behind the last complete line, which is 0 for a file that is new.
    """

    def __init__(self, place: str, *, restart: bool) -> None:
        """Open the output; raise OilwatchError where it cannot be, or where another run writes to it."""
        self.name = "standard output" if place == "-" else place
        self.end, self.torn = 0, False
        try:
            self._open(place)
        except OSError as error:
            raise OilwatchError(f"cannot write {place} ({error.strerror}); choose another place") from error
        if self.whole and not restart:
            self.end = _last_end(self._file)
            self.torn = self._torn()
        self._ready = not self.whole

    def _open(self, place: str) -> None:
        if place == "-":
            if sys.stdout is None:
                raise OilwatchError("there is no standard output; name a file with -o")
            self._file = os.dup(1)
        else:
            self._file = os.open(place, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        self.whole = place != "-" and stat.S_ISREG(os.fstat(self._file).st_mode)
        if self.whole:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise OilwatchError(f"another run is writing {place}; wait until it has ended") from None

    def _torn(self) -> bool:
        """Return whether a line was left torn; raise InputError where it is none that a batch wrote."""
        rest = os.pread(self._file, len(BEGIN), self.end)
        if not BEGIN.startswith(rest):
            raise InputError(f"{self.name} {NOT_OURS}")
        return bool(rest)

    def is_file(self, other: int) -> bool:
        """Return whether an open file is this one."""
        return self.whole and os.path.samestat(os.fstat(self._file), os.fstat(other))

    def held(self) -> Iterator[bytes]:
        """Yield the lines that an earlier run completed."""
        at, rest = 0, list[bytes]()
        while at < self.end:
            block = os.pread(self._file, min(BLOCK, self.end - at), at)
            at += len(block)
            *ends, last = block.split(b"\n")
            for piece in ends:
                yield b"".join([*rest, piece])
                rest = []
            rest.append(last)

    def append(self, body: bytes) -> None:
        """Write complete lines; a run that is killed here leaves at most one line torn."""
        self._begin()
        view = memoryview(body)
        try:
            while view:
                view = view[os.write(self._file, view) :]
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OilwatchError(
                f"cannot write {self.name} ({error.strerror}); make room and run it again: it goes on there"
            ) from error

    def _begin(self) -> None:
        """Cut what an earlier run tore, once it is known that its lines are of this input."""
        if not self._ready:
            os.ftruncate(self._file, self.end)
            os.lseek(self._file, self.end, os.SEEK_SET)
            self._ready = True

    def close(self, *, done: bool) -> None:
        """Close it; where all is *done* the lines are on the disk then."""
        if done:
            self._begin()
            with suppress(OSError):  # a pipe or a terminal has no disk
                os.fsync(self._file)
        os.close(self._file)


def _last_end(file: int) -> int:
    """Return where the last complete line of a file ends."""
    at = os.fstat(file).st_size
    while at:
        start = max(0, at - BLOCK)
        found = os.pread(file, at - start, start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        at = start
    return 0
