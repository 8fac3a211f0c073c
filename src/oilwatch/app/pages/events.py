"""Events: the catalogue with filters, and a page for each event."""

import streamlit as st

from oilwatch import catalog
from oilwatch.app import events, parts

event_id = st.query_params.get("event", "")
event = catalog.event_ids().get(event_id)
if event is not None:
    events.one(event)
else:
    if event_id:
        parts.notices(["event: no such event in the catalogue; all are listed."])
    events.listing()
