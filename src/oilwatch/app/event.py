"""The page of one event: decision and source, prices around it, impact, delivery, stories, notes."""

from dataclasses import replace
from datetime import date
from html import escape

import streamlit as st

from oilwatch import catalog, delivered, impacts, periods, view
from oilwatch.app import announced, controls, data, effects, parts, sharing, site, stories, team, viewport
from oilwatch.app.data import Version
from oilwatch.charts.lines import Lines
from oilwatch.errors import InputError
from oilwatch.model import Event, Impact
from oilwatch.report import safe
from oilwatch.store import Store
from oilwatch.view import View
from oilwatch.views import effective
from oilwatch.views.timeline import drawn

MOST_RELATED = 4
Days = tuple[date | None, date]
"""The day as of which is read, None: today; and today, with which an answer that is kept grows old."""
BENCHMARKS = ("price.brent.spot", "price.wti.spot", "price.brent.futures", "price.wti.futures")
_RELATIONS = {
    "extends": ("Extends", "Extended by"), "reverses": ("Reverses", "Reversed by"),
    "unwinds": ("Unwinds", "Unwound by"), "confirms": ("Confirms", "Confirmed by"),
}  # fmt: skip


def one(event: Event, shown: View) -> None:
    """Show the whole page of an event, read as of the view's day."""
    st.button("All events", on_click=st.query_params.clear, icon=":material/arrow_back:", type="tertiary")
    parts.title(event.title, f"{periods.day_text(event.date)}, {parts.kind_text(event)}")
    st.html(f'<p class="ow-sub">{_facts(event)}</p>')
    if event.source_url:
        st.link_button("Source", event.source_url, icon=":material/open_in_new:")
    _related(event, shown.as_of)
    chosen = controls.keep(shown, _controls(shown))
    if chosen.as_of and chosen.as_of < event.date:
        parts.notices(["This event lies after the day as of which the page is read."])
        return
    _prices(event, chosen)
    _impact(event, chosen)
    _delivered(event, chosen)
    parts.title("Stories about it", "Headlines that were tied to this event, each with the reason")
    stories.about(event.id, chosen.as_of)
    parts.title("Notes of your team", "Kept in your store, beside the catalogue")
    team.notes(event)


def _facts(event: Event) -> str:
    known = {"yes": "its day was known ahead", "no": "not scheduled"}.get(event.scheduled, "")
    by = data.store().team.authors().get(event.id) if event.lane == "team" else None
    facts = [
        ("Who", ", ".join(event.countries)),
        ("Size", f"{parts.size_text(event)} kb/d as stated" if event.size_kbd is not None else ""),
        ("Effective from", event.effective_from),
        ("Time", f"{event.time} {event.zone}" if event.time else ""),
        ("Schedule", known),
        ("Confidence", event.confidence if event.confidence != "high" else ""),
        ("Added by", by[0] if by else ""),
    ]
    return " · ".join(f"{name}: {escape(text)}" for name, text in facts if text)


def _related(event: Event, as_of: date | None) -> None:
    """Link what the event follows, and what follows it, as far as it was known on a day."""
    there = data.events()
    last = as_of or date.max
    found = [(_RELATIONS[relation][0], there[of]) for relation, of in event.follows if of in there]
    found += [
        (_RELATIONS[relation][1], other)
        for other in there.values() for relation, of in other.follows
        if of == event.id and other.date <= last
    ]  # fmt: skip
    for word, other in found[:MOST_RELATED]:
        _relation(word, other, as_of)
    if found[MOST_RELATED:]:
        with st.expander(f"{len(found) - MOST_RELATED} more that follow"):
            for word, other in found[MOST_RELATED:]:
                _relation(word, other, as_of)


def _relation(word: str, other: Event, as_of: date | None) -> None:
    label = f"{word}: {periods.day_text(other.date)}, {parts.escaped(other.title)}"
    st.page_link(site.page("events"), label=label, query_params=parts.event_query(other, as_of))


