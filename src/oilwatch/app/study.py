"""Effects by kind: what the price did around all events of a kind, by direction, beside chance."""

from datetime import date

import streamlit as st

from oilwatch import catalog, impacts, periods
from oilwatch.app import data, effects, parts, viewport
from oilwatch.app.data import Version
from oilwatch.charts.gallery import paths
from oilwatch.charts.style import Look, Prepared
from oilwatch.model import Group, KindImpact
from oilwatch.store import Store

METHOD = (
    "Mean, median, middle half (quartiles) and spread (standard deviation) are of the percent changes "
    "over the window. “By chance” is the share of 10,000 random draws of as many windows of that "
    "length, from the same years, whose mean lies as far from zero or further: small means rare by "
    "chance. “Crowded” counts the windows that hold another event of high importance. Kinds mix large "
    "and small decisions, expected ones and surprises."
)
SERIES = {"price.brent.spot": "Brent spot", "price.wti.spot": "WTI spot"}
DIRECTIONS = {"all": "All", "cuts": "Cuts", "increases": "Increases", "unchanged": "No change",
              "size not known": "Size not known"}  # fmt: skip


def page() -> None:
    """Show the choice of kind, direction and price, the paths, and the table."""
    kinds = {**{lane: f"All of {label}" for lane, label in catalog.LANES.items()},
             **{kind.id: kind.label for kind in catalog.kinds().values()}}  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        kind = st.selectbox("Kind", list(kinds), format_func=kinds.__getitem__, key="study:kind", width=260)
        series = st.selectbox("Price", list(SERIES), format_func=SERIES.__getitem__, key="study:series",
                              width=160)  # fmt: skip
    found = _by_kind(data.store(), data.version(), kind, series, data.today())
    groups = {group.direction: group for group in found.groups}
    direction = st.pills(
        "Direction", list(groups), default="cuts" if "cuts" in groups else next(iter(groups)),
        key=f"study:direction:{kind}",
        format_func=lambda name: f"{DIRECTIONS[name]} ({len(groups[name].events)})", required=True,
    ) if groups else None  # fmt: skip
    if direction is None:
        st.info("No event of this kind is in the catalogue.")
        return
    _group(groups[direction], kinds[kind], found)


@st.cache_resource(show_spinner="Comparing with 10,000 random draws", max_entries=64)
def _by_kind(_store: Store, version: Version, kind: str, series: str, today: date) -> KindImpact:
    return impacts.by_kind(_store, kind, series=series)


@st.cache_resource(show_spinner=False, max_entries=64)
def _figure(version: Version, key: tuple[str, str, str], look: Look, _group: Group) -> Prepared:
    return Prepared(paths.draw(_group, look))


def _group(group: Group, label: str, found: KindImpact) -> None:
    about = data.catalogue()[found.series]
    sub = (
        f"{about.title}, change from the close before session 0, {len(group.events)} events on {group.days} "
        f"sessions, as of {periods.day_text(found.as_of)}"
    )
    beyond = paths.leaving(group)
    if beyond:
        sub += f"; {beyond} paths leave the frame"
    parts.title(f"{label}, {DIRECTIONS[group.direction].lower()}: what the price did", sub)
    look = viewport.look()
    key = (found.kind, group.direction, found.series)
    alt = f"{label}, {DIRECTIONS[group.direction].lower()}: one thin line an event, the median bold. {sub}."
    parts.chart(_figure(data.version(), key, look, group), f"study:{'|'.join(key)}", alt)
    st.html(effects.group_table(group.windows))
    left = {name: why for one in group.windows for name, why in one.left_out}
    if left:
        st.caption(
            f"{len(left)} events lack at least one window; {parts.escaped(next(iter(left.values())))}."
        )
    st.caption(METHOD)
    with st.expander(f"The {len(group.events)} events"):
        st.dataframe(
            parts.event_table([data.events()[name] for name in reversed(group.events)]), hide_index=True,
            column_config=parts.LINKS,
        )  # fmt: skip
