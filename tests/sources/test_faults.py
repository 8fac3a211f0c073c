"""Whatever happens to an answer on its way, a source ends in one line that a person can read."""

from dataclasses import replace

import pytest

from oilwatch.errors import OilwatchError
from oilwatch.sources import alfred, eia, eia_bulk, fred, jodi, yahoo
from tests.kit import NOW
from tests.services import replay
from tests.sources.kit import asking, drained, figures, one_line, source

SINCE = NOW.date().replace(day=1)
READERS = {
    "eia-spot": (source(eia, "eia-spot").read, {"keys": True}),
    "eia-outlook": (source(eia, "eia-outlook").read, {"keys": True}),
    "eia-bulk-pet": (source(eia_bulk, "eia-bulk-pet").read, {}),
    "fred": (fred.read, {}),
    "fred with a key": (fred.read, {"keys": True}),
    "alfred": (alfred.read, {"since": SINCE}),
    "alfred with a key": (alfred.read, {"since": SINCE, "keys": True}),
    "jodi": (jodi.read, {"since": SINCE}),
    "yahoo": (yahoo.read, {}),
}
FAULTS = [
    "truncated", "truncated-chunks", "half-reset", "half-gzip", "bad-gzip", "silent", "garbage", "html",
    "empty", "redirect-loop", "refused", "302 to nowhere", "302 to http://[", "403", "404 after 7", "500",
    "503", "204",
]  # fmt: skip
BY_THE_CLIENT = [name for name in READERS if name != "yahoo"]
IN_MEMORY = [name for name in BY_THE_CLIENT if name not in ("jodi", "eia-bulk-pet")]


@pytest.fixture(scope="module")
def standing():
    """Every service, once for all of these tests."""
    with replay.services(replay.default_world(years=1)) as running:
        yield running


@pytest.fixture
def outside(standing):
    """Every service, and none of them fails afterwards."""
    yield standing
    standing.fail(None)


class Hurried:
    """A client that has no patience."""

    offline = False

    def __init__(self, client):
        self.client = client

    def get(self, *args, manner, **options):
        """Ask as the client does, within a fifth of a second."""
        return self.client.get(*args, manner=replace(manner, deadline=0.2), **options)


def failed(outside, home, name, fault):
    """Return what is told where a service fails in a way; nothing may have come from it."""
    read, more = READERS[name]
    outside.fail(fault)
    copies, error = drained(read(asking(outside, home, **more)))
    assert copies == []
    assert isinstance(error, OilwatchError)
    return one_line(error, outside.eia.key, outside.fred.key)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", READERS)
def test_every_failure_is_one_line(outside, tmp_path, name, fault):
    """Nothing but an error of ours comes out, whatever a server does; it names no class of a library."""
    told = failed(outside, tmp_path, name, fault)

    assert "Traceback" not in told
    assert "object at 0x" not in told


@pytest.mark.parametrize("name", READERS)
def test_another_type_of_content_is_of_no_matter(outside, tmp_path, name):
    """What counts is what is in an answer, not what its header says of it."""
    read, more = READERS[name]
    outside.fail("wrong-type")

    copies, error = drained(read(asking(outside, tmp_path, **more)))

    assert error is None
    assert figures(copies)


@pytest.mark.parametrize("name", BY_THE_CLIENT)
def test_a_redirect_into_a_private_network_is_not_followed(outside, tmp_path, name):
    """A service that was taken over cannot send us where only this machine may ask."""
    assert "inside a private network" in failed(outside, tmp_path, name, "redirect-private")


@pytest.mark.parametrize("name", IN_MEMORY)
def test_an_answer_that_becomes_too_large_is_left(outside, tmp_path, name):
    """A megabyte that unpacks to a gigabyte is stopped on the way."""
    assert "bytes; that is not what was asked for" in failed(outside, tmp_path, name, "gzip-bomb")


@pytest.mark.parametrize("fault", ["drip", "drip-headers", "hang"])
@pytest.mark.parametrize("name", ["eia-spot", "eia-bulk-pet", "fred", "alfred", "jodi"])
def test_an_answer_that_never_ends_is_left(outside, tmp_path, name, fault):
    """However slowly it comes, the time for the whole of it is what counts."""
    read, more = READERS[name]
    outside.fail(fault)
    asked = asking(outside, tmp_path, **more)

    copies, error = drained(read(replace(asked, client=Hurried(asked.client))))

    assert copies == []
    assert "try" in one_line(error)
