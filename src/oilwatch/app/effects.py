"""What prices did, as tables and sentences: one event, all events of a kind, one unusual move."""

from collections.abc import Sequence
from urllib.parse import quote

from oilwatch import periods
from oilwatch.app import data
from oilwatch.model import GroupWindow, Impact, Measured, Move
from oilwatch.report import safe

MINUS = "−"
METHOD = (
    "Sessions are counted from the event; a window runs from the close before its first session to the "
    "close of its last. “Larger than” compares the size of the change, up or down, with all windows of "
    "that length in the five years before. The effect is the change less what such windows usually did "
    "(their median), with the band in which it lies in 95 of 100 cases if the market was as restless as "
    "in those years. It says what the price did after the event, not what the event did to the price."
)


def signed(value: float | None, unit: str) -> str:
    """Return a change as people read it: ``+$3.10``, ``−2.4%``; a dash where there is none."""
    if value is None:
        return "–"
    sign = MINUS if value < 0 else "+"
    return f"{sign}{abs(value):.1f}%" if unit == "percent" else f"{sign}${abs(value):,.2f}"


def kbd(value: float | None) -> str:
    """Return a signed change in kb/d; a dash where there is none."""
    if value is None:
        return "–"
    return f"{value:+,.0f}".replace("-", MINUS) if round(value) else "0"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], label: str) -> str:
    """Return an HTML table in a box that scrolls by itself; cells are HTML already, heads are text.

    A row shorter than the heads ends in words that take the rest of it.
    """
    head = "".join(f'<th scope="col">{safe.markup(text)}</th>' for text in heads)
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>{_cells(row[1:], len(heads) - len(row))}</tr>' for row in rows
    )
    return (
        f'<div class="ow-scroll" role="region" tabindex="0" aria-label="{safe.markup(label)}">'
        f'<table class="ow-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _cells(cells: Sequence[str], free: int) -> str:
    *plain, last = cells
    made = "".join(f"<td>{cell}</td>" for cell in plain)
    rest = f' colspan="{free + 1}" class="ow-words"' if free else ""
    return f"{made}<td{rest}>{last}</td>"


def impact_table(found: Impact) -> str:
    """Return the windows of an impact as a table in HTML."""
    heads = ("Sessions", *"From close|To close|Change|Larger than|Effect (95% band)|Also inside".split("|"))
    if all(one.reason for one in found.windows):
        heads = ("Sessions", "Why there is no figure")
    rows = [_window(one) for one in found.windows]
    return table(heads, rows, "Impact by window")


def _window(one: Measured) -> list[str]:
    if one.reason or one.dollars is None:
        return [one.name, safe.markup(one.reason)]
    change = signed(one.dollars, "dollars")
    if one.percent is not None:
        change = f"{signed(one.percent, 'percent')} ({change})"
    place = "–"
    if one.percentile_size is not None:
        place = f"{one.percentile_size:.1f}% of {one.placebos:,}"
    return [
        one.name, _close(one.base_day, one.base), _close(one.end_day, one.end), change, place, _band(one),
        _others(one),
    ]  # fmt: skip


def _close(day: object, value: float | None) -> str:
    text = periods.day_text(day) if day else ""  # type: ignore[arg-type]
    return f"{'' if value is None else f'${value:,.2f}'.replace('$-', f'{MINUS}$')}<br><small>{text}</small>"


def _band(one: Measured) -> str:
    if one.effect is None:
        return safe.markup("; ".join(one.notes)) or "–"
    ends = f"{signed(one.low, one.unit)} to {signed(one.high, one.unit)}"
    return f"{signed(one.effect, one.unit)}<br><small>{ends}</small>"


def _others(one: Measured) -> str:
    there = data.events()
    links = [
        f'<a href="/events?event={quote(name)}" title="{safe.markup(there[name].title)}">'
        f"{periods.day_text(there[name].date)}</a>"
        for name in one.others[:4]
        if name in there
    ]
    more = len(one.others) - len(links)
    return ", ".join(links) + (f" and {more} more" if more > 0 else "") or "none"


def impact_words(found: Impact) -> list[str]:
    """Return what has to be said of an impact beside its table."""
    notes = [found.why] if found.why else []
    for one in found.windows:
        notes += [f"{one.name}: {note}" for note in one.notes if one.effect is not None]
        days = ", ".join(map(periods.day_text, one.missing[:4]))
        notes += (
            [f"{one.name}: no price was published for {days}, though the exchange traded"] if days else []
        )
    if found.earliest:
        notes.append(
            f"{found.earliest} of {found.closes} closes are as in the earliest copy kept, not as published"
        )
    return list(dict.fromkeys(notes))


def group_table(windows: Sequence[GroupWindow]) -> str:
    """Return the windows of a group of events as a table in HTML."""
    heads = ("Sessions", "Events", "Mean", "Median", "Middle half", "Spread", "Rose", "By chance", "Crowded")
    return table(heads, [_group_row(one) for one in windows], "Effect by window")


def _group_row(one: GroupWindow) -> list[str]:
    if not one.number:
        return [one.name, "no event has this window"]
    chance = "–" if one.placebo_share is None else f"{one.placebo_share:.1f}%"
    return [
        one.name, str(one.number), signed(one.mean, "percent"), signed(one.median, "percent"),
        f"{signed(one.low_quarter, 'percent')} to {signed(one.high_quarter, 'percent')}",
        "–" if one.deviation is None else f"{one.deviation:.1f} points", f"{one.rose or 0:.0f}%", chance,
        f"{one.crowded} of {one.number}",
    ]  # fmt: skip


def move_text(move: Move) -> str:
    """Return an unusual move as one line of HTML."""
    size = signed(move.dollars, "dollars")
    change = f"{signed(move.percent, 'percent')} ({size})" if move.percent is not None else size
    close = f"${move.close:,.2f}".replace("$-", f"{MINUS}$")
    return (
        f"<b>{move.day:%a} {periods.day_text(move.day)}</b> {change} to {close}: larger than "
        f"{move.percentile:.1f}% of {move.placebos:,} sessions before it"
    )
