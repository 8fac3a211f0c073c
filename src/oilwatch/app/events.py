"""The events page's parts: the catalogue with filters, and one event with prices around it."""

from datetime import date

import streamlit as st

from oilwatch import catalog, periods, view
from oilwatch.app import controls, data, drawn, parts, site, viewport
from oilwatch.charts.lines import Lines
from oilwatch.model import Event
from oilwatch.view import View

TRADING_DAYS = 60
"""Trading days shown either side of an event."""


def listing() -> None:
    """Show the catalogue, filtered by kind, importance and words."""
    parts.title("Events that moved the oil market", _span())
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        lanes = st.pills("Kinds", list(catalog.LANES), selection_mode="multi", default=list(catalog.LANES),
                         format_func=catalog.LANES.__getitem__, key="events:lanes")  # fmt: skip
        least = st.selectbox("Importance", list(controls.IMPORTANCE), key="events:importance", width=190,
                             format_func=controls.IMPORTANCE.__getitem__)  # fmt: skip
        text = st.text_input("Words", key="events:words", width=220, placeholder="Saudi, voluntary, 2022 ...")
    found = [
        event
        for event in catalog.events()
        if event.lane in lanes and event.importance >= least and _has(event, text[:100])
    ]
    st.caption(f"{len(found)} of {len(catalog.events())} events")
    if not found:
        st.info("No event fits these filters; choose more kinds or fewer words.")
        return
    st.caption("Newest first. Choose a row for the event's page, with prices around it.")
    newest = found[::-1]
    chosen = st.dataframe(
        parts.event_table(newest), hide_index=True, column_config=parts.LINKS, height=560,
        key="events:table", on_select="rerun", selection_mode="single-row",
    )  # fmt: skip
    if chosen.selection.rows:
        st.query_params["event"] = newest[chosen.selection.rows[0]].id
        st.rerun()


def _span() -> str:
    every = catalog.events()
    first, last = periods.day_text(every[0].date), periods.day_text(every[-1].date)
    return f"{len(every)} events, {first} – {last}, each with the address where it was read"


def _has(event: Event, text: str) -> bool:
    whole = f"{event.date} {event.title} {' '.join(event.countries)} {event.kind}".lower()
    return all(word in whole for word in text.lower().split())


def one(event: Event) -> None:
    """Show what was decided, by whom, for when, with its source, and prices 60 trading days either side."""
    st.button("All events", on_click=st.query_params.clear, icon=":material/arrow_back:", type="tertiary")
    parts.title(event.title, f"{periods.day_text(event.date)}, {catalog.kinds()[event.kind].label}")
    st.html(f'<p class="ow-sub">{_facts(event)}</p>')
    st.link_button("Source", event.source_url, icon=":material/open_in_new:")
    first, last = window(event.date)
    shown = View(start=first, end=last, event=(event.id,))
    chart = drawn.timeline_chart(shown, viewport.look())
    parts.notices([*chart.lines.notices, *_outside(event, chart.lines)])
    parts.title("Prices before and after", chart.subtitle)
    parts.chart(chart.figure, f"event:{event.id}", chart.alt)
    parts.source_line(chart.abouts, shown, chart.vintages)
    st.caption(chart.alt)
    st.page_link(site.page("market"), label="Open this window on Market", query_params=view.parameters(shown))
    parts.behind("event", lambda: parts.table(chart.lines), chart.abouts, shown)


def _facts(event: Event) -> str:
    from html import escape

    facts = [
        ("Who", ", ".join(event.countries)),
        ("Size", f"{parts.size_text(event)} kb/d as stated" if event.size_kbd is not None else ""),
        ("Effective from", event.effective_from),
        ("Confidence", event.confidence if event.confidence != "high" else ""),
    ]
    return " · ".join(f"{name}: {escape(text)}" for name, text in facts if text)


def _outside(event: Event, held: Lines) -> list[str]:
    """Return why the event is not on its own chart, where it is not."""
    if held.span is None or held.span[0] <= event.date <= held.span[1]:
        return []
    last = periods.day_text(held.span[1])
    return [f"The event lies outside the prices there are, which end on {last}; it is not on the chart."]


def window(day: date) -> tuple[date, date]:
    """Return the days 60 trading days before and after *day*, by the days on which Brent or WTI traded.

    Where there are no prices at all it is the day alone.
    """
    days = data.frame("price.wti.spot").index.union(data.frame("price.brent.spot").index)
    if days.empty:
        return day, day
    place = int(days.searchsorted(str(day)))
    first, last = max(place - TRADING_DAYS, 0), min(place + TRADING_DAYS, len(days) - 1)
    return days[first].date(), days[last].date()
