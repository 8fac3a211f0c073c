"""Market: prices over the event lane."""

import streamlit as st

from oilwatch import catalog
from oilwatch.app import controls, drawn, loads, parts, viewport

look = viewport.look()
shown, notices = controls.linked("market")
with st.expander("Chart settings") if look.phone else st.container():
    chosen = controls.keep(shown, controls.market(shown))
chart = drawn.timeline_chart(chosen, look)
parts.notices([*notices, *chart.lines.notices])
parts.title(chart.title, chart.subtitle)
clicked = parts.chart(chart.figure, "market:chart", chart.alt, select=True)
parts.source_line(chart.abouts, chosen, chart.vintages)
loads.trouble(chart.abouts)
st.caption(chart.alt)
below = parts.behind("market", lambda: parts.table(chart.lines), chart.abouts, chosen, first="Events")
if below == "Events":
    events = [catalog.event_ids()[one] for one in clicked if one in catalog.event_ids()] or chart.events
    st.caption(
        f"{len(events)} in the mark you chose" if clicked else chart.counts or "No kind of event is chosen."
    )
    parts.event_list(events)
