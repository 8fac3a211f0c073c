"""The numbers of a view, once: in the unit shown, with the moment each was seen."""

from datetime import date

import pandas as pd
import pytest

from oilwatch import views
from oilwatch.view import View

TODAY = date(2026, 11, 22)


@pytest.fixture
def source(filled):
    """All bundled figures."""
    return views.current(filled)


def test_the_numbers_of_a_price_view_are_those_of_the_store(source):
    """Each value, period and moment is what ``Store.series`` says."""
    held = views.rows(views.content(source, View(series=("price.brent.spot",)), TODAY))

    frame = source.store.series("price.brent.spot")
    assert [row.value for row in held] == frame["value"].tolist()
    assert [row.period for row in held] == [f"{day:%Y-%m-%d}" for day in frame.index]
    assert [row.seen_from for row in held] == frame["seen_from"].tolist()
    assert {row.unit for row in held} == {"USD/bbl"}


def test_output_is_in_the_unit_of_the_view_and_brings_required_levels(source):
    """In mb/d a thousandth of the record; the levels of OPEC+ members stand beside the output."""
    view = View(page="production", series=("production.sau.crude",))
    held = views.rows(views.content(source, view, TODAY))

    frame = source.store.series("production.sau.crude")
    assert {row.series for row in held} == {"production.sau.crude", "target.sau.required"}
    last = [row for row in held if row.series == "production.sau.crude"][-1]
    assert (last.value, last.unit) == (round(frame["value"].iloc[-1] / 1000, 4), "mb/d")


def test_the_table_on_the_screen_has_the_same_numbers(source):
    """Every number of the rows is in the table, and no other."""
    held = views.content(source, View(start=date(2020, 1, 1), end=date(2020, 12, 31)), TODAY)

    table = views.table(held)

    assert table.index.is_monotonic_decreasing
    values = pd.concat([table["Brent, USD/bbl"], table["WTI, USD/bbl"]]).dropna()
    assert sorted(values) == sorted(row.value for row in views.rows(held))


def test_a_spread_has_no_moment_at_which_it_was_seen(source):
    """What is worked out of two figures names no vintage of its own."""
    held = views.rows(views.content(source, View(transform="spread", start=date(2026, 1, 1)), TODAY))

    assert held
    assert {(row.seen_from, row.vintage) for row in held} == {("", "")}


def test_the_page_of_an_event_shows_the_prices_around_it(source):
    """60 trading days either side, the event pinned."""
    event = next(one for one in source.events().values() if one.date.year == 2016 and one.lane == "opec")
    held = views.content(source, View(page="events", series=(), event=(event.id,)), TODAY)

    first, last = held.lines.span
    assert first < event.date < last
    assert 160 <= (last - first).days <= 190
    assert held.shown.event == (event.id,)


def test_the_digest_changes_with_any_number(source):
    """It is of the numbers, so a frozen view is known again by it."""
    held = views.rows(views.content(source, View(start=date(2026, 1, 1)), TODAY))

    changed = [*held[:-1], held[-1]._replace(value=held[-1].value + 0.01)]

    assert views.digest(held) == views.digest(list(held))
    assert views.digest(changed) != views.digest(held)
