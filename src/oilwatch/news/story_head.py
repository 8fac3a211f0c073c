"""The head of a story in plain lines: title, standfirst, byline, and the day on which it says it came out.

Only a statement of publication is a date: a line that is a date, a byline with one, a dateline. A date in a
sentence is a fact of the story.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from oilwatch.model import Story
from oilwatch.news import headline, story_dates

LONGEST_TITLE = 200
HEAD = 6
"""Lines after the title in which its byline and date are looked for."""
_SMALL_WORDS = ("and", "of", "for", "the", "de", "van", "von", "bin", "al", "el")

_DATE = f"(?i:({story_dates.DATE}))"
_CLOCK = r"(?:at )?\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[apAP]\.?[mM]\.?)?(?: \(?[A-Z]{1,5}\)?)?"
_AFTER = rf"(?:[ ,|•·@-]{{1,4}}{_CLOCK}|[ ,|•·-]{{1,4}}\d{{1,3}} min(?:ute)?s? read)?"
_UPDATED = r"(?:[ ,;|•·(-]{1,4}(?i:last )?(?i:updated|modified)\b.{0,60})?"
_DAY = re.compile(rf"[(\[]?(?:{_CLOCK},? )?{_DATE}{_AFTER}{_UPDATED}[)\].]?")
_STATED = re.compile(
    r"(?i:first |originally )?(?i:published|posted|issued|released|date|publication date|date of publication)"
    rf"(?: (?i:on|at))?:? (?:{_CLOCK},? )?{_DATE}{_AFTER}{_UPDATED}(?: (?i:by|in) .{{1,60}})?\.?"
)
_CHANGED = re.compile(rf"(?i:last )?(?i:updated|modified)(?: (?i:on|at))?:? (?:{_CLOCK},? )?{_DATE}.{{0,60}}")
_PLACE = r"[A-Z][\w'’.-]{0,24}(?:,? (?:\([^()]{1,30}\)|[A-Z][\w'’.-]{0,24}|of|de|and)){0,5}"
_DATELINE = re.compile(
    r"(?!(?:On|In|At|By|Since|From|Until|After|Before|As|The|Updated|Modified|Corrected|Last)\b)"
    rf"{_PLACE},? {_DATE}"
    r"(?: ?\([^()]{1,40}\))?(?: ?(?:--|[-–—:]) ?)"
)
_BY = re.compile(
    r"(?i:by|(?:story|words|written|posted|authored|reported|published) by|author)\b:? ?"
    r"(?P<name>[^\d|•·]{2,80}?)"
    r"(?P<rest>[ ,]{0,2}[|•·–—-] ?.{1,100}|,? (?i:published|posted|updated|on) .{1,100}"
    rf"|,? {_DATE}.{{0,60}})?"
)
_NAME = re.compile(r"[A-ZÀ-Þ][\w'’.-]{0,24}(?: (?:[a-z]{2,3} )?[A-ZÀ-Þ][\w'’.-]{0,24}){1,3}")
_SHORTENED = re.compile(r"(?:\b[A-Z]\.){2,}$|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|Bros)\.$|\.\.\.$")


@dataclass(slots=True)
class Line:
    """A paragraph of pasted text: its lines as pasted, and how many blank lines follow."""

    parts: list[str]
    blank: int = 0

    @property
    def text(self) -> str:
        """The paragraph on one line."""
        return self.parts[0] if len(self.parts) == 1 else " ".join(self.parts)

    @property
    def is_prose(self) -> bool:
        """Whether this is running text: a whole sentence of some length."""
        text = self.text
        return len(text) > LONGEST_TITLE or (
            len(text) >= 60 and text.rstrip("\"'”’)]")[-1:] in tuple(".?!:…")
        )


def looks_like_title(line: Line) -> bool:
    """Return whether a line can be a title: short, no full stop, not a menu, a byline or a date."""
    text = line.text
    if not 2 <= len(text) <= LONGEST_TITLE or len(text.split()) > 32 or not any(map(str.isalpha, text)):
        return False
    stopped = text.endswith((".", ",", ";")) and not _SHORTENED.search(text)
    menu = len(re.findall(r" [>»|›/] ", text)) > 1
    return not (stopped or menu or text[0].islower() or states_origin([line]) or _CHANGED.fullmatch(text))


def title_at(lines: Sequence[Line]) -> int | None:
    """Return which line is the title: the first that looks like one, after a menu; None without one."""
    candidates: list[int] = []
    for number, line in enumerate(lines[:40]):
        titled = looks_like_title(line)
        if (line.is_prose and (candidates or not titled)) or len(candidates) > 20:
            break
        if titled:
            candidates.append(number)
    if not candidates:
        return None
    words = [len(lines[number].text.split()) for number in candidates]
    menu = words[0] == 1 or (len(words) > 2 and max(words[:3]) <= 2)
    full = next((number for number, count in zip(candidates, words, strict=True) if count >= 4), None)
    return candidates[0] if full is None or not menu else full


def states_origin(lines: Sequence[Line]) -> bool:
    """Return whether some line is a byline, a date line or a dateline."""
    return any(_byline(line.text)[0] or _said(line.text)[0] for line in lines)


def story(lines: Sequence[Line], *, url: str = "", at: int | None = None) -> Story:
    """Return the story of *lines*: its text is without title (line *at*), byline and date line."""
    at = title_at(lines) if at is None else at
    first = 0 if at is None else at + 1
    author, left_out = _author(lines, first)
    published, how = publication(lines, first)
    for number, line in enumerate(lines[: first + HEAD]):
        if any(form.fullmatch(line.text[:LONGEST_TITLE]) for form in (_DAY, _STATED, _CHANGED)):
            left_out.add(number)
    text = "\n\n".join(
        line.text for number, line in enumerate(lines) if number >= first and number not in left_out
    )
    title = "" if at is None else headline.plain(lines[at].text)
    return Story(title, url, published=published, published_how=how, author=author, text=text)


def publication(lines: Sequence[Line], first: int = 0) -> tuple[str, str]:
    """Return the day of publication that the lines near line *first* state, and where; else nothing.

    A date that stands alone after running text counts only where it is the only such: several are a
    chronology.
    """
    alone = sum(_DAY.fullmatch(line.text[:LONGEST_TITLE]) is not None for line in lines[:200])
    prose = 0
    for number, line in enumerate(lines[: first + HEAD]):
        day, how = _said(line.text) if number != first - 1 else ("", "")
        if day and not (prose and alone > 1 and _DAY.fullmatch(line.text[:LONGEST_TITLE])):
            return day, how
        prose += line.is_prose
        if prose > 1:
            break
    return "", ""


def _author(lines: Sequence[Line], first: int) -> tuple[str, set[int]]:
    """Return who wrote it, and which lines say so; "By ..." is preferred to a name that stands alone."""
    named: dict[int, str] = {}
    alone: dict[int, str] = {}
    for number in range(max(first - 2, 0), min(first + HEAD, len(lines))):
        if name := _byline(lines[number].text)[0]:
            named[number] = name
        elif first <= number <= first + 2 and _stands_alone(lines[number : number + 2]):
            alone[number] = lines[number].text
    found = [*named.values(), *alone.values()]
    return (headline.plain(found[0], 200) if found else ""), {*named, *alone}


def _stands_alone(lines: Sequence[Line]) -> bool:
    """Whether the first of two lines is only a name, set apart as a byline is: more space or a date below."""
    if len(lines) < 2 or not _NAME.fullmatch(lines[0].text):
        return False
    return lines[0].blank >= 2 or _DAY.fullmatch(lines[1].text[:LONGEST_TITLE]) is not None


def _byline(text: str) -> tuple[str, str]:
    """Return the name in a byline and what follows it; empty where the line is none."""
    found = _BY.fullmatch(text) if len(text) <= 160 else None
    if not found:
        return "", ""
    name = found["name"].strip(" :,-–—")
    words = name.split()
    if (
        story_dates.NAMES.fullmatch(name)
        or not 1 <= len(words) <= 10
        or not words[0][0].isupper()
        or text.endswith((".", "?", "!"))
    ):
        return "", ""
    sentence = sum(word[0].islower() and word not in _SMALL_WORDS for word in words)
    return ("", "") if sentence else (name, found["rest"] or "")


def _said(text: str) -> tuple[str, str]:
    """Return the day of publication that a line states, and where that is written."""
    if len(text) <= LONGEST_TITLE:
        for form in (_DAY, _STATED):
            if found := form.fullmatch(text):
                weekday = " (weekday and date)" if story_dates.names_weekday(found[1]) else ""
                return story_dates.day(found[1]), f"date in the text{weekday}"
        rest = _byline(text)[1]
        if rest and not re.match(r"[ ,|•·–—-]*updated", rest, re.I):
            return story_dates.day(rest), "byline in the text"
    found = _DATELINE.match(text[:300])
    return (story_dates.day(found[1]), "dateline in the text") if found else ("", "")
