"""Stories to tie: several outlets' tellings of one decision, of a strike, and of nothing that an event is."""

from collections import Counter
from datetime import date

from oilwatch.model import Event, Story

DECISION = "2022-10-05-opec-plus-decision"
STARTED = "2026-11-22T11:00:00.000Z"


def story(title, published, outlet="Wire", **more):
    """Return a story with an address of its own."""
    name = "-".join("".join(sign if sign.isalnum() else " " for sign in title.lower()).split())
    url = f"https://{outlet.lower()}.example/{name}"
    return Story(title, **{"url": url, "outlet": outlet, "published": published, "source": "test", **more})


CUT = story("OPEC+ agrees to cut oil output by 2 million bpd", "2022-10-05T14:00:00.000Z", language="English")
CUT_AGAIN = story(
    "OPEC+ agrees deep oil production cut of 2 million barrels per day", "2022-10-05T16:00:00.000Z", "Paper"
)
CUT_LATER = story("OPEC+ to slash output by 2 mb/d", "2022-10-06T06:00:00.000Z", "Post")
CHOIR = story("Oil workers' choir wins a prize", "2022-10-05T10:00:00.000Z", "Local")
HALT = story("Oil exports halted at Basra terminal in Iraq", "2024-05-06T10:00:00.000Z")
HALT_AGAIN = story("Basra terminal in Iraq halts oil exports", "2024-05-06T12:00:00.000Z", "Paper")
OWN = Event(
    "", date(2024, 5, 6), "Oil exports halted at Basra terminal in Iraq", "supply_outage", "supply",
    ("Iraq",), None, "", 2, "", "",
)  # fmt: skip


def keep(store, *stories):
    """Keep stories as a load does; return what was new."""
    return store.loads.keep_stories("test", stories, started=store.now()).new


def keys(store):
    """Return the key of every story that is not tied, by its title."""
    return {one.title: key for key, one in store.ties.untied()}


def linked(store):
    """Return how many stories tell of each event, by its id."""
    return Counter(one.link.event for one in store.ties.clusters() if one.link)
