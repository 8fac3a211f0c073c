"""The data page's parts: all series at a glance, and one with its source, copies and revisions."""

from html import escape

import pandas as pd
import streamlit as st

from oilwatch import export, periods
from oilwatch.app import data, parts, viewport
from oilwatch.app.data import Version
from oilwatch.charts.gallery import revisions
from oilwatch.charts.style import Look, Prepared
from oilwatch.model import Series
from oilwatch.store import Store


def overview() -> Series:
    """Show every series with its latest figure and age, and return the one chosen."""
    rows = data.freshness()
    overdue = sum(row.overdue for row in rows)
    parts.title("Data", f"{len(rows)} series; {overdue} overdue on {periods.day_text(data.today())}")
    table = pd.DataFrame(
        {
            "series": [row.series.id for row in rows],
            "title": [row.series.title for row in rows],
            "latest": [row.period for row in rows],
            "value": [row.value for row in rows],
            "unit": [row.series.unit for row in rows],
            "seen": [row.seen_from[:10] for row in rows],
            "age, days": [row.age_days for row in rows],
            "state": [row.note or _state(row.overdue, row.due) for row in rows],
        }
    )
    st.dataframe(table, hide_index=True, height=320)
    known = [row.series.id for row in rows]
    first = next((row.series.id for row in rows if row.period), known[0])
    linked = st.query_params.get("series", first)
    if linked not in known:
        parts.notices(["series: there is no such series; the first is shown."])
        linked = first
    chosen = st.selectbox("Series", known, index=known.index(linked), key=f"data:series:{linked}")
    if chosen != linked:
        st.query_params["series"] = chosen
    return data.catalogue()[chosen]


def _state(overdue: bool, due: str) -> str:
    return f"overdue since {due}" if overdue else f"next by {due}" if due else "no data yet"


def one(about: Series) -> None:
    """Show source, definition, licence, receipt, dated copies and revisions of a series."""
    parts.title(about.title, about.definition)
    held, copies = data.frame(about.id), data.copies(about.id)
    facts = [
        ("Publisher", f"{about.publisher} {about.publisher_id}".strip()),
        ("Unit", f"{about.unit}, {about.frequency}"),
        (
            "Usual lag",
            f"{about.lag_days} days after the period" if about.lag_days >= 0 else "announced ahead",
        ),
        ("Licence", about.licence),
        ("Dated copies", f"{len(copies)}, {copies[0][:10]} to {copies[-1][:10]}" if copies else "none yet"),
        ("Receipt of the latest figure", _receipt(about, held)),
        ("Reporting", next(row.note for row in data.freshness() if row.series.id == about.id)),
    ]
    rows = "".join(f"<li>{escape(name)}: {escape(text)}</li>" for name, text in facts if text)
    st.html(f'<ul class="ow-sub">{rows}</ul>')
    if about.source_url:
        st.link_button("Source", about.source_url, icon=":material/open_in_new:")
    _revised(about)
    store = data.store()  # the download itself runs outside the visit
    st.download_button(
        "Download the whole record (CSV)", lambda: _record(store, about), file_name=f"{about.id}.csv",
        mime="text/csv", on_click="ignore",
    )  # fmt: skip


def _receipt(about: Series, held: pd.DataFrame) -> str:
    if held.empty:
        return ""
    period = held.index[-1].strftime("%Y-%m" if about.frequency == "monthly" else "%Y-%m-%d")
    found = data.store().receipt(about.id, period)
    if found is None:
        return f"{period}, recorded without a raw answer"
    return f"{period} from {found.address}, kept {found.retrieved_at[:10]}, SHA-256 {found.sha256[:16]}…"


def _revised(about: Series) -> None:
    revised = data.revisions(about.id)
    withdrawn = int(revised["now"].isna().sum())
    sub = f"{len(revised)} periods since the first copy kept, {withdrawn} of them withdrawn"
    parts.title("What was revised", sub)
    figure = _stems(data.version(), about.id, viewport.look())
    parts.chart(figure, "data:revisions", f"Revisions of {about.title}, in {about.unit}: {sub}.")
    if len(revised):
        st.dataframe(revised, height=260)


@st.cache_resource(show_spinner=False, max_entries=64)
def _stems(version: Version, series_id: str, look: Look) -> Prepared:
    return Prepared(revisions.draw(data.revisions(series_id), data.catalogue()[series_id].unit, look))


def _record(store: Store, about: Series) -> bytes:
    rows = [(row.period, row.value, about.unit, row.seen_from) for row in store.history(about.id)]
    notes = [f"{name}: {value}" for name, value in export.facts(about, data.today().isoformat()).items()]
    return export.to_csv(("period", "value", "unit", "seen_from"), rows, notes=notes)
