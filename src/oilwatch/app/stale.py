"""Figures of saved checks that are told otherwise since: a list on the check page, and a line in a check."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from oilwatch.app import data, parts
from oilwatch.recheck import told
from oilwatch.report import frame, safe, words
from oilwatch.store.rechecks import Changed

SHOWN = 12
"""Most changes in the list of the page."""
_EMPTY = (
    "None so far. After each load the saved checks are run again with the figures known by then; what came "
    "out, was revised or withdrawn since stands here, with what was told before and what is told now."
)


def section() -> None:
    """List the figures of all saved checks that are told otherwise, the newest change first."""
    found = data.store().checks.again.recent(SHOWN)
    address = f"{parts.base_url()}/feed.xml?only=checks"
    sub = f"Or what is recorded now, newest first; as a feed: {address}" if found else _EMPTY
    parts.title("Figures whose verdict changed", sub)
    if found:
        st.html(f'<ul class="ow-list">{"".join(map(_row, found))}</ul>')


def _row(one: Changed) -> str:
    title = safe.markup(safe.line(one.title) or "A story without a title")
    when = safe.markup(frame.day(one.changed_at))
    return (
        f'<li><a href="?c={safe.markup(one.code)}">{title}</a> <small>({when})</small><br>'
        f"{_quoted(one)}: {_words(one.change.before, one.change.after)}</li>"
    )


def since(code: str, prefix: str) -> None:
    """Say how many figures of a saved check are told otherwise than when it was saved, and how; else nothing.

    *prefix* precedes the anchors of its cards.
    """
    found = net(data.store().checks.again.of(code))
    if not found:
        return
    rows = "".join(_since(first, last, prefix) for first, last in found)
    st.html(
        f'<p class="ow-note"><b>{_number(found)} since it was saved</b>; below it stands as it was saved.</p>'
        f'<ul class="ow-list">{rows}</ul>'
    )


def _number(found: Sequence[tuple[Changed, Changed]]) -> str:
    """Return how many verdicts changed, and of how many others what is recorded now."""
    turned = sum(told.turned(first.change.before, last.change.after) for first, last in found)
    counts = ((turned, "verdict", "changed"), (len(found) - turned, "recorded figure", "revised"))
    return ", ".join(
        f"{number} {what}{'' if number == 1 else 's'} {verb}" for number, what, verb in counts if number
    )


def net(changes: Sequence[Changed]) -> list[tuple[Changed, Changed]]:
    """Return the first and the last change of each figure, by place; none of one that is as it was saved."""
    places: dict[int, tuple[Changed, Changed]] = {}
    for one in changes:
        first, _ = places.get(one.change.place, (one, one))
        places[one.change.place] = (first, one)
    return [
        (first, last)
        for _, (first, last) in sorted(places.items())
        if first.change.before != last.change.after
    ]


def _since(first: Changed, last: Changed, prefix: str) -> str:
    name = words.letter(last.change.place)
    when = safe.markup(frame.day(last.changed_at))
    return (
        f'<li><a href="#{prefix}-{name}">{name}</a> {_quoted(last)}: '
        f"{_words(first.change.before, last.change.after)} <small>({when})</small></li>"
    )


def _quoted(one: Changed) -> str:
    return f"“{safe.markup(safe.line(one.change.quoted))}”"


def _words(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    return safe.markup(safe.line(told.said(before, after)))
