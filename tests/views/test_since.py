"""A frozen view keeps its numbers, and says what was revised since."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from oilwatch import views
from oilwatch.charts import style
from oilwatch.model import Event
from oilwatch.view import View, encode
from oilwatch.views import links
from tests.kit import APR, DAILY, MAR, MONTHLY, NOW, daily, monthly

TODAY = date(2024, 3, 31)
PRICE = View(series=(DAILY.id,))
OUTPUT = View(page="production", series=(MONTHLY.id,))


def shown(source, view, today=TODAY):
    """Return the numbers of a view as (period, value)."""
    return [(row.period, row.value) for row in views.rows(views.content(source, view, today))]


@pytest.fixture
def frozen(store):
    """A function (view) that freezes it over two prices and two months of output, seen in March."""
    store.record([daily("2024-03-01", 80.0), daily("2024-03-04", 81.0)], seen_from=MAR)
    store.record([monthly("2024-01", 9_000.0), monthly("2024-02", 9_100.0)], seen_from=MAR)
    return lambda view: links.frozen(views.current(store), view, TODAY)


def test_a_frozen_view_keeps_its_numbers_when_a_figure_is_revised(store, frozen):
    """After a revision the frozen view reads as before, and the live one anew."""
    view = frozen(PRICE)
    before = shown(views.current(store), view)

    store.record([daily("2024-03-04", 81.5)], seen_from=APR)

    source = views.current(store)
    assert shown(source, view) == before == [("2024-03-01", 80.0), ("2024-03-04", 81.0)]
    assert shown(source, PRICE)[-1] == ("2024-03-04", 81.5)


def test_a_figure_recorded_later_as_if_it_had_been_seen_before_changes_no_frozen_view(store, frozen):
    """An older copy that comes in afterwards changes the reading of that day, but not the frozen view."""
    view = frozen(PRICE)

    store.record([daily("2024-03-04", 79.0)], seen_from="2024-03-20")

    source = views.current(store)
    assert shown(source, view)[-1] == ("2024-03-04", 81.0)
    as_of_then = replace(view, version=None, as_of=date(2024, 3, 25))
    assert shown(source, as_of_then)[-1] == ("2024-03-04", 79.0)


def test_the_sentence_counts_the_revised_and_names_the_largest(store, frozen):
    """It says how many of how many, since when, and the largest with its unit and period."""
    view = frozen(OUTPUT)
    store.record([monthly("2024-01", 8_880.0), monthly("2024-02", 9_090.0)], seen_from=APR)

    found = views.since(views.current(store), view, TODAY)

    assert found.sentence == ("2 of 2 values revised since 31 Mar 2024, largest -0.12 mb/d (Test, Jan 2024)")
    assert [(one.period, one.before, one.after) for one in found.revised] == [
        ("2024-01", 9.0, 8.88),
        ("2024-02", 9.1, 9.09),
    ]


def test_new_and_withdrawn_figures_are_told_apart_from_revised_ones(store, frozen):
    """A withdrawn figure counts as revised; a newer one is told as newer."""
    view = frozen(PRICE)
    store.record([daily("2024-03-01", None), daily("2024-03-05", 82.0)], seen_from=APR)

    found = views.since(views.current(store), view, TODAY)

    assert found.sentence == (
        "1 of 2 values revised since 31 Mar 2024, 1 of them withdrawn, 1 newer value not shown"
    )


def test_nothing_revised_is_said_so(store, frozen):
    """The sentence never leaves a reader in doubt."""
    found = views.since(views.current(store), frozen(PRICE), TODAY)

    assert found.sentence == "None of 2 values revised since 31 Mar 2024"


def test_figures_outside_the_range_of_the_view_do_not_count(store, frozen):
    """Only what the view shows is compared."""
    view = frozen(replace(PRICE, end=date(2024, 3, 1)))
    store.record([daily("2024-03-04", 99.0)], seen_from=APR)

    found = views.since(views.current(store), view, TODAY)

    assert (found.values, found.revised, found.newer) == (1, (), 0)


def test_a_difference_that_two_decimals_would_hide_is_written_with_more():
    """No revision is told as zero."""
    from oilwatch.views.since import signed

    assert signed(-0.12, "mb/d") == "-0.12 mb/d"
    assert signed(0.0012, "mb/d") == "+0.001 mb/d"
    assert signed(-1.1, "USD/bbl") == "-$1.10"
    assert signed(0.4, "kb/d") == "+0.4 kb/d"
    assert signed(-1_250.0, "kb/d") == "-1,250 kb/d"


def test_the_marks_of_a_frozen_panel_stay_as_its_numbers_do(store, frozen):
    """A dot of a preliminary month and a tick of a first value are those of then after a revision."""
    from oilwatch.views import effective, panels

    store.record([monthly("2024-01", 9_000.0), monthly("2024-02", 9_150.0)], seen_from="2024-03-31T10:00:00Z")
    view = frozen(OUTPUT)

    def marks():
        source = views.current(store)
        ((panel, _),) = panels.built(source, effective(source, view), style.Look())
        return panel.preliminary, panel.first_published.to_dict()

    before = marks()
    store.record([monthly("2024-01", 8_000.0), monthly("2024-02", 9_990.0)], seen_from=APR)

    assert marks() == before


def test_a_change_on_year_counts_what_it_is_measured_against(store):
    """A figure of the year before, revised, moves the change that is shown: it is told."""
    days = ["2023-03-01", "2024-03-01", "2024-03-04"]
    store.record([daily(day, 80.0 + at) for at, day in enumerate(days)], seen_from=MAR)
    view = replace(PRICE, transform="change", start=date(2024, 2, 15))
    frozen_view = links.frozen(views.current(store), view, TODAY)
    before = shown(views.current(store), frozen_view)
    store.record([daily("2023-03-01", 70.0)], seen_from=APR)

    source = views.current(store)
    found = views.since(source, frozen_view, TODAY)

    assert [one.period for one in found.revised] == ["2023-03-01"]
    assert found.values == 3
    assert shown(source, frozen_view) == before != shown(source, view)


def test_a_value_added_inside_the_range_is_told(store, frozen):
    """A day that had no figure then and has one now is no revision, and is not passed over."""
    view = frozen(PRICE)
    store.record([daily("2024-03-02", 80.5)], seen_from=APR)

    found = views.since(views.current(store), view, TODAY)

    assert found.sentence == "None of 2 values revised since 31 Mar 2024, 1 since added value not shown"


def test_a_frozen_view_keeps_its_words_when_a_series_is_described_anew(store, frozen):
    """Name, definition and licence are those of then, so that files and the digest stay the same."""
    view = frozen(PRICE)
    before = views.content(views.current(store), view, TODAY)
    store.sync([replace(DAILY, entity_name="Renamed", title="Renamed", licence="other")])

    after = views.content(views.current(store), view, TODAY)

    assert (after.title, after.abouts) == (before.title, before.abouts)
    assert views.digest(views.rows(after)) == views.digest(views.rows(before))
    assert "Renamed" in views.content(views.current(store), PRICE, TODAY).title


def test_a_frozen_view_keeps_the_events_of_the_team_as_they_stood(store, frozen):
    """One removed afterwards is still there, one added afterwards is not."""
    event = Event("", date(2024, 3, 1), "Outage", "outage", "team", (), None, "", 2, "high", "")
    (kept,) = store.team.add([event], "Ada")
    source = views.current(store)
    view = replace(links.frozen(source, PRICE, TODAY), event=(kept.id,))
    replace(store.team, now=lambda: NOW + timedelta(hours=1)).remove(kept.id)

    now = views.current(store)

    assert kept.id not in now.events()
    assert kept.id in now.events(view.version)
    assert links.decoded(now, "market", encode(view), TODAY) == (view, [])
