"""A check in HTML: the story with its figures marked, a card a figure, the foot. Shared by page and file."""

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from oilwatch.model import Check
from oilwatch.report import frame, look, safe, spans, spark, words
from oilwatch.report.safe import markup
from oilwatch.report.words import Card

Picture = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Manner:
    """How a check is written: what precedes its anchors, its lines, and the theme of the page around it.

    *dark* is None in a file, whose theme the reader's browser chooses. *server* precedes the paths of
    receipts: empty on a page of the server itself; None: there is no server, and no link to one.
    """

    prefix: str = "s1"
    sparks: spark.Sparks = field(default_factory=dict)
    dark: bool | None = None
    server: str | None = ""


def section(check: Check, manner: Manner) -> str:
    """Return a whole check: its head, the story, the cards and the foot."""
    parts = [head(check), *([story(check, manner)] if check.verdicts else [])]
    parts += [card(one, place, manner) for place, one in enumerate(words.cards(check))]
    return f"<section>{''.join(parts)}{foot(check)}</section>"


def head(check: Check) -> str:
    """Return title, day, summary and what has to be said of the whole."""
    link = safe.address(check.story.url)
    title = markup(frame.title(check))
    shown = f'<a href="{markup(link)}" rel="noopener noreferrer">{title}</a>' if link else title
    note = f'<p class="owr-note">{markup(safe.line(check.note))}</p>' if check.note else ""
    return (
        f'<h1>{shown}</h1><p class="owr-quiet">{markup(frame.dated(check))}</p>'
        f"<p><b>{markup(frame.summary(check))}</b></p>{note}"
    )


def story(check: Check, manner: Manner) -> str:
    """Return the text of the story, each figure underlined and followed by its letter."""
    tones = [words.chip(one).tone for one in check.verdicts]
    cut = spans.pieces(check.story.text, [(one.claim.start, one.claim.end) for one in check.verdicts])
    body = "".join(_piece(one, tones, manner.prefix) for one in cut)
    return f'<div class="owr-story" dir="auto">{body}</div>'


def _piece(piece: spans.Piece, tones: list[str], prefix: str) -> str:
    shown = markup(piece.text)
    if piece.covered:
        tone = words.worst([tones[place] for place in piece.covered])
        nested = " owr-nested" if piece.depth > 1 else ""
        shown = f'<span class="owr-figure owr-{tone}{nested}">{shown}</span>'
    return shown + "".join(_letter(place, tones[place], prefix) for place in piece.ending)


def _letter(place: int, tone: str, prefix: str) -> str:
    name = words.letter(place)
    return f'<a class="owr-letter owr-{tone}" href="#{prefix}-{name}">{name}</a>'


def card(one: Card, place: int, manner: Manner) -> str:
    """Return the card of a figure."""
    tone = one.chip.tone
    parts = [
        f'<h2 class="owr-head"><span class="owr-letter owr-{tone}">{one.letter}</span>{_chip(one)}'
        f"<span>“{markup(frame.quoted(one))}”</span></h2>",
        f"<p>{markup(safe.line(one.verdict.summary))}</p>" if one.verdict.summary else "",
        f'<dl class="owr-facts">{"".join(map(_fact, one.facts))}</dl>',
        *_spark(one, place, manner),
        *_others(one),
        f'<ul class="owr-sources">{"".join(_sources(one, manner.server))}</ul>' if one.sources else "",
    ]
    return f'<article class="owr-card" id="{manner.prefix}-{one.letter}">{"".join(parts)}</article>'


def _chip(one: Card) -> str:
    word = markup(safe.line(one.chip.word))
    shape = f'<span aria-hidden="true">{one.chip.shape}</span>'
    return f'<span class="owr-chip owr-{one.chip.tone}">{shape} {word}</span>'


def _fact(fact: tuple[str, str]) -> str:
    return f"<div><dt>{fact[0]}</dt><dd>{markup(safe.line(fact[1]))}</dd></div>"


def _sources(one: Card, server: str | None) -> Iterator[str]:
    """Yield an item for each recorded figure, with a link to its source and one to its receipt."""
    for (text, url), receipt in zip(one.sources, one.receipts, strict=True):
        link = safe.address(url)
        shown = f' · <a href="{markup(link)}" rel="noopener noreferrer">source</a>' if link else ""
        if receipt and server is not None:
            shown += f' · <a href="{markup(server + receipt)}">receipt</a>'
        yield f"<li>{markup(safe.line(text))}{shown}</li>"


def _others(one: Card) -> Iterator[str]:
    if one.verdict.claim.candidates:
        items = "".join(f"<li>{markup(safe.line(text))}</li>" for text in one.verdict.claim.candidates)
        yield f'<p class="owr-quiet">It could also be read as:</p><ul class="owr-others">{items}</ul>'


def _spark(one: Card, place: int, manner: Manner) -> Iterator[str]:
    line = manner.sparks.get(place)
    if line:
        yield _picture(one, line, manner.dark)
        yield f'<div class="owr-quiet">{markup(spark.caption(one.verdict, line))}</div>'


def _picture(one: Card, line: spark.Line, dark: bool | None) -> str:
    """Return the line in place, or, as the page's sanitiser takes no SVG, as an image."""
    if dark is None:
        return spark.svg(one.verdict, line, "var(--owr-{})".format)
    drawn = spark.svg(one.verdict, line, partial(_ink, dark=dark))
    data = base64.b64encode(drawn.encode()).decode()
    return (
        f'<img class="owr-spark" alt="{spark.alt(one.verdict, line)}" src="data:image/svg+xml;base64,{data}">'
    )


def _ink(name: str, *, dark: bool) -> str:
    return look.palette(dark=dark)[name]


def foot(check: Check) -> str:
    """Return data version, method, limits, and the command that repeats the check."""
    told = {name: markup(text) for name, text in frame.foot(check)}
    told["Repeat"] = f"<code>{told['Repeat']}</code>"
    rows = "".join(f"<div><dt>{name}: </dt><dd>{text}</dd></div>" for name, text in told.items())
    return f'<dl class="owr-foot">{rows}</dl>'
