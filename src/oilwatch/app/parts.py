"""Shared widgets: notices, title, chart, source line, lists of events, the table behind a chart, citing."""

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from oilwatch import catalog, periods, view
from oilwatch.app import effects, picked, receipt, sharing, site, viewport
from oilwatch.charts import style, words
from oilwatch.model import Event
from oilwatch.views import Content

base_url = sharing.base_url


def notices(texts: Sequence[str]) -> None:
    """Show what was not usable, or refused, and why."""
    for text in texts:
        st.warning(text, icon=":material/info:")


def title(text: str, sub: str) -> None:
    """Show a chart's title and subtitle."""
    st.html(f'<h2 class="ow-title">{escape(text)}</h2><p class="ow-sub">{escape(sub)}</p>')


def chart(figure: Any, key: str, alt: str, *, select: bool = False) -> picked.Picked:
    """Show a figure; return what was picked on it, where *select* is set."""
    phone = viewport.look().phone
    config = {**style.CONFIG, "displayModeBar": False} if phone else style.CONFIG
    options: dict[str, Any] = {"key": key, "theme": None, "alt": alt}
    if not select:
        st.plotly_chart(figure, config=config, **options)
        return picked.Picked()
    if not phone:
        kept = [name for name in style.CONFIG["modeBarButtonsToRemove"] if name != "select2d"]
        config = {**config, "modeBarButtonsToRemove": kept}
    modes: list[Any] = ["points"] if phone else ["points", "box"]
    state = st.plotly_chart(figure, on_select="rerun", selection_mode=modes, config=config, **options)
    return picked.read(state["selection"])


def source_line(held: Content) -> None:
    """Show publisher, series ids, age of the figures shown, the day they are read as of, link and licence."""
    parts = [f"Source: {words.sources(held.abouts)}", *held.vintages]
    parts.append(f"as of {periods.day_text(held.as_of)}")
    parts.append(view.link(held.view, base_url()))
    parts += dict.fromkeys(about.licence for about in held.abouts)
    st.html(f'<p class="ow-source">{escape(" · ".join(parts))}</p>')


def event_link(event: Event, why: str = "", *, as_of: date | None = None) -> None:
    """Show an event as a link to its page, read as of the same day, and *why* it is shown here."""
    label = f"{periods.day_text(event.date)} · {kind_text(event)}: {escaped(event.title)}"
    notes = [why, f"{event.confidence} confidence" if event.confidence not in ("high", "") else ""]
    label += "".join(f" ({escaped(note)})" for note in notes if note)
    st.page_link(site.page("events"), label=label, query_params=event_query(event, as_of), width="stretch")


def event_query(event: Event, as_of: date | None) -> dict[str, str]:
    """Return the query of an event's page, read as of a day (None: of today)."""
    return {"event": event.id} | ({"as_of": as_of.isoformat()} if as_of else {})


def kind_text(event: Event) -> str:
    """Return the kind of an event, and whether it is the team's own."""
    label = catalog.kinds()[event.kind].label
    return f"Team: {label}" if event.lane == "team" else label


def more_events(events: Sequence[Event]) -> None:
    """Show events as a table behind a button; nothing where there are none."""
    if events:
        more = st.expander(f"{len(events)} more", on_change="rerun")
        if more.open:
            more.dataframe(event_table(events), hide_index=True, column_config=LINKS)


LINKS = {
    "page": st.column_config.LinkColumn("page", display_text="open"),
    "source": st.column_config.LinkColumn("source", display_text=r"https?://([^/]+)"),
}


def event_table(events: Sequence[Event]) -> pd.DataFrame:
    """Return events as a table of date, kind, event, size (kb/d, signed), page and source."""
    return pd.DataFrame(
        {
            "date": [event.date for event in events],
            "kind": [kind_text(event) for event in events],
            "event": [event.title for event in events],
            "size, kb/d": [size_text(event) for event in events],
            "confidence": ["" if event.confidence == "high" else event.confidence for event in events],
            "page": [f"/events?event={event.id}" for event in events],
            "source": [event.source_url for event in events],
        }
    )


def size_text(event: Event) -> str:
    """Return the size of a decision in kb/d with its sign, such as ``−2,000``; empty where none is known."""
    return "" if event.size_kbd is None else effects.kbd(event.size_kbd)


def escaped(text: str) -> str:
    """Return text in which nothing is markdown."""
    return "".join(f"\\{mark}" if mark in r"\`*_{}[]()<>#+-!|~:$^" else mark for mark in text)


def behind(page: str, held: Content, first: Sequence[str] = ()) -> str:
    """Show the choice of what stands below a chart, with table, sharing and citation; return the choice."""
    options = [*first, "Table", "Share", "Cite and download"]
    st.session_state.setdefault(f"{page}:below", options[0] if first else None)
    chosen: str = st.segmented_control(
        "Below the chart", options, key=f"{page}:below", label_visibility="collapsed"
    ) or ""  # fmt: skip
    if chosen == "Table":
        receipt.table(page, held)
    elif chosen == "Share":
        sharing.share(page, held)
    elif chosen == "Cite and download":
        sharing.cite(page, held)
    return chosen
