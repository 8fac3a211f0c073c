"""What stands on the page of a shared view, part by part, as markup."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from oilwatch import catalog, periods
from oilwatch.charts import words
from oilwatch.charts.style import Look
from oilwatch.model import Event
from oilwatch.views import Content, Since, Source
from oilwatch.views import since as revised
from oilwatch.views.drawing import figures
from oilwatch.views.footnotes import footnotes
from oilwatch.views.links import address
from oilwatch.views.since import signed
from oilwatch.web.figures import number, period, table
from oilwatch.web.page import link, told

BROKEN = (
    "The numbers below are not those with which this link was made: a series or an event of it is gone, "
    "or the store has been made anew."
)
MOST_REVISED, MOST_EVENTS = 50, 20
"""How many revised figures, events and rows of the table are on the page; all of them are in the files."""
FILES = {
    "csv": "CSV", "xlsx": "Excel", "json": "JSON", "parquet": "Parquet", "html": "HTML page",
    "png": "picture (PNG)", "svg": "picture (SVG)",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shared:
    """A short link and what it shows today; *base*: the public address; *notices*: what was not usable."""

    code: str
    source: Source
    content: Content
    notices: tuple[str, ...]
    base: str
    kept: bool = True
    """Whether a frozen view shows the very numbers with which its link was made."""

    @property
    def path(self) -> str:
        """Where the page is, from the server's root."""
        return f"/s/{self.code}"

    @property
    def url(self) -> str:
        """The whole address of the page."""
        return f"{self.base}{self.path}"

    @property
    def since(self) -> Since | None:
        """What was revised since; None where the view is not frozen."""
        view = self.content.view
        return revised(self.source, view, self.content.today) if view.frozen else None


def whole(shared: Shared) -> Iterator[str]:
    """Yield the body of the page."""
    held = shared.content
    yield f'<header><h1>{told(held.title)}</h1><p class="quiet">{told(held.subtitle)}</p></header>'
    yield f'<p class="small state">{told(state(held, kept=shared.kept))}</p>'
    for notice in (*shared.notices, *held.lines.notices):
        yield f'<p class="note">{told(notice)}</p>'
    yield from _since(shared)
    yield from charts(shared)
    yield f"<p>{told(held.alt)}</p>"
    if held.view.page == "production":
        notes = footnotes([line.about for line in held.lines.lines], held.view)
        yield f'<p class="small">{told(notes)}</p>'
    yield from _actions(shared)
    yield from _events(held)
    yield from _sources(held)
    yield from table(held)
    yield f'<footer class="small"><p>{told(line_of(held))}</p><p>{told(shared.url)}</p></footer>'


def embedded(shared: Shared) -> Iterator[str]:
    """Yield the body of the page inside another site's frame: chart, source line and link."""
    held = shared.content
    yield f'<header><h1>{told(held.title)}</h1><p class="quiet">{told(held.subtitle)}</p></header>'
    if found := shared.since:
        yield f'<p class="note">{told(found.sentence)}.</p>'
    yield from charts(shared)
    yield (
        f'<p class="small">{told(line_of(held))} · <a href="{shared.path}" target="_blank" rel="noopener">'
        "figures and sources on oilwatch</a></p>"
    )


def state(held: Content, *, kept: bool = True) -> str:
    """Return whether the figures change, plainly; *kept*: they are those with which the link was made."""
    version, day = f"data version {held.version:,}", periods.day_text(held.as_of)
    if not kept:
        return f"This link was made to keep its numbers; see below why it cannot. As of {day}, {version}."
    if held.view.frozen:
        return f"Frozen: the figures as of {day} at {version}. This link always shows the same numbers."
    if held.view.as_of or held.view.version:
        return f"The figures as they were known on {day}, read from {version}; not frozen."
    return f"Live: the latest figures kept here. As of {day}, {version}."


def line_of(held: Content) -> str:
    """Return the source line: publishers, age of the figures, the day they are read as of, licences."""
    parts = [f"Source: {words.sources(held.abouts)}", *held.vintages]
    parts.append(f"as of {periods.day_text(held.as_of)}, data version {held.version:,}")
    return " · ".join([*parts, *dict.fromkeys(about.licence for about in held.abouts)])


