"""Stories: headline, link and times, each address once."""

import hashlib
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from sqlalchemy import Connection, select

from oilwatch.model import Counts, Story
from oilwatch.store import write
from oilwatch.store.schema import story, story_tie

_KEPT = "title url outlet published published_how seen source language country author".split()
_TRACKING = re.compile(r"(utm_\w+|fbclid|gclid|mc_[ce]id|oc|ref|cmpid|ns_\w+)", re.IGNORECASE)


def normalised(url: str) -> str:
    """Return an address without what does not name the page: fragment, tracking, ``www.``, end slash."""
    parts = urlsplit(url)
    query = [pair for pair in parse_qsl(parts.query) if not _TRACKING.fullmatch(pair[0])]
    host = (parts.netloc or "").lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{urlencode(sorted(query))}".rstrip("?")


def keep(connection: Connection, found: Sequence[Story], moment: str) -> Counts:
    """Keep the stories whose address is not kept yet."""
    rows: dict[str, Story] = {}
    for item in found:
        name = normalised(item.url) if item.url else f"{item.outlet} {item.title}"
        rows.setdefault(hashlib.sha256(name.encode()).hexdigest(), item)
    known = set(connection.execute(select(story.c.address_key)).scalars())
    news = [
        (name, moment, (item.published or item.seen or moment)[:10], *(getattr(item, n) for n in _KEPT))
        for name, item in rows.items()
        if name not in known
    ]
    write.insert_many(connection, story, ("address_key", "first_seen", "day", *_KEPT), news)
    return Counts(new=len(news), unchanged=len(found) - len(news))


def between(connection: Connection, first: str, last: str, event: str | None = None) -> list[Any]:
    """Return the stories of some days (that tell of *event*), newest first, each with its ties.

    By publication, where not known when first seen.
    """
    tie = story_tie.c
    columns = [story.c[name] for name in ("day", "first_seen", *_KEPT)]
    query = select(*columns, tie.cluster, tie.event, tie.score, tie.reason)
    query = query.outerjoin(story_tie, tie.story == story.c.key).where(story.c.day.between(first, last))
    if event is not None:
        query = query.where(tie.event == event)
    return list(connection.execute(query.order_by(story.c.day.desc(), story.c.key.desc())))
