"""Market: prices over the event lane."""

import streamlit as st

from oilwatch.app import below, controls, data, loads, parts, sharing, viewport
from oilwatch.views.timeline import drawn

look = viewport.look()
shown, notices = controls.linked("market")
with st.expander("Chart settings") if look.phone else st.container():
    chosen = controls.keep(shown, controls.market(shown))
chart = drawn(data.source(), chosen, look, data.today())
held = chart.content
parts.notices([*notices, *held.lines.notices])
sharing.standing(held, chosen)
parts.title(held.title, held.subtitle)
picked_on = parts.chart(chart.figure, "market:chart", held.alt, select=True)
below.turned("market", picked_on, chart)
parts.source_line(held)
loads.trouble(held.abouts)
st.caption(held.alt)
listed = parts.behind("market", held, below.NAMES)
below.show(listed, chart, chosen, picked_on)
