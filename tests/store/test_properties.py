"""What holds for every list of copies, in every order of recording, on both databases."""

from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oilwatch.model import Counts, Observation, Recorded
from oilwatch.store import Store
from tests.conftest import upgraded
from tests.kit import NOW, a_series
from tests.store import oracle

PERIODS = [f"2024-{month:02}" for month in range(1, 7)]
MOMENTS = [f"2024-{month:02}-{day}" for month in range(1, 10) for day in (10, 28)]
MOMENTS += ["2024-04-10T09:00:00.000Z", "2024-04-10T17:30:00.000Z", "2024-07-28T09:00:00.000Z"]
AFTER_EVERYTHING = "2026-11-22"
LAGS = st.sampled_from([-27, 0, 9, 40, 100])
_numbers = count()


@st.composite
def copies(draw):
    """Draw dated copies: some partial, some with withdrawals, with few values so that they come back."""
    moments = draw(st.lists(st.sampled_from(MOMENTS), min_size=1, max_size=6, unique=True))
    value = st.sampled_from([8900.0, 9000.0, 9100.5, None])
    return {
        moment: draw(st.dictionaries(st.sampled_from(begun), value, min_size=1))
        for moment in moments
        if (begun := [period for period in PERIODS if f"{period}-01" <= moment])
    }


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shelf(request, tmp_path_factory):
    """One store for all examples of a property; each example uses a series of its own."""
    with upgraded(request, tmp_path_factory.mktemp("shelf")) as address:
        store = Store(address, now=lambda: NOW)
        yield store
        store.close()


on_the_shelf = settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def record(shelf, copies, order, lag_days):
    """Record copies in an order, as a new series; return its id."""
    series_id = f"production.test.n{next(_numbers)}"
    shelf.sync([a_series(series_id, "monthly", lag_days=lag_days)])
    for moment in order:
        shelf.record([Observation(series_id, *shown) for shown in copies[moment].items()], seen_from=moment)
    return series_id


def reads(shelf, series_id, moment=None):
    """Return (period, value, seen_from, vintage) as a reader at *moment* sees them."""
    rows = shelf.seen(series_id, as_of=moment)[1]
    return [(row.period, row.value, row.seen_from, row.vintage) for row in rows]


def standpoints(copies, lag_days):
    """Return moments at which what is seen may differ: at and between copies, and at due days."""
    days = {moment[:10] for moment in copies} | {oracle.due(period, lag_days) for period in PERIODS}
    days |= {str(date.fromisoformat(day) + timedelta(days=max(lag_days, 1))) for day in set(days)}
    return sorted(days | set(copies) | {"2023-12-31", "2024-03-05", "2024-06-20", AFTER_EVERYTHING})


def end_of(moment):
    """Return a moment as the store counts it: a day to its end."""
    return f"{moment}T23:59:59.999Z" if len(moment) == 10 else moment


@on_the_shelf
@given(copies=copies(), lag_days=LAGS, data=st.data())
def test_any_order_of_recording_reads_alike(shelf, copies, lag_days, data):
    """However the copies came in, every reader at every moment sees what the copies themselves say."""
    order = data.draw(st.permutations(sorted(copies)))

    series_id = record(shelf, copies, order, lag_days)

    for moment in standpoints(copies, lag_days):
        assert reads(shelf, series_id, moment) == oracle.reads(copies, end_of(moment), lag_days)
    assert shelf.copies(series_id) == sorted(copies)


@on_the_shelf
@given(copies=copies(), lag_days=LAGS)
def test_one_answer_with_all_copies_reads_like_many_answers(shelf, copies, lag_days):
    """A history recorded in one go reads as the same copies recorded one by one."""
    series_id = record(shelf, copies, [], lag_days)
    rows = [Recorded(period, value, at) for at, copy in copies.items() for period, value in copy.items()]

    shelf.record_history({series_id: rows}, source="test")

    for moment in standpoints(copies, lag_days):
        assert reads(shelf, series_id, moment) == oracle.reads(copies, end_of(moment), lag_days)


@on_the_shelf
@given(copies=copies(), lag_days=LAGS)
def test_a_reader_never_sees_what_was_not_yet_published(shelf, copies, lag_days):
    """A row younger than the reader is seen only flagged, first of its period, due, never missed."""
    series_id = record(shelf, copies, sorted(copies), lag_days)
    first = {row.period: row.seen_from for row in reversed(shelf.history(series_id))}

    for moment in map(end_of, standpoints(copies, lag_days)):
        for period, _, seen_from, vintage in reads(shelf, series_id, moment):
            if seen_from > moment:
                due = oracle.awaited(copies, period, first[period], lag_days)
                assert vintage == "earliest copy"
                assert seen_from == first[period]
                assert due <= moment[:10]
                without = [copy for copy in copies if oracle.due(period, lag_days) <= copy < first[period]]
                assert all(copy[:10] < moment[:10] for copy in without)


@on_the_shelf
@given(copies=copies(), lag_days=LAGS, data=st.data())
def test_recording_again_changes_nothing(shelf, copies, lag_days, data):
    """Copies recorded again in any order, or what stands recorded again later, leave all as it was."""
    series_id = record(shelf, copies, sorted(copies), lag_days)
    before = state(shelf, series_id, copies, lag_days)
    again = data.draw(st.permutations(sorted(copies)))
    standing = {period: value for moment in sorted(copies) for period, value in copies[moment].items()}

    for moment in again:
        shelf.record([Observation(series_id, *shown) for shown in copies[moment].items()], seen_from=moment)
    same = state(shelf, series_id, copies, lag_days)
    later = shelf.record([Observation(series_id, *s) for s in standing.items()], seen_from=AFTER_EVERYTHING)

    assert same == before
    assert later == Counts(unchanged=len(standing))
    assert state(shelf, series_id, copies, lag_days) == before


def state(shelf, series_id, copies, lag_days):
    """Return all that is known of a series: its rows, what each reader sees, and the data version."""
    seen = [reads(shelf, series_id, moment) for moment in standpoints(copies, lag_days)]
    return shelf.history(series_id), seen, reads(shelf, series_id), shelf.data_version()


@on_the_shelf
@given(copies=copies(), lag_days=LAGS, data=st.data())
def test_now_is_as_of_after_everything(shelf, copies, lag_days, data):
    """The current values, kept aside for speed, are what a reader after all copies sees; the check agrees."""
    order = data.draw(st.permutations(sorted(copies)))

    series_id = record(shelf, copies, order, lag_days)

    assert reads(shelf, series_id) == reads(shelf, series_id, AFTER_EVERYTHING)


def test_the_shelf_is_sound_after_all_examples(shelf):
    """After everything that the properties above recorded, the store's own check finds nothing."""
    assert shelf.catalogue()
    assert shelf.problems() == []
