"""The team's own: its events, by form or CSV, and notes on any event; who wrote what, and nothing is lost."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from oilwatch import catalog, own_events, periods
from oilwatch.app import data, parts, who
from oilwatch.errors import InputError
from oilwatch.model import Event
from oilwatch.report import safe
from oilwatch.store.team import MOST_NOTE, MOST_TITLE

_FIRST, _LAST = date(1900, 1, 1), date(2100, 12, 31)


def page() -> None:
    """Show the team's events, how to add some, and those that were removed."""
    parts.title(
        "Events of your team", "Kept in your store, shown in a row of their own, never in the catalogue"
    )
    parts.notices(st.session_state.pop("team:said", []))
    if done := st.session_state.pop("team:done", ""):
        st.success(done, icon=":material/check:")
    mine = [event for event in data.events().values() if event.lane == "team"]
    authors = data.store().team.authors()
    for event in reversed(mine):
        _row(event, authors[event.id], "Remove", ":material/delete:", data.store().team.remove)
    if not mine:
        st.caption("There are none yet.")
    if who.gate("add events", "team"):
        with st.expander("Add an event", expanded=not mine):
            _form()
        with st.expander("Add events from a CSV"):
            _upload()
    gone = data.store().team.events(removed=True)
    if gone:
        with st.expander(f"Removed ({len(gone)})"):
            for event in reversed(gone):
                _row(event, authors[event.id], "Restore", ":material/undo:", data.store().team.restore)


def _row(event: Event, by: tuple[str, str], word: str, icon: str, act: Callable[..., None]) -> None:
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"pinrow-team-{event.id}"
    ):
        if who.person().editor:
            st.button(
                word, key=f"team:{word}:{event.id}", on_click=_try, args=(act, event.id), icon=icon,
                type="tertiary",
            )  # fmt: skip
        parts.event_link(event, f"{by[0]}, {periods.day_text(date.fromisoformat(by[1][:10]))}")


def _try(act: Callable[..., None], name: str) -> None:
    """Do what a button says; where somebody else has done it before, or may not do it, say so on the page."""
    try:
        act(name, by=who.must_edit().by)
    except InputError as error:
        st.session_state["team:said"] = [f"{error}."]


def _form() -> None:
    kinds = catalog.kinds()
    with st.form("team:form", border=False, clear_on_submit=False):
        title = st.text_input("What happened", max_chars=MOST_TITLE, key="team:title")
        left, right = st.columns(2)
        day = left.date_input("Day", data.today(), min_value=_FIRST, max_value=_LAST, key="team:day")
        kind = right.selectbox(
            "Kind", list(kinds), format_func=lambda one: kinds[one].label, key="team:kind",
            index=list(kinds).index("market_event"),
        )  # fmt: skip
        source = left.text_input("Source (address)", key="team:source", placeholder="https://")
        countries = right.text_input("Who (by semicolons)", key="team:countries", placeholder="OPEC+; Iraq")
        size = left.text_input("Size, kb/d, signed", key="team:size", placeholder="-500")
        with right:
            author = who.author("team:author")
        sent = st.form_submit_button("Add the event", icon=":material/add:")
    if sent:
        row = {
            "date": str(day), "kind": kind, "title": title, "source_url": source, "size_kbd": size,
            "countries": ";".join(part.strip() for part in countries.split(";")),
        }  # fmt: skip
        _add(lambda: own_events.from_rows([row], name="this event"), author)


def _upload() -> None:
    st.caption(
        f"Columns: date, title, kind ({', '.join(catalog.kinds())}); and where known countries, size_kbd, "
        "effective_from, importance, source_url, time, zone. One broken row stops the whole file."
    )
    with st.form("team:csv", border=False):
        file = st.file_uploader("CSV of events", type=["csv"], key="team:file")
        author = who.author("team:csv_author")
        sent = st.form_submit_button("Add these events", icon=":material/upload:")
    if sent and file is None:
        parts.notices(["Expected a CSV file, got none; choose one first."])
    elif sent and file is not None:
        _add(lambda: own_events.from_csv(file.getvalue(), name=file.name), author)


def _add(read: Callable[[], list[Event]], author: str) -> None:
    """Keep events; say which were not new, or every rule that is broken."""
    try:
        who.must_edit()
        events = read()
        added = data.store().team.add(events, author)
    except InputError as error:
        parts.notices([parts.escaped(str(error))])
        return
    who.remember(author)
    known = len(events) - len(added)
    said = f"{len(added)} added" + (f", {known} stood there already" if known else "")
    st.session_state["team:done"] = f"{said}."
    st.rerun()


# -- notes ---------------------------------------------------------------------------------------------


def notes(event: Event) -> None:
    """Show the notes on an event, and where one is written."""
    parts.notices(st.session_state.pop("team:said", []))
    for note in data.store().team.notes(event.id):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if who.person().editor:
                st.button(
                    "Remove", key=f"note:{note.code}", icon=":material/delete:", type="tertiary",
                    on_click=_try, args=(data.store().team.remove_note, note.code),
                )  # fmt: skip
            day = periods.day_text(date.fromisoformat(note.written_at[:10]))
            words = safe.markup(note.text).replace("\n", "<br>")
            st.html(f'<p class="ow-note">{words}<br><small>{safe.markup(note.author)}, {day}</small></p>')
    if who.gate("write notes", "notes"):
        _note_form(event)


def _note_form(event: Event) -> None:
    with st.expander("Write a note"), st.form(f"note:{event.id}", border=False, clear_on_submit=True):
        text = st.text_area("Note", max_chars=MOST_NOTE, key=f"note:text:{event.id}", height=100)
        author = who.author(f"note:author:{event.id}")
        if st.form_submit_button("Keep the note", icon=":material/edit_note:"):
            try:
                who.must_edit()
                data.store().team.write_note(event.id, text, author)
            except InputError as error:
                parts.notices([str(error)])
            else:
                who.remember(author)
                st.rerun()
