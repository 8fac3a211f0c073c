"""Checks as one HTML file that stands by itself: nothing is fetched, nothing runs."""

from collections.abc import Sequence

from oilwatch.model import Check
from oilwatch.report import frame, look, marked, review, safe
from oilwatch.report.safe import markup
from oilwatch.report.spark import Sparks

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def html(checks: Sequence[Check], sparks: Sequence[Sparks] = (), *, address: str = "") -> str:
    """Return checks as one HTML file; *sparks* are the lines of each, as ``sparks`` gives them.

    *address* is where the file will be published, where that is known.
    """
    title = frame.title(checks[0]) if len(checks) == 1 else f"{len(checks)} stories checked"
    lines = [*sparks, *({} for _ in checks)]
    sections = [
        marked.section(check, marked.Manner(f"s{place + 1}", lines[place], server=_server(address)))
        for place, check in enumerate(checks)
    ]
    reviews = (review.script(check, address, f"s{place + 1}") for place, check in enumerate(checks))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{markup(title)}: figures checked</title><style>{look.file_sheet()}</style>"
        f"{''.join(reviews)}</head>"
        f'<body><main class="owr">{"".join(sections)}</main></body></html>\n'
    )


def _server(address: str) -> str | None:
    """Return the server that a published file is of, by its address (``.../check?c=``); None: not known."""
    place, found, _ = safe.address(address).rpartition("/check?")
    return place if found else None
