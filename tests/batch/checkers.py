"""What stands in for the engine: checks that count words, and die, fail or take their time as a text says.

As a program (``python -m tests.batch.checkers IN OUT PROCESSES``) it runs a batch with them.
"""

import hashlib
import os
import signal
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from oilwatch import batch
from oilwatch.batch import Job, Told
from oilwatch.errors import InputError, StoreError

LOG = "checked.log"


@contextmanager
def opened(job):
    """Give a check of words; what was checked is written down in the folder that stands for the store."""
    log = os.open(Path(job.db) / LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)

    def check(story, published):
        os.write(log, f"{story.text[:200]}\n".encode())
        for word in story.text.split():
            if word.startswith("!"):
                act(Path(job.db), *word[1:].split(":"))
        digest = hashlib.sha256(story.text.encode()).hexdigest()
        about = {"id": digest[:12], "title": story.title, "published": published, "sha256": digest}
        return {"story": about, "words": len(story.text.split()), "text": story.text}

    yield check
    os.close(log)


def act(folder, what, more=""):
    """Do what a word of a text says."""
    if what == "die" or (what == "once" and not (folder / more).exists()):
        (folder / more).touch() if more else None
        os.kill(os.getpid(), signal.SIGKILL)
    elif what == "sleep":
        time.sleep(float(more))
    elif what == "refuse":
        raise InputError("the story is refused")
    elif what == "store":
        raise StoreError("the store is gone")
    elif what == "bug":
        raise KeyError(more)


@contextmanager
def broken(job):
    """Fail to open the store."""
    raise StoreError("the store is not there")
    yield


@contextmanager
def stillborn(job):
    """Die before there is anything to check."""
    os._exit(3)
    yield


def told(problems, notes=None, seen=None):
    """Return whom a batch tells: lists."""
    notes, seen = ([] if notes is None else notes), ([] if seen is None else seen)
    return Told(problems.append, notes.append, lambda *progress: seen.append(progress))


if __name__ == "__main__":
    place, out, processes = sys.argv[1:]
    folder = Path(place).parent
    batch.run(place, out, Job(str(folder), processes=int(processes), opener=opened), told([]))
