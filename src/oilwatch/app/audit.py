"""Who changed what: events, notes and figures that people added, removed or accepted, newest first."""

import streamlit as st

from oilwatch.app import data, parts
from oilwatch.model import Change
from oilwatch.report import safe

STEP, MOST = 20, 1000
"""Changes shown at first and added by each "more"; and the most that one page shows."""
_COLUMNS = ("when, UTC", "who", "done", "to what", "detail")


def changes() -> None:
    """Show the newest changes as a table of when (UTC), who, what was done, to what, and detail."""
    shown = int(st.session_state.get("audit:shown", STEP))
    found = data.store().audit.recent(limit=shown + 1)
    parts.title("Who changed what", "By people, on pages and by command; what loading brought stands above")
    if not found:
        st.caption("Nobody has changed anything yet.")
        return
    st.html(_table(found[:shown]))
    if len(found) > shown and shown < MOST:
        st.button("more", key="audit:more", on_click=_more, icon=":material/expand_more:", type="tertiary")


def _more() -> None:
    st.session_state["audit:shown"] = int(st.session_state.get("audit:shown", STEP)) + STEP


def _table(found: list[Change]) -> str:
    """Return changes as a table in HTML in which nothing that people wrote is markup."""
    head = "".join(f'<th class="ow-words">{name}</th>' for name in _COLUMNS)
    rows = "".join(_row(change) for change in found)
    return (
        '<div class="ow-scroll" tabindex="0" role="region" aria-label="Who changed what">'
        f'<table class="ow-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _row(change: Change) -> str:
    when = change.changed_at[:16].replace("T", " ")
    words = (change.who, change.action, change.what, change.detail)
    cells = "".join(
        f'<td class="ow-words" style="overflow-wrap: anywhere">{safe.markup(word)}</td>' for word in words
    )
    return f'<tr><td style="text-align: left">{safe.markup(when)}</td>{cells}</tr>'
