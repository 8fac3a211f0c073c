"""The events page without an event chosen: the catalogue with filters, effects by kind, the team's own."""

import streamlit as st

from oilwatch import catalog, periods, view
from oilwatch.app import controls, data, parts, study, team
from oilwatch.model import Event

SECTIONS = {"": "Catalogue", "effects": "Effects by kind", "team": "Your team's"}
"""The parts of the page, by what ``show`` says in the address."""


def page() -> None:
    """Show the part of the page that the address names, and the choice between them."""
    now = st.query_params.get("show", "")
    now = now if now in SECTIONS else ""
    chosen = st.segmented_control(
        "Part of the page", list(SECTIONS), default=now, format_func=SECTIONS.__getitem__, required=True,
        key=f"events:part:{now}", label_visibility="collapsed",
    )  # fmt: skip
    if chosen is not None and chosen != now:
        st.query_params.from_dict({"show": chosen} if chosen else {})
        st.rerun()
    {"": listing, "effects": study.page, "team": team.page}[now]()


def listing() -> None:
    """Show the catalogue and the team's events, filtered by kind, importance and words."""
    parts.title("Events that moved the oil market", _span())
    lanes_ = {name: label for name, label in view.LANES.items() if name != "stories"}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        lanes = st.pills("Kinds", list(lanes_), selection_mode="multi", default=list(lanes_),
                         format_func=lanes_.__getitem__, key="events:lanes")  # fmt: skip
        least = st.selectbox("Importance", list(controls.IMPORTANCE), key="events:importance", width=190,
                             format_func=controls.IMPORTANCE.__getitem__)  # fmt: skip
        text = st.text_input("Words", key="events:words", width=220, placeholder="Saudi, voluntary, 2022 ...")
    every = list(data.events().values())
    found = [
        event
        for event in every
        if event.lane in lanes and event.importance >= least and _has(event, text[:100])
    ]
    st.caption(f"{len(found)} of {len(every)} events")
    if not found:
        st.info("No event fits these filters; choose more kinds or fewer words.")
        return
    st.caption("Newest first. Choose a row, or “open” in it, for the event's page with what prices did.")
    newest = found[::-1]
    chosen = st.dataframe(
        parts.event_table(newest), hide_index=True, column_config=parts.LINKS, height=560,
        key="events:table", on_select="rerun", selection_mode="single-row",
    )  # fmt: skip
    if chosen.selection.rows:
        st.query_params.from_dict({"event": newest[chosen.selection.rows[0]].id})
        st.rerun()


def _span() -> str:
    every = catalog.events()
    first, last = periods.day_text(every[0].date), periods.day_text(every[-1].date)
    return f"{len(every)} events, {first} – {last}, each with the address where it was read"


def _has(event: Event, text: str) -> bool:
    whole = f"{event.date} {event.title} {' '.join(event.countries)} {event.kind}".lower()
    return all(word in whole for word in text.lower().split())
