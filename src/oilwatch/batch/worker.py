"""One process of a batch: it opens the store once, and answers portions of lines until there are no more."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from oilwatch import settings
from oilwatch.batch import lines
from oilwatch.batch.lines import Line
from oilwatch.errors import InputError, SourceError, StoreError
from oilwatch.http import Client
from oilwatch.model import Story
from oilwatch.news import place

Checker = Callable[[Story, str], Mapping[str, Any]]
"""Checks a story of a day (empty: as the story says); the answer is as ``report.as_dict`` has it."""


@dataclass(frozen=True, slots=True)
class Job:
    """What every process of a batch is told: where the store is, and how stories are to be checked."""

    db: str
    published: str = ""
    """The day of the stories whose line has none."""
    as_of: str = ""
    folder: str = "."
    """Where paths in lines are seen from."""
    processes: int = 0
    """How many check side by side; 0: one for each core."""
    opener: "Callable[[Job], AbstractContextManager[Checker]] | None" = None
    """Gives what checks stories; default: the checks of :mod:`oilwatch.claims`."""


class Answer(NamedTuple):
    """The lines of the output for a portion of the input, and what could not be checked, in words."""

    body: bytes
    problems: list[str]


@contextmanager
def opened(job: Job) -> Iterator[Checker]:
    """Give what checks stories against the store of a job, which is read once for all of them."""
    from oilwatch import claims, report
    from oilwatch.store import Store

    store = Store(job.db).require()
    record = claims.Record(store)
    try:
        yield lambda story, published: report.as_dict(
            claims.check(story, store, published=published or None, as_of=job.as_of or None, record=record)
        )
    finally:
        store.close()


def work(pipe: "Connection[Any, Any]", job: Job) -> None:
    """Answer portions of lines from *pipe* until its other end is gone; where the store fails, send why."""
    client = place.client(settings.load(job.db))
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        try:
            with (job.opener or opened)(job) as check:
                pipe.send(None)
                while True:
                    pipe.send(answer(pipe.recv(), job, check, client))
        except StoreError as error:
            pipe.send(error)


def answer(portion: list[Line], job: Job, check: Checker, client: Client) -> Answer:
    """Return a line of output for each line; one that cannot be checked gets an error in its place."""
    out, problems = list[bytes](), list[str]()
    for line in portion:
        name: str | int | None = None
        try:
            asked = lines.parse(line)
            name = asked.id
            found = _checked(asked, job, check, client)
        except (InputError, SourceError) as error:
            name = error.id if isinstance(error, lines.Malformed) else name
            problems.append(f"line {line.number}: {error}")
            found = refusal(line.number, name, str(error))
        out.append(orjson.dumps(found, option=orjson.OPT_APPEND_NEWLINE))
    return Answer(b"".join(out), problems)


def _checked(asked: lines.Asked, job: Job, check: Checker, client: Client) -> Mapping[str, Any]:
    """Return what is written for a story; a page with several gives all of them under ``stories``."""
    folder = Path(job.folder)
    if asked.place and "://" not in asked.place and (folder / asked.place).is_fifo():
        raise InputError(f"{asked.place[:200]!r} is a pipe and would hold up the others; name a file")
    found = (
        place.stories(asked.place, client, folder=folder)
        if asked.place
        else [Story(asked.title, text=asked.text)]
    )
    answers = [
        dict(check(story, asked.published or ("" if story.published else job.published))) for story in found
    ]
    if len(answers) > 1:
        return {"story": {"id": asked.id, "url": found[0].url}, "stories": answers}
    if asked.id is not None:
        answers[0]["story"] = {**answers[0]["story"], "id": asked.id}
    return answers[0]


def refusal(number: int, name: str | int | None, reason: str) -> dict[str, Any]:
    """Return what stands in the output for a line that could not be checked."""
    return {"story": {"id": name, "line": number}, "error": reason}
