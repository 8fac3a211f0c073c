"""Sharing a view: links, short links, a line to embed it, files, pictures, and what to paste elsewhere."""

from dataclasses import replace
from functools import partial
from html import escape
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from oilwatch import export, periods, settings, view, views
from oilwatch.app import data, framing, site, who
from oilwatch.citation import citation
from oilwatch.errors import PictureError
from oilwatch.view import View
from oilwatch.views import Content, links

FILES = {
    "csv": ("CSV", "text/csv"),
    "xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": ("JSON", "application/json"),
    "parquet": ("Parquet", "application/vnd.apache.parquet"),
    "html": ("HTML page", "text/html"),
}
PICTURES = {"png": ("PNG picture", "image/png"), "svg": ("SVG picture", "image/svg+xml")}
_REVISED = ("figure", "period", "before", "now", "difference", "unit")


def base_url() -> str:
    """Return the public address of the settings, else where the visitor's browser found this server."""
    found = urlsplit(st.context.url or "")
    return settings.load().base_url or (f"{found.scheme}://{found.netloc}" if found.netloc else "")


def standing(held: Content, shown: View) -> None:
    """Say above the chart of a frozen view what was revised since; *shown*: the view of the page itself."""
    if not held.view.frozen:
        return
    found = views.since(data.source(), held.view, held.today)
    text = f"Frozen as of {periods.day_text(held.as_of)}, data version {held.version:,}. {found.sentence}."
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="ow-frozen"):
        st.html(f'<p class="ow-note">{escape(text)}</p>', width="content")
        st.page_link(
            site.page(shown.page), label="Show the latest", icon=":material/update:",
            query_params=view.parameters(replace(shown, as_of=None, version=None)),
        )  # fmt: skip
    if found.revised:
        more = st.expander(f"Revised figures: {len(found.revised):,}", on_change="rerun")
        if more.open:
            more.dataframe(revised_table(found), hide_index=True)


def revised_table(found: views.Since) -> pd.DataFrame:
    """Return what was revised as a table: figure, period, before, now (none: withdrawn), difference, unit."""
    lines = [(one.name, one.period, one.before, one.after, one.difference, one.unit) for one in found.revised]
    return pd.DataFrame(lines, columns=list(_REVISED))


def share(page: str, held: Content) -> None:
    """Show the link of a view, and make short links and a line to embed it when asked to."""
    st.caption("Link to this view, as it is now")
    st.code(links.address(held.view, base_url()), language=None, wrap_lines=True)
    with st.container(horizontal=True, gap="small"):
        latest = st.button(
            "Short link (latest)", key=f"{page}:short-latest", icon=":material/link:",
            help="Shows the newest figures whenever it is opened",
        )  # fmt: skip
        frozen = st.button(
            "Short link (frozen)", key=f"{page}:short-frozen", icon=":material/ac_unit:",
            help="Shows the same numbers for ever, and says what was revised since",
        )  # fmt: skip
        embed = st.button("Embed", key=f"{page}:embed", icon=":material/code:")
    kept = f"{page}:shared"
    if latest or frozen or embed:
        what = "embed" if embed else "frozen" if frozen else "latest"
        st.session_state[kept] = (held.view, what, _code(held.view, what))
    made = st.session_state.get(kept)
    if made and made[0] == held.view:  # what was made of another view is no link to this one
        _made(made[1], made[2], held)


def _code(shown: View, what: str) -> str:
    """Return the code of a short link; one to embed is frozen where the view is."""
    source = data.source()
    if what == "frozen":
        shown = links.frozen(source, shown, data.today())
    elif what == "latest" or not shown.frozen:
        shown = replace(shown, as_of=None, version=None)
    return links.share(source, shown, data.today(), who.person().by)


def _made(what: str, code: str, held: Content) -> None:
    place = f"{base_url()}/s/{code}"
    if what == "embed":
        st.code(
            frame(place, held.title, framing.height(data.source(), held)), language="html", wrap_lines=True
        )
        allowed = settings.load().frame_ancestors
        text = f"Sites that may show it: {', '.join(allowed)}" if allowed else (
            "No other site may show it yet: name those that may in OILWATCH_FRAME_ANCESTORS"
        )  # fmt: skip
        st.caption(text.replace(":", "\\:"))
        return
    day = periods.day_text(held.as_of)
    words = f"Always the numbers of {day}" if what == "frozen" else "Always the latest figures"
    st.caption(f"{words}; opens without the dashboard, on a phone too, and has a preview picture")
    st.code(place, language=None, wrap_lines=True)


def frame(place: str, title: str, height: int) -> str:
    """Return the line of HTML that shows a shared view inside another page, *height* pixels high."""
    return (
        f'<iframe src="{escape(place)}?embed=1" title="{escape(title)}" width="100%" '
        f'height="{height}" style="border:0" loading="lazy"></iframe>'
    )


def cite(page: str, held: Content) -> None:
    """Show the citations of a view, what to paste elsewhere, and its files and pictures."""
    query = view.encode(held.view)
    feed = f"What is new of this view, as a feed: {base_url()}/feed.xml{'?' if query else ''}{query}"
    st.code("\n".join([*citations(held), feed]), language=None, wrap_lines=True)
    copies = export.copies(held, base_url())
    chosen = st.selectbox("Copy as", list(copies), key=f"{page}:copy", width=220)
    st.code(copies[chosen], language=None, wrap_lines=True)
    name, base, source = f"oilwatch-{page}-{held.as_of.isoformat()}", base_url(), data.source()
    with st.container(horizontal=True, gap="small"):
        for form, (label, kind) in FILES.items():
            st.download_button(
                f"Download {label}", partial(export.file, source, held, form, base_url=base),
                file_name=f"{name}.{form}", mime=kind, key=f"{page}:file-{form}", on_click="ignore",
            )  # fmt: skip
        asked = [
            form for form, (label, _) in PICTURES.items() if st.button(label, key=f"{page}:picture-{form}")
        ]
    for form in asked:
        _picture(held, form, f"{name}.{form}")


def _picture(held: Content, form: str, name: str) -> None:
    """Draw a picture of the chart and offer it; say what is missing where there is no Chrome."""
    from oilwatch import pictures

    try:
        with st.spinner("Drawing the picture"):
            body = pictures.picture(data.source(), held.view, form, link=links.address(held.view, base_url()))
    except PictureError as error:
        st.warning(escape(f"{error}"), icon=":material/image_not_supported:")
        return
    kind = PICTURES[form][1]
    st.download_button(f"Save {name}", body, file_name=name, mime=kind, type="primary", on_click="ignore")


def citations(held: Content) -> list[str]:
    """Return one citation a series, with licence, and the link of the view."""
    day = held.as_of.isoformat()
    lines = [f"{citation(one, day)}. {one.definition}. Licence: {one.licence}." for one in held.abouts]
    return [*lines, f"oilwatch view: {links.address(held.view, base_url())}"]
