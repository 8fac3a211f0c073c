"""Going on where an earlier run stopped: its lines are of this input, one for one, or it is an error."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from oilwatch.batch import lines
from oilwatch.batch.lines import Line
from oilwatch.batch.output import NOT_OURS, Output
from oilwatch.errors import InputError


@dataclass(slots=True)
class Held:
    """What the output answers already: lines, how many of them are errors, and the bytes they answer."""

    lines: int = 0
    errors: int = 0
    size: int = 0


def unanswered(blocks: Iterable[list[Line]], output: Output, held: Held) -> Iterator[list[Line]]:
    """Yield the lines of the input that *output* does not answer yet; count the others in *held*.

    Raises InputError where an answer is of another line than the one in its place.
    """
    answers = output.held()
    answer: bytes | None = b""
    for block in blocks:
        for at, line in enumerate(block):
            answer = None if answer is None else next(answers, None)
            if answer is None:
                yield block[at:]
                break
            held.errors += _agree(line, answer, output.name)
            held.lines += 1
            held.size += line.size + 1
    if answer is not None and next(answers, None) is not None:
        raise InputError(
            f"{output.name} has more lines than the input: it is of another one; give another -o, or "
            "--restart to write it anew"
        )


def _agree(line: Line, answer: bytes, name: str) -> int:
    """Return whether an answer is an error (0 or 1); raise InputError where it is not the line's."""
    try:
        found = orjson.loads(answer)
        story, wrong = found["story"], "error" in found
        theirs = story["id"]
    except (orjson.JSONDecodeError, KeyError, TypeError):
        raise InputError(f"{name} {NOT_OURS} (see its line for line {line.number:,} of the input)") from None
    ours, text, asks = _asked(line)
    digest = hashlib.sha256(text.encode()).hexdigest() if text and not wrong else ""
    if not (asks or wrong) or ((ours is not None or wrong) and ours != theirs):
        was, now = f"the story {theirs!r}", repr(ours) if asks else "malformed"
    elif digest and story.get("sha256", digest) != digest:
        was, now = f"another text of the story {theirs!r}", "changed"
    else:
        return int(wrong)
    raise InputError(
        f"line {line.number:,} of the input is {now[:90]}, but {name} has {was[:90]} there: it is of another "
        "input; give another -o, or --restart to write it anew"
    )


def _asked(line: Line) -> tuple[Any, str, bool]:
    """Return id and text of a line, and whether it asks for anything."""
    try:
        asked = lines.parse(line)
    except lines.Malformed as error:
        return error.id, "", False
    return asked.id, asked.text, True
