"""What loading brought: failing sources under a chart; on the data page every source, and doubted figures."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from oilwatch import compare, load, periods, status
from oilwatch.app import data, parts, refresh, who
from oilwatch.app.data import Version
from oilwatch.model import Series
from oilwatch.store import Store
from oilwatch.store.loads import Run


@st.cache_resource(show_spinner=False, ttl=30, max_entries=4)
def _runs(address: str, _store: Store) -> list[Run]:
    return _store.loads.outside()


@st.cache_resource(show_spinner=False, max_entries=4)
def _held(version: Version) -> list[status.Doubted]:
    return status.held_aside(data.store())


@st.cache_resource(show_spinner=False, max_entries=64)
def _sides(version: Version, series_id: str) -> list[compare.Side]:
    return compare.side_by_side(data.store(), series_id)


@st.cache_resource(show_spinner=False, max_entries=64)
def _forecasts(version: Version, series_id: str) -> pd.DataFrame:
    return data.store().loads.forecasts(series_id)


def runs() -> list[Run]:
    """Return the newest run of each outside service, at most half a minute old."""
    return _runs(data.store().address, data.store())


def trouble(abouts: Sequence[Series]) -> None:
    """Say under a chart which of its sources could not be read when last asked, and why."""
    failing = {run.source: run for run in runs() if run.status == "failed"}
    told = {}
    for source in load.figures() if failing else ():
        run = failing.get(source.name)
        concerned = [about for about in abouts if source.gives(about.publisher_id)]
        if run and concerned and not _delivered_otherwise(run, concerned):
            told[source.publisher, run.reason] = run.finished_at
    if told:
        last = max(told.values())
        when = f"{periods.day_text(periods.end(last[:10]))}, {last[11:16]} UTC"
        reasons = "; ".join(f"{publisher} ({reason})" for publisher, reason in told)
        text = f"Could not be read when last asked ({when}), so what was read before is shown: {reasons}"
        st.caption(f":material/warning: {parts.escaped(text)}")


def _delivered_otherwise(failed: Run, concerned: Sequence[Series]) -> bool:
    """Return whether another source of the same figures has worked on the day of the failure."""
    others = {s.name for s in load.figures() if all(s.gives(about.publisher_id) for about in concerned)}
    worked = {run.source: run.finished_at for run in runs() if run.status != "failed"}
    return any(worked.get(name, "") >= failed.started_at[:10] for name in others)


def sources() -> None:
    """Show every outside service: when it was last asked, what came of it, and a way to ask now."""
    refresher = refresh.start(data.store())
    every = st.fragment(_sources, run_every=3 if refresher.running else None)
    every(refresher)


def _sources(refresher: refresh.Refresher) -> None:
    asked = data.store().loads.outside()
    failed = sum(run.status == "failed" for run in asked)
    told = f"{len(asked)} asked, {failed} of them failed when last asked" if asked else "none asked yet"
    often = ""
    if refresher.hours:
        due = refresh.due(data.store(), refresher.hours)
        often = f"; the dashboard loads every {refresher.hours:g} h, next at {due:%H:%M} UTC"
    parts.title("Outside services", told + often)
    if asked:
        st.dataframe(_table(asked), hide_index=True, height=min(38 + 35 * len(asked), 340))
    if refresher.failure:
        st.caption(f":material/warning: {parts.escaped(refresher.failure)}")
    if refresher.running:
        st.caption(":material/sync: loading in the background; figures appear when it is done")
    elif refresher.hours and who.gate("load now", "load") and st.button("Load now", icon=":material/sync:"):
        who.must_edit()
        refresher.now()
        st.caption(":material/sync: loading in the background; open this page again in a minute")


def _table(asked: Sequence[Run]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "source": [run.source for run in asked],
            "last asked, UTC": [run.finished_at[:16].replace("T", " ") for run in asked],
            "result": [run.status for run in asked],
            "new": [run.new for run in asked],
            "revised": [run.revised for run in asked],
            "withdrawn": [run.withdrawn for run in asked],
            "quarantined": [run.held for run in asked],
            "reason": [run.reason for run in asked],
        }
    )


def held_aside() -> None:
    """Show the figures that were not believed, each with its reason, and a way to accept them by series."""
    groups = _held(data.version())
    if not groups:
        return
    count = sum(group.count for group in groups)
    parts.title("Quarantined", f"{count:,} figures held aside: not believed, not shown until accepted")
    table = pd.DataFrame(
        {
            "series": [group.series for group in groups],
            "periods": [g.first if g.count == 1 else f"{g.first} to {g.last}" for g in groups],
            "figures": [group.count for group in groups],
            "reason": [group.reason for group in groups],
            "source": [group.source for group in groups],
            "seen, UTC": [group.seen_from[:16].replace("T", " ") for group in groups],
        }
    )
    st.dataframe(table, hide_index=True, height=min(38 + 35 * len(groups), 250))
    if who.gate("accept figures", "accept"):
        _accepting(groups)


def _accepting(groups: Sequence[status.Doubted]) -> None:
    chosen = st.selectbox("Quarantined series", sorted({group.series for group in groups}))
    few = sum(group.count for group in groups if group.series == chosen)
    if st.button(f"Accept {few:,} of {chosen}", icon=":material/check:"):
        data.store().loads.accept(chosen, by=who.must_edit().by)
        st.rerun()


def disagreement(about: Series) -> None:
    """Show what all definitions and publishers say of the newest period of a series, with the differences."""
    sides = _sides(data.version(), about.id)
    if len(sides) < 2:
        return
    period = periods.period_text(sides[0].period)
    parts.title(f"All definitions and publishers, {period}", f"{about.entity_name}, in {about.unit}")
    rows = [
        (s.series.id, s.seen.value, s.difference, s.percent, s.series.publisher, s.series.definition)
        for s in sides
    ]
    columns = ["series", "value", "difference", "%", "publisher", "definition"]
    st.dataframe(pd.DataFrame(rows, columns=columns), hide_index=True)


def expected(about: Series) -> None:
    """Show what the publisher of a series expects, apart from its figures."""
    frame = _forecasts(data.version(), about.id)
    if frame.empty:
        return
    edition = str(frame["seen_from"].max())[:10]
    parts.title("Forecast", f"What {about.publisher} expects, as read on {edition}; not among the figures")
    shown = frame.assign(period=pd.DatetimeIndex(frame.index).strftime("%Y-%m"))
    st.dataframe(shown[["period", "value", "unit", "seen_from"]], hide_index=True, height=250)