def _controls(shown: View) -> View:
    """Show the choice of price and of the reader's day, and return the view they make."""
    offered = [item for item in data.offered(BENCHMARKS[:1]) if item.id in BENCHMARKS]
    names = {item.id: f"{item.entity_name} {item.id.rsplit('.', 1)[-1]}" for item in offered}
    now = next((one for one in shown.series if one in names), BENCHMARKS[0])
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        series = st.segmented_control(
            "Price", list(names), default=now, key=controls.key("events", "price"), required=True,
            format_func=names.__getitem__, label_visibility="collapsed",
        )  # fmt: skip
        with st.popover("As of"):
            standing = st.date_input(
                "As of (empty: latest)", shown.as_of, key=controls.key("events", "as_of"),
                format="YYYY-MM-DD", min_value=min(date(1986, 1, 1), shown.as_of or date.max),
                max_value=max(data.today(), shown.as_of or data.today()),
            )  # fmt: skip
    return replace(
        shown, series=() if series in (None, BENCHMARKS[0]) else (series,),
        as_of=standing if isinstance(standing, date) else None,
    )  # fmt: skip


def _benchmark(shown: View) -> str:
    return shown.series[0] if shown.series and shown.series[0] in BENCHMARKS else BENCHMARKS[0]


def _prices(event: Event, chosen: View) -> None:
    view_of = replace(chosen, page="events", series=(_benchmark(chosen),), event=(event.id,))
    chart = drawn(data.source(), effective(data.source(), view_of), viewport.look(), data.today())
    held = chart.content
    parts.notices([*held.lines.notices, *_outside(event, held.lines)])
    sharing.standing(held, view_of)
    parts.title("Prices before and after", held.subtitle)
    parts.chart(chart.figure, f"event:{event.id}", held.alt)
    parts.source_line(held)
    st.caption(held.alt)
    window = view.parameters(held.view)
    st.page_link(site.page("market"), label="Open this window on Market", query_params=window)
    parts.behind("event", held)


def _outside(event: Event, held: Lines) -> list[str]:
    """Return why the event is not on its own chart, where it is not."""
    if held.span is None or held.span[0] <= event.date <= held.span[1]:
        return []
    early = event.date < held.span[0]
    end = f"{'begin' if early else 'end'} on {periods.day_text(held.span[0 if early else 1])}"
    return [f"The event lies outside the prices there are, which {end}; it is not on the chart."]


def _impact(event: Event, chosen: View) -> None:
    try:
        found = _around(data.store(), data.version(), event, _benchmark(chosen), (chosen.as_of, data.today()))
    except InputError as error:  # no prices yet: the rest of the page stands
        parts.notices([str(error)])
        return
    about = data.catalogue()[found.series]
    sub = f"{about.title}, as of {periods.day_text(found.as_of)}"
    if found.session:
        sub += f"; session 0 is {found.session:%a} {periods.day_text(found.session)}"
    parts.title("Impact on the price", sub)
    st.html(effects.impact_table(found))
    notes = "".join(f"<li>{safe.markup(text)}</li>" for text in effects.impact_words(found))
    if notes:
        st.html(f'<ul class="ow-sub">{notes}</ul>')
    st.caption(effects.METHOD)


@st.cache_resource(show_spinner=False, max_entries=256)
def _around(_store: Store, version: Version, event: Event, series: str, days: Days) -> Impact:
    return impacts.around(_store, event, series=series, as_of=days[0], events=list(data.events().values()))


def _delivered(event: Event, chosen: View) -> None:
    """Show what was announced against what was pumped, where the event decided output."""
    if catalog.kinds()[event.kind].lane != "opec":
        return
    try:
        found = _report(data.store(), data.version(), event, (chosen.as_of, data.today()))
    except InputError as error:
        parts.notices([str(error)])
        return
    if found.rows:
        announced.show(found, chosen.as_of)
    announced.levels(event)


@st.cache_resource(show_spinner=False, max_entries=128)
def _report(_store: Store, version: Version, event: Event, days: Days) -> delivered.Report:
    return delivered.report(_store, event, as_of=days[0])
