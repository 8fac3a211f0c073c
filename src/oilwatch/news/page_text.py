"""Stories in text that a person pasted: one, or several of one page with furniture between them.

A new story begins only after furniture that ends one (a comment form, two appeals to read on, or a single
one where a byline or a date follows) and with a title; a sub-heading therefore never begins a story.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from oilwatch.model import Story
from oilwatch.news import furniture, headline, story_head

ENOUGH = 200
"""Characters of running text that make a story of what follows a title."""
MOST = 200
"""The most stories of one page."""


@dataclass(slots=True)
class Part:
    """Lines between two pieces of furniture; *ends*: the kinds of furniture that came before them."""

    ends: list[str]
    lines: list[story_head.Line] = field(default_factory=list)


def stories(text: str, *, url: str = "") -> list[Story]:
    """Return the stories of a pasted text in its order; text without any running text gives none."""
    whole: list[list[story_head.Line]] = []
    for part in _parts(_lines(headline.visible(text))):
        if not whole or (_begins(part) and _may_end(whole[-1])):
            whole.append(part.lines)
        elif _prose(whole[-1]) < ENOUGH:
            whole[-1].extend(part.lines)  # nothing was told yet that could have ended
        elif "comment" not in part.ends:
            whole[-1].extend(_continued(part.lines))
    found = [story_head.story(lines, url=url) for lines in whole[: MOST * 2] if lines]
    return [story for story in found if story.text or (len(found) == 1 and story.title)][:MOST]


def without_furniture(text: str) -> str:
    """Return running text without lines of furniture, a paragraph a line, with blank lines between."""
    return "\n\n".join(line.text for line in _lines(text) if not furniture.kind(line.text))


def _lines(text: str) -> list[story_head.Line]:
    """Return the lines that say something, each with the number of blank lines after it."""
    lines: list[story_head.Line] = []
    continued = False
    for raw in text.split("\n"):
        words = " ".join(raw.split())
        if not words:
            continued = False
            if lines:
                lines[-1].blank += 1
            continue
        last = lines[-1] if lines and not lines[-1].blank else None
        if last and _wrapped(last, words, continued):
            last.parts.append(words)
            continued = True
        else:
            lines.append(story_head.Line([words]))
            continued = False
    return lines


def _wrapped(last: story_head.Line, words: str, continued: bool) -> bool:
    """Whether *words* go on with a sentence that was broken at a column, as in an e-mail."""
    before = last.parts[-1]
    if not 45 <= len(before) <= 120 or len(words) > 120 or furniture.kind(before) or furniture.kind(words):
        return False
    return words[0].islower() or continued


def _parts(lines: Sequence[story_head.Line]) -> Iterator[Part]:
    part, ends = Part([]), list[str]()
    listed: list[story_head.Line] | None = None  # headlines of other stories, after "Related stories"
    for line in lines:
        kind = furniture.kind(line.text)
        if kind in furniture.ENDS:
            ends.append(kind)
            listed = [] if kind == "related" else None
        elif not kind and listed is not None and not _ends_list(line):
            listed.append(line)
        elif not kind:
            if ends and part.lines:
                yield part
                part = Part([])
            part.ends, ends = [*part.ends, *ends], []
            part.lines.extend([*_unlisted(listed or []), line])
            listed = None
    yield part


def _ends_list(line: story_head.Line) -> bool:
    return line.is_prose or story_head.states_origin([line])


def _unlisted(lines: Sequence[story_head.Line]) -> Sequence[story_head.Line]:
    """Return which of some headlines belongs to the text that follows: those after a gap, or the last."""
    gaps = [number for number, line in enumerate(lines[:-1], 1) if line.blank > 1]
    return lines[max([*gaps, len(lines) - 4]) if gaps else -1 :]


def _prose(lines: Sequence[story_head.Line]) -> int:
    return sum(len(line.text) for line in lines if line.is_prose)


def _may_end(lines: Sequence[story_head.Line]) -> bool:
    """Whether these lines are a story or no story at all, and not the head of one."""
    return _prose(lines) >= ENOUGH or max((len(line.text.split()) for line in lines), default=0) < 4


def _begins(part: Part) -> bool:
    """Whether the lines after a piece of furniture begin another story."""
    at = story_head.title_at(part.lines)
    if at is None or len(part.lines[at].text.split()) < 4 or at > 6:
        return False
    after = part.lines[at + 1 :]
    if _prose(after) < ENOUGH:
        return False
    strong = "comment" in part.ends or sum(kind in ("appeal", "go_on") for kind in part.ends) > 1
    return strong or story_head.states_origin(after[:4])


def _continued(lines: Sequence[story_head.Line]) -> list[story_head.Line]:
    """Return what goes on with a story: all up to the last running text; nothing where there is none."""
    last = max((number for number, line in enumerate(lines) if line.is_prose), default=-1)
    return list(lines[: last + 1])


def is_markup(text: str) -> bool:
    """Return whether a pasted text is the source of a page and not what a page shows."""
    return re.match(r"\s*(?:<\?xml[^<>]*>\s*)?<(?:!doctype html|html)\b", text[:2_000], re.I) is not None
