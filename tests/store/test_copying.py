"""Whole copies, recorded in every order on both databases, read as the copies themselves say."""

from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oilwatch.model import Counts
from oilwatch.store import Store
from tests.conftest import upgraded
from tests.kit import NOW, a_series
from tests.store import whole
from tests.store.whole import MOMENTS, PERIODS, Shown, copy, put

AFTER_EVERYTHING = "2026-11-22"
LAGS = st.sampled_from([-27, 0, 9, 40, 100])
VALUES = st.sampled_from([8900.0, 9000.0, 9100.5])
_numbers = count()


@st.composite
def shown(draw, moment, *, partial=True, empty=False):
    """Draw what a copy of a moment shows, and what it covers: nothing, a stretch, or all."""
    begun = [period for period in PERIODS if f"{period}-01" <= moment]
    cells = VALUES | st.none() if empty else VALUES
    first, last = sorted(draw(st.tuples(st.sampled_from(begun), st.sampled_from(begun))))
    span = draw(st.sampled_from([(first, last), ("", "9999-12-31"), *([None] if partial else [])]))
    inside = [period for period in begun if span is None or span[0] <= period <= span[1]]
    values = draw(st.dictionaries(st.sampled_from(inside), cells, min_size=0 if span else 1))
    return Shown(values, span)


@st.composite
def copies(draw, **options):
    """Draw dated copies, whole ones and partial ones, with few values so that they come back."""
    moments = draw(st.lists(st.sampled_from(MOMENTS), min_size=1, max_size=5, unique=True))
    return {moment: draw(shown(moment, **options)) for moment in moments}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shelf(request, tmp_path_factory):
    """One store for all examples of a property; each example uses a series of its own."""
    with upgraded(request, tmp_path_factory.mktemp("shelf")) as address:
        store = Store(address, now=lambda: NOW)
        yield store
        store.close()


on_the_shelf = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def fresh(shelf, lag_days=40):
    """Return the id of a series that has no copies yet."""
    series_id = f"production.test.whole{next(_numbers)}"
    shelf.sync([a_series(series_id, "monthly", measure="production", unit="kb/d", lag_days=lag_days)])
    return series_id


def record(shelf, series_id, held, order):
    """Record copies in an order; return what changed, in all."""
    total = Counts()
    for moment in order:
        total += put(shelf, copy(series_id, moment, held[moment]))[0]
    return total


def reads(shelf, series_id, moment=None):
    """Return (period, value, seen_from, vintage) as a reader at *moment* sees them."""
    return [(r.period, r.value, r.seen_from, r.vintage) for r in shelf.seen(series_id, as_of=moment)[1]]


def state(shelf, series_id, held, lag_days):
    """Return all that is known of a series: its rows, what each reader sees, and the data version."""
    seen = [reads(shelf, series_id, moment) for moment in whole.standpoints(held, lag_days)]
    return shelf.history(series_id), seen, reads(shelf, series_id), shelf.data_version()


@on_the_shelf
@given(held=copies(), lag_days=LAGS, data=st.data())
def test_any_order_of_recording_reads_alike(shelf, held, lag_days, data):
    """What a copy covers and lacks was withdrawn where it stood, however the copies came in."""
    order = data.draw(st.permutations(sorted(held)))
    series_id = fresh(shelf, lag_days)

    record(shelf, series_id, held, order)

    for moment in whole.standpoints(held, lag_days):
        assert reads(shelf, series_id, moment) == whole.reads(held, moment, lag_days)


@on_the_shelf
@given(held=copies(empty=True), lag_days=LAGS)
def test_copies_in_their_order_read_as_they_were(shelf, held, lag_days):
    """Also where a copy shows periods without a value: those count as withdrawn where they stood."""
    series_id = fresh(shelf, lag_days)

    record(shelf, series_id, held, sorted(held))

    for moment in whole.standpoints(held, lag_days):
        assert reads(shelf, series_id, moment) == whole.reads(held, moment, lag_days)
    assert reads(shelf, series_id) == reads(shelf, series_id, AFTER_EVERYTHING)


@on_the_shelf
@given(held=copies(empty=True), lag_days=LAGS)
def test_counts_are_what_the_copies_say(shelf, held, lag_days):
    """New, revised, withdrawn and unchanged add up to the changes from each copy to the next."""
    series_id = fresh(shelf, lag_days)

    for moment, counts in whole.counts(held).items():
        assert (moment, put(shelf, copy(series_id, moment, held[moment]))[0]) == (moment, counts)


@on_the_shelf
@given(held=copies(), lag_days=LAGS)
def test_the_quick_way_and_the_long_way_agree(shelf, held, lag_days):
    """Copies recorded in their order leave the current values that the reverse order leaves."""
    quick, long = fresh(shelf, lag_days), fresh(shelf, lag_days)

    record(shelf, quick, held, sorted(held))
    record(shelf, long, held, sorted(held, reverse=True))

    assert [row[:2] for row in reads(shelf, quick)] == [row[:2] for row in reads(shelf, long)]
    for moment in whole.standpoints(held, lag_days):
        assert reads(shelf, quick, moment) == reads(shelf, long, moment)


@on_the_shelf
@given(held=copies(empty=True), lag_days=LAGS, data=st.data())
def test_recording_again_changes_nothing(shelf, held, lag_days, data):
    """Copies recorded again in any order leave rows, readers and data version as they were."""
    series_id = fresh(shelf, lag_days)
    record(shelf, series_id, held, sorted(held))
    before = state(shelf, series_id, held, lag_days)

    again = record(shelf, series_id, held, data.draw(st.permutations(sorted(held))))

    assert again.changed == 0
    assert state(shelf, series_id, held, lag_days) == before


@on_the_shelf
@given(held=copies(), lag_days=LAGS)
def test_the_newest_copy_again_at_a_later_moment_is_unchanged(shelf, held, lag_days):
    """The same figures seen once more are all unchanged, and the data version stays."""
    series_id = fresh(shelf, lag_days)
    record(shelf, series_id, held, sorted(held))
    version, newest = shelf.data_version(), held[max(held)]

    counts, aside = put(shelf, copy(series_id, "2025-01-15", newest))

    assert (counts, aside) == (Counts(unchanged=len(newest.values)), [])
    assert shelf.data_version() == version


def test_the_shelf_is_sound_after_all_examples(shelf):
    """After everything that the properties above recorded, the store's own check finds nothing."""
    assert shelf.catalogue()
    assert shelf.problems() == []
