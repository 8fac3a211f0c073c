"""A check as text for a terminal and as Markdown."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from oilwatch.model import Check
from oilwatch.report import frame, safe, spans, words
from oilwatch.report.safe import markdown as md
from oilwatch.report.words import Card


def text(check: Check) -> str:
    """Return a check as text for a terminal: a paragraph a figure, then what the check rests on."""
    lines = [frame.title(check), frame.dated(check), frame.summary(check)]
    lines += [safe.line(check.note)] if check.note else []
    for card in words.cards(check):
        lines += ["", *_paragraph(card)]
    lines += ["", *(f"{name}: {value}" for name, value in frame.foot(check) if name in _BRIEF)]
    return "\n".join(lines) + "\n"


_BRIEF = ("Data version", "Repeat")


def _paragraph(card: Card) -> Iterator[str]:
    chip = safe.line(card.chip.word)
    yield f"{card.letter:<3}{card.chip.shape} {chip}: “{frame.quoted(card)}”"
    if card.verdict.summary:
        yield f"   {safe.line(card.verdict.summary)}"
    yield "   " + " | ".join(f"{name} {safe.line(value)}" for name, value in card.facts)
    for line, url in card.sources:
        link = safe.address(url)
        yield f"   {safe.line(line)}" + (f" · {link}" if link else "")
    for other in card.verdict.claim.candidates:
        yield f"   could also be read as: {safe.line(other)}"


def markdown(check: Check) -> str:
    """Return a check as Markdown: the story as a quotation with lettered figures, then each figure."""
    parts = [f"## {md(frame.title(check))}", md(frame.dated(check)), f"**{md(frame.summary(check))}**"]
    parts += [md(safe.line(check.note))] if check.note else []
    if check.story.text:
        parts.append(_quotation(check))
    parts += ["\n".join(_item(card)) for card in words.cards(check)]
    parts.append("\n".join(f"- {name}: {_foot(name, value)}" for name, value in frame.foot(check)))
    return "\n\n".join(parts) + "\n"


def _foot(name: str, value: str) -> str:
    return f"`{value.replace('`', '')}`" if name == "Repeat" else md(value)


def _quotation(check: Check) -> str:
    claims = [(one.claim.start, one.claim.end) for one in check.verdicts]
    runs = groupby(spans.pieces(check.story.text, claims), key=lambda piece: bool(piece.covered))
    whole = "".join(_bold(run) if marked else _plain(run) for marked, run in runs)
    return "\n".join(f"> {line.strip()}".rstrip() for line in whole.split("\n"))


def _plain(run: Iterable[spans.Piece]) -> str:
    return "".join(safe.paragraphs(piece.text) for piece in run)


def _bold(run: Iterable[spans.Piece]) -> str:
    """Return neighbouring figures as one bold stretch, a letter where each of them ends."""
    text = ""
    for piece in run:
        text += md(piece.text)
        if piece.ending:
            text += f" \\[{', '.join(map(words.letter, piece.ending))}\\]"
    return f"**{' '.join(text.split())}**"


def _item(card: Card) -> Iterator[str]:
    chip = f"{card.chip.shape} {md(safe.line(card.chip.word))}"
    yield f"### {card.letter}. {chip}: “{md(frame.quoted(card))}”\n"
    if card.verdict.summary:
        yield f"{md(safe.line(card.verdict.summary))}\n"
    yield "| " + " | ".join(name for name, _ in card.facts) + " |"
    yield "|" + " --- |" * len(card.facts)
    yield "| " + " | ".join(md(safe.line(value)) for _, value in card.facts) + " |\n"
    for line, url in card.sources:
        link = safe.address(url)
        yield f"- {md(safe.line(line))}" + (f" · [source](<{link}>)" if link else "")
    for other in card.verdict.claim.candidates:
        yield f"- Could also be read as: {md(safe.line(other))}"
