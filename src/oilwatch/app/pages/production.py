"""Production: one panel a country on one scale, against required levels."""

import streamlit as st

from oilwatch.app import controls, drawn, loads, parts, production, viewport

look = viewport.look()
shown, notices = controls.linked("production")
with st.expander("Chart settings") if look.phone else st.container():
    chosen = controls.keep(shown, production.controls_row(shown))
parts.notices(notices)
if chosen.transform == "level":
    production.panels(chosen, look)
else:
    chart = drawn.timeline_chart(production.effective(chosen), look)
    parts.notices(chart.lines.notices)
    parts.title(chart.title, chart.subtitle)
    parts.chart(chart.figure, "production:chart", chart.alt)
    st.caption(chart.alt)
held, vintages = production.figures(chosen)
abouts = [line.about for line in held.lines]
production.footnotes(abouts, chosen)
parts.source_line(abouts, chosen, vintages)
loads.trouble(abouts)
parts.behind("production", lambda: parts.table(held), abouts, chosen)
