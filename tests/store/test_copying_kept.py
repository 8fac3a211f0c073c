"""What recording a copy keeps beside the figures, and what it does not write."""

import pytest

from oilwatch import plausible
from oilwatch.errors import InputError, UnknownSeries
from oilwatch.model import Copy, Counts, Observation, Page, Receipt
from tests.kit import FEB, JAN, MAR, MONTHLY, NOW, daily, monthly
from tests.store.whole import RETRIEVED, Shown, copy, put

ALL = ("", "9999-12-31")
MONTHS = [f"2022-{month:02}" for month in range(1, 13)] + [f"2023-{month:02}" for month in range(1, 13)]
STEADY = {month: 9000.0 + number for number, month in enumerate(MONTHS)}


def load(store, moment, values, span=ALL, screen=plausible.screen, **more):
    """Record one copy of the monthly test series; return the counts, and the periods held aside."""
    counts, aside = put(store, copy(MONTHLY.id, moment, Shown(values, span), **more), screen=screen)
    return counts, [row.period for row in aside]


def forecast(moment, values, **known):
    """Return a copy with figures and forecasts."""
    rows, ahead = [monthly(*cell) for cell in known.items()], [monthly(*cell) for cell in values.items()]
    receipt = Receipt(f"{moment}{values}".encode(), "https://example.org/", RETRIEVED)
    return Copy(moment, (Page(receipt, rows, ahead),), {})


def now(store, **options):
    """Return what the monthly test series reads, by period."""
    return {row.period: row.value for row in store.seen(MONTHLY.id, **options)[1]}


def test_forecasts_are_kept_apart_and_only_where_they_differ(store):
    """They are no figures, are read as of a moment, and go where a figure has come."""
    put(store, forecast(JAN, {"2024-05": 9100.0, "2024-06": 9200.0}, **{"2023-12": 9000.0}))
    put(store, forecast(FEB, {"2024-05": 9100.0, "2024-06": 9300.0}, **{"2023-12": 9000.0}))
    version = store.data_version()
    put(store, forecast(MAR, {"2024-05": 9100.0, "2024-06": 9300.0}, **{"2023-12": 9000.0}))

    assert now(store) == {"2023-12": 9000.0}
    assert store.data_version() == version
    expected = store.loads.forecasts(MONTHLY.id)
    assert expected["value"].tolist() == [9100.0, 9300.0]
    assert expected["seen_from"].tolist() == [JAN, FEB]
    assert store.loads.forecasts(MONTHLY.id, as_of=JAN)["value"].tolist() == [9100.0, 9200.0]
    put(store, copy(MONTHLY.id, "2024-06-15", Shown({"2024-05": 9150.0})))
    assert store.loads.forecasts(MONTHLY.id)["value"].tolist() == [9300.0]


def test_a_series_of_forecasts_alone_is_kept(store):
    """An edition may expect what it has no history of."""
    put(store, forecast(JAN, {"2024-05": 9100.0}))

    assert store.loads.forecasts(MONTHLY.id)["value"].tolist() == [9100.0]


def test_an_older_edition_seen_again_changes_nothing(store):
    """What it expected is known already, though a younger one expects otherwise."""
    put(store, forecast(JAN, {"2024-05": 9100.0}, **{"2023-12": 9000.0}))
    put(store, forecast(MAR, {"2024-05": 9300.0}, **{"2023-12": 9000.0}))
    version = store.data_version()

    put(store, forecast(JAN, {"2024-05": 9100.0}, **{"2023-12": 9000.0}))

    assert store.loads.forecasts(MONTHLY.id)["value"].tolist() == [9300.0]
    assert store.data_version() == version


def test_marks_stand_beside_the_figures(store):
    """The publisher's newest word on each period is kept, also where there is no figure."""
    receipt = Receipt(b"marks", "https://example.org/", RETRIEVED)
    for moment, code in ((JAN, "1"), (FEB, "1"), (MAR, "3")):
        rows = [
            Observation(MONTHLY.id, "2023-01", 9000.0, code),
            Observation(MONTHLY.id, "2023-02", None, "-"),
        ]
        put(store, Copy(moment, (Page(receipt, rows),), {}))

    assert store.loads.marks(MONTHLY.id) == {"2023-01": "3", "2023-02": "-"}
    assert now(store) == {"2023-01": 9000.0}


@pytest.mark.parametrize("before", [{}, {"2023-01": 9000.0}])
def test_a_copy_of_the_same_moment_with_other_values_is_of_when_it_was_read(store, before):
    """A file rewritten without a new date is dated otherwise; the older word stays as it was."""
    if before:
        load(store, JAN, before)
    load(store, FEB, {"2023-01": 9000.0})

    counts, _ = load(store, FEB, {"2023-01": 9001.0}, otherwise=RETRIEVED)

    assert counts == Counts(revised=1)
    assert now(store, as_of=FEB) == {"2023-01": 9000.0}
    assert now(store) == {"2023-01": 9001.0}


def test_without_another_moment_a_contradiction_is_an_error(store):
    """Where nothing says when else it was seen, nothing is written."""
    load(store, FEB, {"2023-01": 9000.0})
    version = store.data_version()

    with pytest.raises(InputError, match="give the correction a later seen_from"):
        load(store, FEB, {"2023-01": 9001.0})

    assert (now(store), store.data_version()) == ({"2023-01": 9000.0}, version)


def test_a_copy_that_yields_leaves_the_other_word_of_its_moment(store):
    """What an archive says of a day does not overrule what was read on that day."""
    load(store, FEB, {"2023-01": 9000.0})

    counts, aside = load(store, FEB, {"2023-01": 9001.0}, span=None, yields=True)

    assert (counts.changed, aside) == (0, [])
    assert now(store) == {"2023-01": 9000.0}


def test_one_unknown_series_and_nothing_is_written(store):
    """A run is recorded whole or not at all."""
    version = store.data_version()
    rows = [monthly("2023-01", 9000.0), daily("2023-01-02", 80.0), Observation("zzz.unknown", "2023-01", 1.0)]
    page = Page(Receipt(b"unknown", "https://example.org/", RETRIEVED), rows)

    with pytest.raises(UnknownSeries, match=r"zzz\.unknown"):
        put(store, copy(MONTHLY.id, JAN, Shown({"2022-01": 1.0})), Copy(FEB, (page,), {}))

    assert (now(store), store.data_version()) == ({}, version)


def test_two_revised_and_one_withdrawn_are_counted_so(store):
    """Counts are of periods, not of rows."""
    load(store, JAN, STEADY)
    changed = STEADY | {"2023-01": 1.0 + STEADY["2023-01"], "2023-02": 2.0 + STEADY["2023-02"]}
    del changed["2023-03"]

    assert load(store, FEB, changed) == (Counts(revised=2, withdrawn=1, unchanged=21), [])


def test_a_run_that_failed_leaves_the_data_version_alone(store):
    """It is listed with its reason; readers see what they saw."""
    version = store.data_version()

    store.loads.failed("test", "no answer; try again later", started=NOW, next_try=RETRIEVED)

    last = store.loads.last()["test"]
    assert store.data_version() == version
    assert (last.status, last.reason, last.next_try) == ("failed", "no answer; try again later", RETRIEVED)
    assert store.problems() == []
