"""What recording a copy does not believe: it is held aside, settled, or accepted."""

import pytest

from oilwatch import plausible
from oilwatch.errors import InputError
from oilwatch.model import Copy, Counts, Page, Receipt
from tests.kit import APR, FEB, JAN, MAR, MONTHLY, monthly
from tests.store.whole import RETRIEVED, Shown, copy, put

ALL = ("", "9999-12-31")
MONTHS = [f"2022-{month:02}" for month in range(1, 13)] + [f"2023-{month:02}" for month in range(1, 13)]
STEADY = {month: 9000.0 + number for number, month in enumerate(MONTHS)}


def load(store, moment, values, **more):
    """Record one whole copy of the monthly test series; return the counts, and the periods held aside."""
    counts, aside = put(store, copy(MONTHLY.id, moment, Shown(values, ALL), **more), screen=plausible.screen)
    return counts, [row.period for row in aside]


def now(store, **options):
    """Return what the monthly test series reads, by period."""
    return {row.period: row.value for row in store.seen(MONTHLY.id, **options)[1]}


def test_a_slip_is_held_aside_and_not_seen(store):
    """A figure a thousand times too large changes nothing; it is listed with its value and the reason."""
    load(store, JAN, STEADY)

    counts, aside = load(store, FEB, STEADY | {"2023-12": 9_023_000.0})

    assert (counts, aside) == (Counts(unchanged=23), ["2023-12"])
    assert now(store) == STEADY
    (waiting,) = store.loads.waiting()
    assert (waiting.value, waiting.seen_from, waiting.source) == (9_023_000.0, FEB, "test")
    assert "9.023e+06" in waiting.reason


def test_a_slip_is_listed_once_however_often_it_is_seen(store):
    """The same wrong figure in copy after copy waits once, as of when it was first seen."""
    load(store, JAN, STEADY)
    wrong = STEADY | {"2023-12": 9_023_000.0}
    load(store, FEB, wrong)
    version = store.data_version()

    again = [load(store, moment, wrong) for moment in (MAR, APR)]

    assert again == [(Counts(unchanged=23), [])] * 2
    assert [row.seen_from for row in store.loads.waiting()] == [FEB]
    assert store.data_version() == version


def test_a_correction_settles_what_was_held_aside(store):
    """Once the publisher shows a figure that can be believed, nothing waits any more."""
    load(store, JAN, STEADY)
    load(store, FEB, STEADY | {"2023-12": 9_023_000.0})

    load(store, MAR, STEADY | {"2023-12": 9024.0})

    assert store.loads.waiting() == []
    assert now(store)["2023-12"] == 9024.0


def test_what_is_accepted_counts_from_when_it_was_first_seen(store):
    """A person who believes it makes it read as of the first copy that had it, in one run."""
    load(store, JAN, STEADY)
    wrong = STEADY | {"2023-12": 90_230.0}
    load(store, FEB, wrong)
    load(store, MAR, wrong)

    counts = store.loads.accept(MONTHLY.id)

    assert counts == Counts(revised=1)
    assert now(store, as_of=JAN)["2023-12"] == STEADY["2023-12"]
    assert now(store, as_of=FEB)["2023-12"] == 90_230.0
    assert store.loads.waiting() == []
    assert store.problems() == []
    assert load(store, APR, wrong) == (Counts(unchanged=24), [])
    with pytest.raises(InputError, match=r"nothing is held aside of production\.test\.monthly"):
        store.loads.accept(MONTHLY.id)


def test_a_copy_that_was_cut_withdraws_nothing(store):
    """Half of all periods missing at once is held aside; they come back without a word."""
    load(store, JAN, STEADY)

    _, aside = load(store, FEB, dict(list(STEADY.items())[12:]))
    held = now(store)
    counts, _ = load(store, MAR, STEADY)

    assert aside == MONTHS[:12]
    assert held == STEADY
    assert counts == Counts(unchanged=24)
    assert store.loads.waiting() == []


def test_a_cut_copy_that_comes_late_withdraws_nothing_either(store):
    """Also where younger copies are there already: what is held aside is not recorded."""
    load(store, JAN, STEADY)
    load(store, MAR, STEADY | {"2023-12": 9024.0})

    _, aside = load(store, FEB, dict(list(STEADY.items())[12:]))

    assert aside == MONTHS[:12]
    assert now(store, as_of=FEB) == STEADY


def test_a_wrong_copy_seen_again_after_its_correction_is_no_crash(store):
    """A mirror that serves an old file again changes nothing."""
    load(store, JAN, STEADY)
    load(store, FEB, STEADY | {"2023-12": 9_023_000.0})
    load(store, MAR, STEADY)

    load(store, FEB, STEADY | {"2023-12": 9_023_000.0})

    assert now(store) == STEADY


def test_another_wrong_figure_of_the_same_moment_is_no_crash(store):
    """A file rewritten without a new date may be wrong twice."""
    load(store, JAN, STEADY)
    load(store, FEB, STEADY | {"2023-12": 9_023_000.0})

    load(store, FEB, STEADY | {"2023-12": 9_023_001.0}, otherwise=RETRIEVED)

    assert now(store) == STEADY


def test_two_figures_passed_by_a_withdrawal_can_both_be_accepted(store):
    """Each waits for itself; accepting all of a series is no crash."""
    load(store, JAN, STEADY)
    load(store, FEB, STEADY | {"2023-12": 9_023_000.0})
    load(store, MAR, STEADY | {"2023-12": 9_024_000.0})
    load(store, APR, {month: STEADY[month] for month in MONTHS[:-1]})

    store.loads.accept(MONTHLY.id)

    assert store.problems() == []


def test_a_period_with_two_values_in_one_copy_is_held_aside(store):
    """Nobody knows which of them is meant; the others of the copy are recorded."""
    rows = [monthly("2023-01", 9000.0), monthly("2023-02", 9001.0), monthly("2023-01", 9005.0)]
    page = Page(Receipt(b"twice", "https://example.org/", RETRIEVED), rows)

    counts, aside = put(store, Copy(FEB, (page,), {}), screen=plausible.screen)

    assert counts.new == 1
    assert now(store) == {"2023-02": 9001.0}
    assert [(row.period, row.reason) for row in aside] == [
        ("2023-01", "stands twice in one answer, as 9000.0 and 9005.0")
    ]
