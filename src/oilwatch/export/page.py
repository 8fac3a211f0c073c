"""A view as one HTML file that stands by itself: chart, sentence, table and sources; nothing is fetched."""

import base64
import hashlib
import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from oilwatch import assets
from oilwatch.charts import style
from oilwatch.charts.style import Look
from oilwatch.export.about import About, about
from oilwatch.export.cells import shown
from oilwatch.export.page_style import SCRIPT, SHEET
from oilwatch.report.safe import address, line, markup
from oilwatch.views.drawing import Drawing, figures

if TYPE_CHECKING:
    from oilwatch.views import Content, Source

LOOKS = {"wide": Look(width=1040), "phone": Look(width=358)}
"""The widths that the chart is drawn for, in pixels; the file takes the one that fits the window."""


def page(source: "Source", content: "Content", base_url: str = "") -> bytes:
    """Return a view as an HTML page with everything in it; the same content gives the same bytes."""
    held = about(source, content, base_url)
    drawn = {name: figures(source, content.view, look, content.today) for name, look in LOOKS.items()}
    bundle = assets.plotly_basic().decode()
    parts = [
        *_head(held), *_charts(drawn["wide"]), f"<p>{_told(content.alt)}</p>", *_events(held),
        "<h2>Sources</h2>", *_sources(held), f"<h2>Figures, in {_told(held.view['unit'])}</h2>",
        *_tables(held), *_foot(held),
    ]  # fmt: skip
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(bundle, SCRIPT)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{_told(held.view['title'])}</title><style>{SHEET}</style></head>\n<body><main>"
        + "\n".join(parts)
        + f'</main>\n<script type="application/json" id="figures">{_data(drawn)}</script>\n'
        f"<script>{bundle}</script>\n<script>{SCRIPT}</script></body></html>\n"
    ).encode()


def _policy(*scripts: str) -> str:
    """Return a policy under which these scripts run, and nothing else does or is fetched."""
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    allowed = " ".join(f"'sha256-{digest}'" for digest in hashes)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _data(drawn: dict[str, tuple[Drawing, ...]]) -> str:
    """Return the figures of each look and plotly's settings as JSON in which no element can end."""
    looks = [f'"{name}":[{",".join(one.figure.to_json() for one in held)}]' for name, held in drawn.items()]
    text = f'{{{",".join(looks)},"config":{json.dumps(style.CONFIG)}}}'
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _head(held: About) -> Iterator[str]:
    yield f"<h1>{_told(held.view['title'])}</h1><p class=quiet>{_told(held.view['subtitle'])}</p>"
    for notice in [held.view["revised_since"], *held.view["notices"]]:
        if notice:
            yield f"<p class=note>{_told(notice)}</p>"


def _charts(drawn: Sequence[Drawing]) -> Iterator[str]:
    yield '<div class="charts">'
    for place, one in enumerate(drawn):
        above = f"<h2>{_told(one.heading)}</h2>" if one.heading else ""
        above += f"<p class=quiet>{_told(one.finding)}</p>" if one.finding else ""
        yield (
            f'<section>{above}<div class="chart" id="chart-{place}" role="img" '
            f'aria-label="{_told(one.alt)}">The chart needs JavaScript; its figures are below.</div>'
            "</section>"
        )
    yield "</div>"


def _events(held: About) -> Iterator[str]:
    if held.events:
        yield f"<h2>Events in view</h2><details><summary>{len(held.events)} events</summary><ul>"
        for day, _, title, *_, url in held.events:
            yield f"<li>{_told(day)} {_told(title)}{_link(str(url), 'source')}"
        yield "</ul></details>"


def _sources(held: About) -> Iterator[str]:
    yield "<ul>"
    for one in held.series:
        yield (
            f"<li>{_told(one['citation'])}. {_told(one['definition'])}. Unit of the series: "
            f"{_told(one['unit'])}. Licence: {_told(one['licence'])}. Series: {_told(one['id'])}"
            f"{_link(one['source_url'], 'source')}"
        )
    yield "</ul>"


def _tables(held: About) -> Iterator[str]:
    """Yield a table a line of the chart, all its rows; end tags that HTML lets out are left out."""
    if not held.rows:
        yield "<p class=quiet>None in this range, as of this day.</p>"
    for (series, name), rows in groupby(held.rows, key=lambda row: (row.series, row.name)):
        body = [
            f"<tr><td>{row.period}<td>{shown(row.value)}<td>{_told(row.seen_from)}<td>{_told(row.vintage)}"
            for row in rows
        ]
        yield (
            f"<details><summary>{_told(name)}: {len(body):,} values</summary><table>"
            f"<caption>{_told(series)}, {_told(held.view['unit'])}</caption>"
            "<thead><tr><th>period<th>value<th>seen from<th>vintage<tbody>"
        )
        yield "\n".join(body) + "</table></details>"


def _foot(held: About) -> Iterator[str]:
    named = {"as_of": "as of", "data_version": "data version", "link": "view", "sha256": "SHA-256 of figures"}
    parts = [f"{words}: {_told(held.view[name])}" for name, words in named.items()]
    kind = "frozen view" if held.view["frozen"] else "figures as they were when this file was made"
    whole = " · ".join([kind, *map(_told, held.view["vintages"]), *parts])
    yield f"<footer>{whole}{_link(str(held.view['link']), 'open in oilwatch')}</footer>"


def _told(text: object) -> str:
    """Return text as markup, disarmed: a table copied from a page into a spreadsheet holds no formula."""
    return markup(shown(line(str(text))))


def _link(url: str, words: str) -> str:
    place = address(url)
    return f' · <a href="{markup(place)}" rel="noopener noreferrer">{words}</a>' if place else ""
