"""Events: the catalogue with filters, effects by kind, the team's own, and a page for each event."""

from oilwatch.app import controls, data, event, events, parts

shown, notices = controls.linked("events")
chosen = data.events().get(shown.event[0]) if shown.event else None
parts.notices([text for text in notices if not text.startswith("“show”")])
if chosen is not None:
    event.one(chosen, shown)
else:
    events.page()
