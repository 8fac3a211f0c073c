"""What stands below the chart of Market beside table and citation: its events, stories and unusual moves."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from oilwatch import impacts, periods, view
from oilwatch.app import controls, data, effects, parts, picked, receipt, stories, viewport
from oilwatch.app.data import Version
from oilwatch.app.picked import Picked
from oilwatch.charts.lane import Bar
from oilwatch.model import Event, Move, Series
from oilwatch.store import Store
from oilwatch.view import View
from oilwatch.views.timeline import Drawn, standing

NAMES = ("Events", "Stories", "Moves")
MOST_EVENTS, MOST_MOVES = 8, 12


def turned(page: str, chosen: Picked, chart: Drawn) -> None:
    """Turn to the list of what was picked on the chart, once, so that another list can be opened after."""
    if chosen == st.session_state.get(f"{page}:picked", Picked()):
        return
    st.session_state[f"{page}:picked"] = chosen
    events, bars = _standing(chosen, chart)
    wanted = "Moves" if chosen.span else "Events" if events else "Stories" if bars else ""
    if wanted:
        st.session_state[f"{page}:below"] = wanted


def _standing(chosen: Picked, chart: Drawn) -> tuple[list[Event], list[Bar]]:
    return standing(chart, chosen.day, viewport.look()) if chosen.day else ([], [])


def show(name: str, chart: Drawn, shown: View, chosen: Picked) -> None:
    """Show one of NAMES for what was picked on the chart, else for all that the chart shows."""
    receipt.ends(chart.content, chosen)
    span = chart.content.lines.span
    events, bars = _standing(chosen, chart)
    told = (bars[0].first, bars[-1].last) if bars else None
    if name == "Events":
        _events(chart, shown, events)
        if told and events:
            stories.between(*told)
    elif name == "Stories" and span:
        stories.between(*(told or chosen.span or (span[0], _last_day(span, shown))))
    elif name == "Moves" and span:
        _moves(chart, shown, chosen.span or span)


def _last_day(span: picked.Span, shown: View) -> date:
    """Return the last day whose stories belong to a view: today where the view has no end."""
    return span[1] if shown.end else max(span[1], shown.as_of or data.today())


def _events(chart: Drawn, shown: View, picked_: Sequence[Event]) -> None:
    there, events = (
        data.events(),
        sorted(picked_ or chart.content.events, key=lambda event: (event.date, event.id)),
    )
    if picked_:
        several = "event stands" if len(events) == 1 else "events stand"
        st.caption(f"{len(events)} {several} where you chose")
    else:
        st.caption(chart.counts or "No kind of event is chosen.")
    last = shown.as_of or date.max
    pinned = [there[one] for one in shown.event if there[one].date <= last]
    rest = [event for event in reversed(events) if event.id not in shown.event]
    with st.container(gap="small" if viewport.look().phone else None):
        for event in [*pinned, *rest[:MOST_EVENTS]]:
            _row(event, shown)
    parts.more_events(rest[MOST_EVENTS:])


def _row(event: Event, shown: View) -> None:
    """Show an event as a link to its page, with a button that pins it to the chart and the link."""
    key = f"pinrow-{event.id}"  # the style sheet keeps these rows from wrapping
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=key):
        on = event.id in shown.event
        letter = "ABCD"[shown.event.index(event.id)] if on else ""
        label = letter if viewport.look().phone else f"{letter}: Unpin" if on else "Pin"
        full = not on and len(shown.event) >= view.MOST["event"]
        told = "At most four at a time" if full else "A line through the chart, kept in the link"
        st.button(
            label, key=f"pin:{event.id}", on_click=_pin, args=(event.id, shown), type="tertiary",
            icon=":material/keep_off:" if on else ":material/keep:", disabled=full, help=told,
        )  # fmt: skip
        parts.event_link(event, as_of=shown.as_of)


def _pin(event_id: str, shown: View) -> None:
    """Pin an event to a view, or take it off, in the address."""
    kept = tuple(one for one in shown.event if one != event_id)
    changed = replace(shown, event=kept if event_id in shown.event else (*kept, event_id))
    st.query_params.from_dict(view.parameters(changed))


# -- moves ---------------------------------------------------------------------------------------------


def _moves(chart: Drawn, shown: View, span: picked.Span) -> None:
    """Show the unusual moves of one of the prices shown, each with what is known near it."""
    prices = [
        about for about in chart.content.abouts if about.measure == "price" and about.frequency == "daily"
    ]
    if not prices:
        st.caption("Moves are looked for in daily prices; none is shown.")
        return
    about = prices[0]
    if len(prices) > 1:
        about = st.radio(
            "Moves of", prices, format_func=lambda one: one.title, horizontal=True,
            key=controls.key(shown.page, "moves"),
        )  # fmt: skip
    found = _found(data.store(), data.version(), about, span, shown.as_of)
    days = f"{periods.day_text(span[0])} – {periods.day_text(span[1])}"
    st.caption(
        f"{len(found)} {'session' if len(found) == 1 else 'sessions'} of {days} moved more than 95% of the "
        "sessions in the five years before. "
        "Choose the box tool above the chart, or other dates, for another span. What is named near a move "
        "happened near it; nothing here says that it moved the price."
    )
    for move in found[:MOST_MOVES]:
        _move(move, shown.as_of)
    if len(found) > MOST_MOVES:
        st.caption(f"{len(found) - MOST_MOVES} more: narrow the span, or run `oilwatch moves`.")


@st.cache_resource(show_spinner=False, max_entries=64)
def _found(
    _store: Store, version: Version, about: Series, span: picked.Span, as_of: date | None
) -> list[Move]:
    first, last = (day.isoformat() for day in span)
    events = list(data.events().values())
    found = impacts.moves(_store, series=about.id, start=first, end=last, as_of=as_of, events=events)
    return impacts.with_stories(_store, found[:MOST_MOVES], about) + found[MOST_MOVES:]


def _move(move: Move, as_of: date | None) -> None:
    """Show one move, and what happened near it by rank."""
    st.html(f'<p class="ow-move">{effects.move_text(move)}</p>')
    there = data.events()
    for event_id, why in move.events[:4]:
        parts.event_link(there[event_id], why, as_of=as_of)
    if move.stories:
        st.html(stories.near(move.stories[:4]))
    if not move.events and not move.stories:
        st.caption("No event of the catalogue and no story kept is near it.")
