"""Links to views: read from what people paste, frozen, and made short."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from oilwatch import view as views
from oilwatch.errors import InputError
from oilwatch.model import Share
from oilwatch.view import View
from oilwatch.views.content import content
from oilwatch.views.rows import digest, rows
from oilwatch.views.source import Source

PAGES = {"": "market", "production": "production", "events": "events"}
"""The pages whose views have links, by path."""
SHORT = "s/"


def read(source: Source, text: str, today: date) -> tuple[View, list[str]]:
    """Return the view that a link names, and a notice for each thing that was not usable.

    *text* is a whole address, a path with its query, a query alone, or a short link (``/s/CODE``); the
    host does not matter. Raises InputError where it names no view.
    """
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        parts = urlsplit("/nothing")
    path = parts.path.strip("/")
    if path.startswith(SHORT) and (found := source.store.shares.find(path[len(SHORT) :].split(".")[0])):
        return stored(source, found, today)
    if not parts.query and "=" in path:
        path, parts = "", parts._replace(query=path)
    if path not in PAGES:
        raise InputError(
            f"{text[:80]!r} is no link to a view; expected one such as /?series=price.brent.spot, "
            "/production, /events?event=ID or /s/CODE"
        )
    return decoded(source, PAGES[path], parts.query, today)


def stored(source: Source, share: Share, today: date) -> tuple[View, list[str]]:
    """Return the view of a short link, and notices where something of it is not there any more."""
    return decoded(source, share.page, share.query, today)


def decoded(source: Source, page: str, query: str | Mapping[str, str], today: date) -> tuple[View, list[str]]:
    """Return the view of a page's query as this store can show it, and notices."""
    shown, notices = views.decode(query, page, source.measures(), source.events())
    if shown.version and shown.version <= source.version:  # its events are those of then
        shown, notices = views.decode(query, page, source.measures(), source.events(shown.version))
    return standing(source, shown, notices, today)


def standing(source: Source, shown: View, notices: list[str], today: date) -> tuple[View, list[str]]:
    """Return a view without a day that has not come and a data version that is not there, and notices."""
    if shown.as_of and shown.as_of > today:
        notices = [*notices, f"as_of: {shown.as_of} has not come yet; the latest figures are shown."]
        shown = replace(shown, as_of=None)
    if shown.version and shown.version > source.version:
        notices = [
            *notices,
            f"version: this store is at data version {source.version:,}, so the link is of another store; "
            "the figures of this one are shown.",
        ]
        shown = replace(shown, version=None)
    return shown, notices


def frozen(source: Source, shown: View, today: date) -> View:
    """Return the view with its day and data version: it shows the same numbers from now on."""
    return replace(shown, as_of=shown.as_of or today, version=shown.version or source.version)


def address(shown: View, base_url: str = "") -> str:
    """Return the whole link of a view."""
    return views.link(shown, base_url)


def share(source: Source, shown: View, today: date, author: str = "") -> str:
    """Return the code of a short link to a view, kept in the store; the same view has one code."""
    held = content(source, shown, today)
    return source.store.shares.make(
        Share(
            page=shown.page, query=views.encode(shown), title=held.title, description=held.alt,
            author=author, figures=digest(rows(held)) if shown.frozen else "",
        )
    )  # fmt: skip
