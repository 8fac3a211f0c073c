"""Fixtures: a batch of made-up lines in a folder of its own."""

from dataclasses import dataclass, field
from pathlib import Path

import orjson
import pytest

from oilwatch import batch
from oilwatch.batch import Job
from tests.batch import checkers


@dataclass
class Desk:
    """A folder with an input and an output; *problems*, *notes* and *seen* are what a batch told."""

    folder: Path
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seen: list[tuple[int, int]] = field(default_factory=list)

    @property
    def source(self):
        """The input."""
        return self.folder / "in.jsonl"

    @property
    def target(self):
        """The output."""
        return self.folder / "out.jsonl"

    def give(self, *lines, end=b"\n"):
        """Write the input: bytes as they are, texts as a story, everything else as JSON."""
        bodies = [
            line
            if isinstance(line, bytes)
            else orjson.dumps({"id": n, "text": line} if isinstance(line, str) else line)
            for n, line in enumerate(lines, 1)
        ]
        self.source.write_bytes(b"\n".join(bodies) + end)

    def run(self, *, processes=2, opener=checkers.opened, restart=False, **job):
        """Run the batch; return how it went."""
        told = checkers.told(self.problems, self.notes, self.seen)
        job = Job(str(self.folder), processes=processes, opener=opener, **job)
        return batch.run(str(self.source), str(self.target), job, told, restart=restart)

    def out(self):
        """Return the lines of the output, read as JSON."""
        body = self.target.read_bytes()
        assert body == b"" or body.endswith(b"\n")
        return [orjson.loads(line) for line in body.splitlines()]

    def checked(self):
        """Return the texts that were checked, as often as they were."""
        log = self.folder / checkers.LOG
        return log.read_text().splitlines() if log.exists() else []


@pytest.fixture
def desk(tmp_path):
    """A batch in a folder of its own."""
    return Desk(tmp_path)
