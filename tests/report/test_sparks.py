"""The lines of a check, read from a real store."""

import pytest

from oilwatch import report
from oilwatch.model import Observation
from oilwatch.store import Store
from tests.report import made

MONTHS = [f"{year}-{month:02d}" for year in range(2013, 2020) for month in range(1, 13)]


@pytest.fixture
def store(tmp_path):
    """A store with seven years of monthly Saudi output, each month seen 60 days later, and daily prices."""
    from oilwatch import catalog

    store = Store(f"sqlite:///{tmp_path / 'oil.db'}")
    store.upgrade()
    store.sync(catalog.series().values())
    for place, month in enumerate(MONTHS[:-3]):
        row = Observation("production.sau.crude", month, 10_000.0 + place)
        store.record([row], seen_from=f"{MONTHS[place + 3]}-01")
    days = [Observation("price.brent.spot", f"2018-10-{day:02d}", 80.0 + day) for day in range(1, 31)]
    store.record(days, seen_from="2018-11-01")
    yield store
    store.close()


def lines(store, *held, as_of=made.DAY):
    """Return the lines of a check whose only figure was held against *held*."""
    return report.sparks(store, made.check(made.verdict("matches", *held), as_of=as_of))


def test_a_line_has_about_thirty_periods_up_to_the_day_of_the_story(store):
    """Nobody sees a month that was not yet published when the story ran."""
    line = lines(store, made.evidence(period="2018-08"))[0]

    assert len(line) == 30
    assert line[-1][0] == "2018-08"
    assert line == sorted(line)


def test_a_figure_in_the_past_has_some_periods_after_it(store):
    """Six of the thirty, so that a record or a turn can be seen as one."""
    line = lines(store, made.evidence(period="2016-06"))[0]

    assert [period for period, _ in line].index("2016-06") == 23
    assert line[-1][0] == "2016-12"
    assert len(line) == 30


def test_daily_prices_have_a_line_of_days(store):
    """A period of ten characters is a day."""
    line = lines(store, made.evidence(series="price.brent.spot", period="2018-10-20", unit="USD/bbl"))[0]

    assert ("2018-10-20", 100.0) in line


@pytest.mark.parametrize(
    "told", [{"series": ""}, {"series": "no.such"}, {"series": "production.irq.crude"}, {"period": ""},
             {"period": "since 2016"}, {"period": "9999-12"}]
)  # fmt: skip
def test_what_is_no_period_of_a_series_has_no_line(store, told):
    """A rank, a decision or a series without figures is no error."""
    assert lines(store, made.evidence(**told)) == {}
    assert lines(store) == {}


def test_a_story_without_a_day_is_drawn_as_the_record_reads_now(store):
    """There is no day as of which to read."""
    assert lines(store, made.evidence(period="2019-09"), as_of="")[0][-1][0] == "2019-09"


def test_a_figure_that_came_out_after_the_story_is_the_end_of_its_line(store):
    """The line then ends with it, and shows nothing younger."""
    late = made.evidence(period="2018-09", seen_from="2018-12-01")

    assert lines(store, late)[0][-1][0] == "2018-09"
