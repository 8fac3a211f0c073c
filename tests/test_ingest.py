"""Filling a store with the bundled figures: everything, once, and safely after an interruption."""

import hashlib

import pytest

from oilwatch import catalog, ingest
from oilwatch.model import Counts, Recorded


class Interrupted(Exception):
    """Stands for a person who presses Ctrl-C."""


def stop_at(number):
    """Return a progress function that interrupts before the series of this number."""

    def progress(done, total, name):
        if done == number:
            raise Interrupted

    return progress


def unbroken(rows):
    """Return bundled rows as the store keeps them: sorted, and none that repeats the one before."""
    kept = []
    for row in sorted(rows, key=lambda row: (row.period, row.seen_from)):
        if not kept or (kept[-1].period, kept[-1].value) != (row.period, row.value):
            kept.append(row)
    return kept


@pytest.mark.parametrize("series_id", list(catalog.series()))
def test_every_bundled_figure_is_in_the_store(filled, series_id):
    """A filled store holds the whole record of each series, its descriptions included."""
    rows, _ = catalog.history(series_id)

    assert filled.history(series_id) == unbroken(rows)
    assert filled.catalogue()[series_id] == catalog.series()[series_id]


def test_a_filled_store_is_sound(filled):
    """The store's own check finds nothing in the bundled figures."""
    assert filled.problems() == []


@pytest.mark.parametrize(
    ("series_id", "period", "value"),
    [
        ("price.wti.spot", "2020-04-20", -36.98),
        ("price.brent.spot", "2026-04-02", 127.61),
        ("production.sau.crude", "2026-02", 10760.0),
        ("production.sau.crude", "2026-04", 6600.0),
    ],
)
def test_milestones_of_the_market_are_there(filled, series_id, period, value):
    """Prices that everybody in the field remembers read as they were published."""
    rows = filled.seen(series_id, start=period, end=period)[1]

    assert [(row.period, round(row.value, 2)) for row in rows] == [(period, value)]


def test_every_bundled_figure_has_its_receipt(filled):
    """The newest value of each series leads to the bytes of the file that it came from."""
    for series_id, (period, _, _) in filled.newest().items():
        _, path = catalog.history(series_id)
        receipt = filled.receipt(series_id, period)
        assert receipt.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
        assert receipt.address == f"data/{path.relative_to(catalog.data_folder())}"


@pytest.mark.slow
def test_filling_twice_changes_nothing(blank, opened):
    """The second fill finds every figure in place: no run, no new version of the data."""
    store = opened(blank)
    first = ingest.fill(store)
    before = store.data_version(), store.newest(), len(store.loads.runs(1000))

    again = ingest.fill(store)

    assert first.new > 30_000
    assert again == Counts(unchanged=first.new + first.revised + first.withdrawn + first.unchanged)
    assert (store.data_version(), store.newest(), len(store.loads.runs(1000))) == before


def test_an_interrupted_fill_is_completed_by_the_next(tmp_path, opened, filled):
    """After an interruption whole series are there or not there, and the next fill adds the rest."""
    store = opened(f"sqlite:///{tmp_path / 'oilwatch.db'}")
    with pytest.raises(Interrupted):
        ingest.fill(store, stop_at(5))
    partly = store.newest()

    ingest.fill(store)

    assert partly.items() <= filled.newest().items()
    assert partly.keys() == set(list(catalog.series())[:5]) & catalog.with_figures()
    assert store.newest() == filled.newest()


def test_a_fill_tells_how_far_it_is(tmp_path, opened):
    """Progress is told before each series and once at the end."""
    told = []

    ingest.fill(opened(f"sqlite:///{tmp_path / 'oilwatch.db'}"), lambda *step: told.append(step))

    names = list(catalog.series())
    assert told == [*((n, len(names), name) for n, name in enumerate(names)), (len(names), len(names), "")]


def test_a_store_that_is_not_there_is_made_and_filled_on_opening(tmp_path):
    """Opening an address where nothing is makes the folder, the store and its figures; again: as it is."""
    address = f"sqlite:///{tmp_path / 'new' / 'folder' / 'oilwatch.db'}"

    store = ingest.open_store(address)
    version = store.data_version()
    store.close()
    again = ingest.open_store(address)

    assert again.data_version() == version > 0
    assert again.history("price.brent.spot")[0] == Recorded("1987-05-20", 18.63, "2018-10-15")
    again.close()
