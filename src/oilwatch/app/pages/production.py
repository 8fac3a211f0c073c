"""Production: one panel a country on one scale, against required levels."""

import streamlit as st

from oilwatch.app import controls, data, loads, parts, production, sharing, viewport
from oilwatch.views import content
from oilwatch.views.timeline import drawn

look = viewport.look()
shown, notices = controls.linked("production")
with st.expander("Chart settings") if look.phone else st.container():
    chosen = controls.keep(shown, production.controls_row(shown))
parts.notices(notices)
held = content(data.source(), chosen, data.today())
sharing.standing(held, chosen)
if chosen.transform == "level":
    production.panels(chosen, look)
else:
    figure = drawn(data.source(), chosen, look, data.today()).figure
    parts.notices(held.lines.notices)
    parts.title(held.title, held.subtitle)
    parts.chart(figure, "production:chart", held.alt)
    st.caption(held.alt)
abouts = [line.about for line in held.lines.lines]
production.footnotes(abouts, chosen)
parts.source_line(held)
loads.trouble(abouts)
parts.behind("production", held)
