"""Lists of stories: of each its headline, link, outlets, times, the figures we read in it, and its ties."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import quote

import streamlit as st

from oilwatch import periods
from oilwatch.app import data
from oilwatch.app.data import Version
from oilwatch.claims import reading, wording
from oilwatch.model import Link, Story
from oilwatch.report import safe
from oilwatch.store import Store
from oilwatch.store.ties import Cluster

MOST = 30
"""Most stories that one list shows."""
_TITLE, _OUTLETS = 240, 3


def between(first: date, last: date) -> None:
    """List the stories that were first told from one day to another, newest first."""
    days = " – ".join(dict.fromkeys(periods.day_text(day) for day in (first, last)))
    number = sum(
        count for day, count in data.source().stories_a_day().items() if str(first) <= day <= str(last)
    )
    if not number:
        st.caption(f"No stories are kept of {days}. `oilwatch load news` loads those of the day.")
        return
    shown = _found(data.store(), data.version(), (str(first), str(last), None))
    more = f"; the newest {len(shown)} are listed" if number > len(shown) else ""
    st.caption(f"{number:,} {'story' if number == 1 else 'stories'}, {days}{more}")
    st.html(listed(shown))


def about(event_id: str, as_of: date | None = None) -> None:
    """List the stories that tell of an event, those told by a day."""
    shown = _found(data.store(), data.version(), (None, as_of.isoformat() if as_of else None, event_id))
    if shown:
        st.html(listed(shown, of_event=True))
    else:
        st.caption("None of the stories that are kept tells of this event.")


@st.cache_resource(show_spinner=False, max_entries=64)
def _found(
    _store: Store, version: Version, wanted: tuple[str | None, str | None, str | None]
) -> list[Cluster]:
    start, end, event = wanted
    return _store.ties.clusters(start=start, end=end, event=event, limit=MOST)


def listed(clusters: Sequence[Cluster], *, of_event: bool = False) -> str:
    """Return stories as a list in HTML; *of_event*: all of one event, which need not be named again."""
    return f'<ul class="ow-list">{"".join(_item(one, of_event=of_event) for one in clusters)}</ul>'


def near(found: Sequence[tuple[Story, str]]) -> str:
    """Return stories near a move as a list in HTML, each with the reason."""
    rows = [f"<li>{_title(one)} <small>{safe.markup(_outlet(one, why))}</small></li>" for one, why in found]
    return f'<ul class="ow-list">{"".join(rows)}</ul>'


def _outlet(story: Story, why: str) -> str:
    return " · ".join(text for text in (safe.line(story.outlet)[:60], why) if text)


def _title(story: Story) -> str:
    title = safe.markup(safe.line(story.title)[:_TITLE] or "A story without a headline")
    address = safe.address(story.url)
    if not address:
        return title
    return f'<a href="{safe.markup(address)}" target="_blank" rel="noopener noreferrer">{title}</a>'


def _item(cluster: Cluster, *, of_event: bool) -> str:
    facts = [safe.markup(text) for text in (_outlets(cluster), _times(cluster), _languages(cluster)) if text]
    figures = "".join(f'<span class="ow-chip">{safe.markup(text)}</span>' for text in _figures(cluster))
    tie = _tie(cluster.link, of_event=of_event) if cluster.link else ""
    return f"<li>{_title(cluster.tellings[0])} {figures}<br><small>{' · '.join(facts)}{tie}</small></li>"


def _outlets(cluster: Cluster) -> str:
    names = [safe.line(name)[:60] for name in cluster.outlets]
    more = len(names) - _OUTLETS
    listed_ = ", ".join(names[:_OUTLETS])
    told = f", told {len(cluster.tellings)} times" if len(cluster.tellings) > 1 else ""
    return f"{listed_}{f' and {more} more' if more > 0 else ''}{told}"


def _times(cluster: Cluster) -> str:
    """Return when the first telling was published, as its publisher says, and when it was first seen here."""
    first = cluster.tellings[0]
    seen = f"first seen {_moment(cluster.first_seen)}"
    return f"published {_moment(first.published)}, {seen}" if first.published else seen


def _moment(text: str) -> str:
    """Return a day or a moment in UTC as people write it; what is neither stays out."""
    try:
        day = periods.day_text(date.fromisoformat(text[:10]))
    except ValueError:
        return "on an unknown day"
    return f"{day} {text[11:16]} UTC" if len(text) > 15 else day


def _languages(cluster: Cluster) -> str:
    other = [safe.line(name)[:30] for name in cluster.languages if name.lower() not in ("english", "en")]
    return ", ".join(other[:3])


def _figures(cluster: Cluster) -> list[str]:
    """Return the figures about oil that the headline states, as our own grammar reads them."""
    try:
        day = date.fromisoformat(cluster.day)
    except ValueError:
        return []
    claims = reading.read(cluster.tellings[0].title[:_TITLE], day)
    return [f"{wording.subject(claim)} {wording.claimed(claim)}" for claim in claims[:3]]


def _tie(link: Link, *, of_event: bool) -> str:
    why = safe.markup(f"{link.reason} (score {link.score:.2f})")
    event = data.events().get(link.event)
    if of_event or event is None:
        return f" · tied here: {why}"
    title = safe.markup(event.title[:90])
    return f' · tells of <a href="/events?event={quote(event.id)}">{title}</a>: {why}'
