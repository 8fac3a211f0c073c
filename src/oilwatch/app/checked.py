"""Saved checks on the check page: each as it was found, what can be taken away of it, and the latest ones."""

import json
from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from oilwatch import periods, report, settings
from oilwatch.app import data, parts, stale, viewport
from oilwatch.app.data import Version
from oilwatch.model import Check
from oilwatch.report import frame, look, marked, safe, words
from oilwatch.report.spark import Sparks
from oilwatch.store import Store
from oilwatch.store.checks import Saved

MOST, RECENT = 40, 8
"""Most checks that one address shows, and checks in the list of those saved last."""


def saved(codes: Sequence[str]) -> None:
    """Show the saved checks with these codes."""
    found = [(code, document) for code in codes[:MOST] if (document := data.store().checks.find(code))]
    if len(found) < len(codes):
        parts.notices(["There is no such check in this store; the address may be cut or of another one."])
    several = len(found) > 1
    for place_, (code, document) in enumerate(found, 1):
        check = report.from_dict(document)
        if several:
            label = f"{parts.escaped(frame.title(check))} · {frame.summary(check)}"
            with st.expander(label, expanded=place_ == 1):
                _one(check, code, f"s{place_}")
        else:
            _one(check, code, "s1")


def _one(check: Check, code: str, prefix: str) -> None:
    """Show a check, and what can be taken away of it."""
    stale.since(code, prefix)
    lines = _lines(data.store(), data.version(), code, check)
    dark = viewport.look().dark
    body = marked.section(check, marked.Manner(prefix, lines, dark))
    st.html(f'<style>{look.sheet(dark=dark)}</style><div class="owr">{body}</div>')
    base = settings.load().base_url
    address = f"{base}/check?c={code}" if base else ""
    with st.container(horizontal=True):
        with st.popover("Copy as Markdown"):
            st.code(report.markdown(check), language=None, wrap_lines=True, height=320)
        _download("HTML", "html", lambda: report.html([check], [lines], address=address), code)
        _download("JSON", "json", lambda: json.dumps(report.as_dict(check), indent=1) + "\n", code)
        _download("Markdown", "md", lambda: report.markdown(check), code)


def _download(label: str, ending: str, body: Callable[[], str], code: str) -> None:
    st.download_button(
        label, lambda: body().encode(), file_name=f"oilwatch-check-{code}.{ending}",
        icon=":material/download:", key=f"check:{ending}:{code}", on_click="ignore",
    )  # fmt: skip


@st.cache_resource(show_spinner=False, max_entries=64)
def _lines(_store: Store, version: Version, code: str, _check: Check) -> Sparks:
    return report.sparks(_store, _check)


def recent(*, folded: bool) -> None:
    """List the checks saved last, each with its own address."""
    rows = "".join(map(_row, data.store().checks.recent(RECENT)))
    if rows:
        with st.expander("Recent checks", expanded=not folded):
            st.html(f'<ul class="ow-sub">{rows}</ul>')


def _row(row: Saved) -> str:
    told = [f"{words.PLAIN[name].word} {number}" for name, number in row.counts.items()]
    about = ", ".join([periods.day_text(date.fromisoformat(row.saved_at[:10])), *told])
    title = safe.markup(safe.line(row.title) or "A story without a title")
    return f'<li><a href="?c={safe.markup(row.code)}">{title}</a> ({about})</li>'
