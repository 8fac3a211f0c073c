"""A figure in a wrong unit is held aside and told, until a person accepts it or its publisher corrects it."""

from datetime import timedelta

import pytest

from oilwatch import periods
from tests.cli.command import refused
from tests.load.loading import Loads, by_source, changed, lines, rounded, shown

SERIES, NAME, SOURCE = "production.sau.crude", "INTL.57-1-SAU-TBPD.M", "eia-bulk-intl"
BEFORE = timedelta(milliseconds=1)


@pytest.fixture
def slipped(loaded) -> Loads:
    """A home that has loaded a world in which one month, known before, is a thousand times too large."""
    world = loaded.outside.world
    month = max(world.figures[NAME])
    world.revise(NAME, month, world.figures[NAME][month] * 1000)
    done = loaded.load(SOURCE)
    assert (done.code, done.err) == (0, "")
    assert "0 new, 0 revised, 0 withdrawn" in lines(done)[SOURCE]
    assert ", 1 quarantined" in lines(done)[SOURCE]
    return loaded


def newest(loads: Loads) -> tuple[str, float]:
    """Return the newest month that the world publishes, and what it shows."""
    return max(loads.outside.world.figures[NAME].items())


def waiting(loads: Loads) -> list[dict[str, object]]:
    """Return what status lists as held aside."""
    return loads("status", "--json").json["quarantined"]


def test_a_slip_is_listed_with_its_reason_and_is_not_in_the_series(slipped):
    """Status names series, month, value, source and why; readers see the figure of before."""
    month, value = newest(slipped)

    (held,) = waiting(slipped)

    assert (held["series"], held["value"], held["count"]) == (SERIES, pytest.approx(value), 1)
    assert held["first"] == held["last"] == month
    assert (held["source"], "out of all bounds" in held["reason"]) == (SOURCE, True)
    assert held["reason"] in slipped("status").out
    assert f"{SERIES} {month}" in slipped("status").out
    assert slipped.values(SERIES)[month] == pytest.approx(value / 1000)
    rows = slipped("series", SERIES, "--json").json["rows"]
    assert max(row["value"] for row in rows) < 100_000


def test_loading_the_same_slip_again_is_no_news(slipped):
    """It is held aside once, and neither counted nor recorded anew."""
    before, version = slipped.known(), slipped.version()

    done = slipped.load(SOURCE, "--json")

    assert (done.code, changed(done), by_source(done)[SOURCE]["quarantined"]) == (0, {}, 0)
    assert (slipped.known(), slipped.version()) == (before, version)


def test_accepting_brings_it_in_as_of_when_it_was_first_seen(slipped):
    """A reader standing before that moment sees the old figure, one standing after it the accepted one."""
    month, value = newest(slipped)
    (held,) = waiting(slipped)
    slipped.load(SOURCE)

    done = slipped("accept", SERIES, month, "--json")

    seen = periods.parse_moment(held["seen_from"])
    assert (done.code, done.json["revised"]) == (0, 1)
    assert waiting(slipped) == []
    assert slipped.values(SERIES, seen)[month] == slipped.values(SERIES)[month] == pytest.approx(value)
    assert slipped.values(SERIES, seen - BEFORE)[month] == pytest.approx(value / 1000)
    assert changed(slipped.load(SOURCE, "--json")) == {}
    refused(slipped("accept", SERIES, month), 2, "nothing is held aside")


def test_the_correction_of_the_publisher_settles_it(slipped):
    """Once the month is published as it was, nothing waits, and no figure has changed."""
    world = slipped.outside.world
    month, value = newest(slipped)
    world.revise(NAME, month, value / 1000 + 25)

    done = slipped.load(SOURCE, "--json")

    assert (done.code, changed(done)) == (0, {SOURCE: (0, 1, 0)})
    assert waiting(slipped) == []
    assert rounded(slipped.values(SERIES)) == shown(world, NAME)
    refused(slipped("accept", SERIES, month), 2, "nothing is held aside")


def test_a_slip_in_a_month_that_was_not_known_before_leaves_it_without_figure(loaded):
    """The month is not in the series until it is corrected, and new then."""
    world = loaded.outside.world
    month = periods.following(newest(loaded)[0], "monthly")
    world.revise(NAME, month, 9_100_000.0)

    slip = loaded.load(SOURCE, "--json")
    unknown = loaded.values(SERIES)
    world.revise(NAME, month, 9100.0)
    corrected = loaded.load(SOURCE, "--json")

    assert (slip.code, changed(slip), by_source(slip)[SOURCE]["quarantined"]) == (0, {}, 1)
    assert month not in unknown
    assert (changed(corrected), waiting(loaded)) == ({SOURCE: (1, 0, 0)}, [])
    assert loaded.values(SERIES)[month] == 9100.0
