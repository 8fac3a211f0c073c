"""Market: prices over the event lane."""

import streamlit as st

from oilwatch.app import below, controls, drawn, loads, parts, viewport

look = viewport.look()
shown, notices = controls.linked("market")
with st.expander("Chart settings") if look.phone else st.container():
    chosen = controls.keep(shown, controls.market(shown))
chart = drawn.timeline_chart(chosen, look)
parts.notices([*notices, *chart.lines.notices])
parts.title(chart.title, chart.subtitle)
picked_on = parts.chart(chart.figure, "market:chart", chart.alt, select=True)
below.turned("market", picked_on, chart)
parts.source_line(chart.abouts, chosen, chart.vintages)
loads.trouble(chart.abouts)
st.caption(chart.alt)
listed = parts.behind("market", lambda: parts.table(chart.lines), chart.abouts, chosen, below.NAMES)
below.show(listed, chart, chosen, picked_on)
