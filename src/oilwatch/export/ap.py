"""The latest figures of a view in one sentence that a reporter can paste, in Associated Press style."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from oilwatch.model import Series
from oilwatch.report.safe import line

if TYPE_CHECKING:
    from oilwatch.views import Content, Row

MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
"""Months before a day, as the AP Stylebook shortens them; a month with a year alone is written out."""
_OUTPUT = {
    "liquids": "output of petroleum and other liquids",
    "crude_weekly": "estimated crude oil output",
    "jodi": "crude oil output as reported to JODI",
    "required": "output level required by OPEC+",
}
_EXACT = {
    "crude": "crude oil output including lease condensate",
    "crude_only": "crude oil output by the Short-Term Energy Outlook",
}
"""What is said of a definition where a country stands twice, and one word would be true of both."""
_PLACES = {"United States": "the United States", "United Arab Emirates": "the United Arab Emirates",
           "World": "the world"}  # fmt: skip
_SOURCES = {"OPEC+ statements as compiled in data/targets.csv": "statements by OPEC+"}
_THE = ("U.S. Energy Information Administration", "Joint Organisations Data Initiative")
Told = tuple[Series, "Row"]
_UNITS = {"mb/d": "million barrels a day", "kb/d": "thousand barrels a day"}


def sentence(content: "Content") -> str:
    """Return the newest value of each line, its period, the source and the day the figures are read as of.

    Required levels are told only where nothing else is shown.
    """
    from oilwatch.views import rows

    latest = {row.name: row for row in rows(content)}
    every = [(one.about, latest[one.name]) for one in content.lines.lines if one.name in latest]
    told = [pair for pair in every if pair[0].measure != "target"] or every
    as_of = f"as of {day(content.as_of)}"
    if not told:
        return f"There are no figures for this view {as_of}."
    same = len({row.period for _, row in told}) == 1
    when = f" {_when(*told[0])}" if same else ""
    sources = _joined(_named(_behind(content, told)))
    whole = f"{_joined(_clauses(told, same))}{when}, according to {sources}, {as_of}{_copy(content, told)}."
    return line(whole[:1].upper() + whole[1:])


def _clauses(told: Sequence[Told], same: bool) -> list[str]:
    """Return what each line was; what is of one kind is named once, then ``that of``."""
    clauses, before = [], ""
    for (about, row), (kind, whose) in zip(told, _subjects([about for about, _ in told]), strict=True):
        subject = f"that of {whose}" if kind == before else f"the {kind} of {whose}"
        value = _spread(row) if " less " in row.name else _value(row)
        clauses.append(f"{subject} was {value}{'' if same else f' {_when(about, row)}'}")
        before = kind
    return clauses


def _copy(content: "Content", told: Sequence[Told]) -> str:
    """Return the day of the copy, where it is younger than the day that the figures are read as of."""
    younger = max(row.seen_from[:10] for _, row in told)
    if younger <= content.as_of.isoformat():
        return ""
    return f", by the earliest copy kept, of {day(date.fromisoformat(younger))}"


def day(when: date) -> str:
    """Return a day in AP style: ``Nov. 28, 2026``."""
    return f"{MONTHS[when.month - 1]} {when.day}, {when.year}"


def _when(about: Series, row: "Row") -> str:
    if len(row.period) == 7:
        return f"in {date.fromisoformat(f'{row.period}-01'):%B %Y}"
    before = "in the week that ended" if about.frequency == "weekly" else "on"
    return f"{before} {day(date.fromisoformat(row.period))}"


def _subjects(abouts: Sequence[Series]) -> list[tuple[str, str]]:
    """Return the subject of each line; where two would be the same, with the definition of each in words."""
    found = [_subject(about) for about in abouts]
    exact = [
        (_exact(about, kind), whose) if found.count((kind, whose)) > 1 else (kind, whose)
        for about, (kind, whose) in zip(abouts, found, strict=True)
    ]
    return [
        (f"{kind} by the {about.publisher}", whose) if exact.count((kind, whose)) > 1 else (kind, whose)
        for about, (kind, whose) in zip(abouts, exact, strict=True)
    ]


def _exact(about: Series, kind: str) -> str:
    known = _EXACT.get(about.id.rsplit(".", 1)[-1]) if about.measure == "production" else None
    return known or (f"{kind} ({about.definition})" if about.definition else kind)


def _behind(content: "Content", told: Sequence[Told]) -> Sequence[Series]:
    """Return the series that the figures told are made of: of a spread both, else those of the lines."""
    if any(" less " in row.name for _, row in told):
        return content.abouts[:2]
    return [about for about, _ in told]


def _subject(about: Series) -> tuple[str, str]:
    """Return what a line shows and whose it is: ``spot price`` and ``Brent crude``."""
    definition = about.id.rsplit(".", 1)[-1]
    if about.measure == "price":
        kind = {"spot": "spot price", "futures": "front-month futures price"}.get(definition, "price")
        return kind, f"{about.entity_name}{' crude' if about.entity in ('BRENT', 'WTI') else ''}"
    return _OUTPUT.get(definition, "crude oil output"), _PLACES.get(about.entity_name, about.entity_name)


def _value(row: "Row") -> str:
    """Return a value with its unit in words; every number is the row's, rounded."""
    size = abs(row.value)
    if row.unit == "USD/bbl":
        return f"{'minus ' if row.value < 0 else ''}${size:,.2f} a barrel"
    if row.unit in _UNITS:
        return f"{row.value:,.{2 if row.unit == 'mb/d' else 0}f} {_UNITS[row.unit]}"
    if row.unit == "% on a year before":
        if not round(size, 1):
            return "little changed from a year earlier"
        return f"{size:,.1f}% {'lower' if row.value < 0 else 'higher'} than a year earlier"
    if row.unit.startswith("%"):
        return f"{row.value:,.1f}{row.unit}"
    return f"{row.value:,.1f} ({row.unit})"


def _spread(row: "Row") -> str:
    """Return how far the first price of a spread lies from the second."""
    if not round(row.value, 2):
        return f"level with that of {row.name.partition(' less ')[2]}"
    side = "below" if row.value < 0 else "above"
    return f"${abs(row.value):,.2f} a barrel {side} that of {row.name.partition(' less ')[2]}"


def _named(abouts: Sequence[Series]) -> list[str]:
    """Return the publishers of series, each once, as AP names them."""
    names = dict.fromkeys(about.publisher for about in abouts)
    return [f"the {name}" if name in _THE else _SOURCES.get(name, name) for name in names]


def _joined(parts: Sequence[str]) -> str:
    """Return ``a``, ``a and b`` or ``a, b and c``: AP has no comma before the last."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)
