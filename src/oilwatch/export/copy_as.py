"""A view as text to paste: a reporter's sentence, a citation, and code that reads its figures."""

import hashlib
import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from oilwatch import view as views

if TYPE_CHECKING:
    from oilwatch.view import View
    from oilwatch.views import Content

LOCAL = "http://127.0.0.1:8501"
"""Where a dashboard answers that was given no public address."""
_TEX = {
    "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "$": "\\$", "&": "\\&",
    "%": "\\%", "#": "\\#", "_": "\\_", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
    '"': "''", "@": "{@}",
}  # fmt: skip


def copies(content: "Content", base_url: str = "") -> dict[str, str]:
    """Return what a reader can paste of a view, by name: AP style, BibTeX, pandas, R, Google Sheets.

    The code reads the CSV of the API at *base_url* (default: a dashboard on this machine).
    """
    from oilwatch.export import ap
    from oilwatch.report.safe import line

    base = base_url or LOCAL
    address = json.dumps(view_csv(content.view, base))  # as text in quotes: Python and R read it alike
    about = "\n".join(f"# {line(text)}" for text in (content.title, content.subtitle))
    return {
        "AP style": ap.sentence(content),
        "BibTeX": _bibtex(content, base),
        "pandas": (
            f"{about}\nimport pandas as pd\n\n"
            f'data = pd.read_csv({address}, comment="#")\n'
            'data["period"] = pd.to_datetime(data["period"], format="ISO8601")\n'
            'table = data.pivot(index="period", columns="name", values="value")'
        ),
        "R": f'{about}\ndata <- read.csv({address}, comment.char = "#")',
        "Google Sheets": _sheets(content, base),
    }


def view_csv(view: "View", base_url: str) -> str:
    """Return the address of every number of a view as CSV, by the API."""
    query = views.encode(view)
    return f"{base_url}/api/v1/view.csv?{query}{'&' if query else ''}page={view.page}"


def series_csv(view: "View", series_id: str, base_url: str) -> str:
    """Return the address of one series, in the days and as of the day of a view, as CSV, by the API."""
    asked = {"from": view.start, "to": view.end, "as_of": view.as_of, "version": view.version}
    query = urlencode({name: str(value) for name, value in asked.items() if value})
    return f"{base_url}/api/v1/series/{series_id}.csv{'?' if query else ''}{query}"


def _sheets(content: "Content", base_url: str) -> str:
    """Return the formula that imports the figures: one, as two would spill into each other."""
    shown = content.shown
    plain = len(content.lines.lines) == 1 and shown.transform == "level" and content.lines.unit != "mb/d"
    address = series_csv(shown, content.abouts[0].id, base_url) if plain else view_csv(content.view, base_url)
    return f'=IMPORTDATA("{address.replace(chr(34), chr(34) * 2)}")'


def _bibtex(content: "Content", base_url: str) -> str:
    """Return an entry whose key is the same for the same view and day, wherever it is served."""
    as_of = content.as_of.isoformat()
    digest = hashlib.sha256(views.link(content.view).encode()).hexdigest()
    publishers = dict.fromkeys(about.publisher for about in content.abouts)
    series = dict.fromkeys(f"{one.title} ({one.publisher_id or one.id})" for one in content.abouts)
    note = "; ".join([content.subtitle, f"as of {as_of}, data version {content.version}", *series])
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in publishers) or "{oilwatch}",
        "title": f"{{{_tex(content.title)}}}",
        "year": as_of[:4],
        "howpublished": "oilwatch",
        "note": _tex(note),
        "url": re.sub(r'[{}\\\s"]', "", views.link(content.view, base_url)),
        "urldate": as_of,
    }
    lines = "".join(f"  {name} = {{{text}}},\n" for name, text in fields.items())
    return f"@misc{{oilwatch-{content.view.page}-{as_of}-{digest[:8]},\n{lines}}}"


def _tex(text: str) -> str:
    """Return text in which nothing is a command, and whose braces are in balance."""
    from oilwatch.report.safe import line

    return "".join(_TEX.get(sign, sign) for sign in line(text))