def charts(shared: Shared) -> Iterator[str]:
    """Yield the places of the charts, each under its heading, and the picture for who runs no scripts."""
    held = shared.content
    drawn = figures(shared.source, held.view, Look(), held.today)
    kind = "" if not drawn[:1] or not drawn[0].heading else f" panels{' one' if len(drawn) == 1 else ''}"
    yield (
        f'<div class="charts{kind}" data-figures="{shared.path}/figures.json" '
        f'data-picture="{shared.path}.png" data-alt="{told(held.alt)}">'
    )
    for one in drawn:
        above = f"<b>{told(one.heading)}</b> {told(one.finding)}" if one.heading else ""
        caption = f"<figcaption>{above}</figcaption>" if above else ""
        yield f'<figure>{caption}<div class="chart" role="img" aria-label="{told(one.alt)}"></div></figure>'
    yield "</div>"
    yield (
        f'<noscript><img src="{shared.path}.png" width="1200" height="630" alt="{told(held.alt)}"></noscript>'
    )


def _since(shared: Shared) -> Iterator[str]:
    """Yield what was revised since the view was frozen: the sentence, then the figures."""
    found = shared.since
    if found is None:
        return
    yield f'<p class="note" id="since">{told(found.sentence)}.</p>'
    if not found.revised:
        return
    yield f"<details><summary>Revised figures: {len(found.revised):,}</summary><table>"
    yield "<thead><tr><th>Figure</th><th>Before</th><th>Now</th><th>Difference</th></tr></thead><tbody>"
    for one in found.revised[:MOST_REVISED]:
        now = "withdrawn" if one.after is None else number(one.after, one.unit)
        moved = "" if one.after is None else signed(one.difference, one.unit)
        yield (
            f"<tr><th>{told(one.name)}, {told(period(one.period))}</th>"
            f"<td>{number(one.before, one.unit)}</td><td>{now}</td><td>{told(moved)}</td></tr>"
        )
    yield "</tbody></table>"
    more = len(found.revised) - MOST_REVISED
    rest = f"{more:,} more: all of them" if more > 0 else "All of them"
    yield f'<p class="small">{rest} are in the <a href="{shared.path}/revised.csv">CSV</a>.</p></details>'


def _actions(shared: Shared) -> Iterator[str]:
    view = shared.content.view
    yield '<ul class="actions">'
    yield f'<li><a href="{told(address(view))}">Open in the dashboard</a></li>'
    if view.as_of or view.version:
        latest = address(replace(view, as_of=None, version=None))
        yield f'<li><a href="{told(latest)}">Show the latest figures</a></li>'
    files = " ".join(f'<a href="{shared.path}.{form}">{name}</a>' for form, name in FILES.items())
    yield f"<li>Download: {files}</li></ul>"


def _events(held: Content) -> Iterator[str]:
    """Yield the events in view, those pinned first, then the newest."""
    if not held.events:
        return
    pinned = [event for event in held.events if event.id in held.shown.event]
    rest = [event for event in reversed(held.events) if event.id not in held.shown.event]
    chosen = [*pinned, *rest][:MOST_EVENTS]
    count = len(held.events)
    some = f"{len(chosen)} of {count:,}" if count > len(chosen) else f"{count}"
    yield f"<h2>Events in view: {some}</h2><ul>"
    yield from (f"<li>{_event(event)}</li>" for event in chosen)
    yield "</ul>"
    if count > len(chosen):
        yield '<p class="small">All of them are in the Excel and JSON files, and in the dashboard.</p>'


def _event(event: Event) -> str:
    kind = catalog.kinds()[event.kind].label
    kind = f"Team: {kind}" if event.lane == "team" else kind
    source = f" ({link(event.source_url, 'source')})" if event.source_url else ""
    return f"{told(periods.day_text(event.date))} · {told(kind)}: {told(event.title)}{source}"


def _sources(held: Content) -> Iterator[str]:
    yield "<h2>Sources</h2><ul>"
    for about in held.abouts:
        key = f" ({told(about.publisher_id)})" if about.publisher_id else ""
        place = f" · {link(about.source_url, 'source')}" if about.source_url else ""
        yield (
            f"<li>{told(about.title)}. {told(about.publisher)}{key}. Definition: "
            f"{told(about.definition)}. Licence: {told(about.licence)}.{place}</li>"
        )
    yield "</ul>"
