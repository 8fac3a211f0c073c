"""Editions of the outlook: which one is out, and what in it is history and what forecast."""

from datetime import UTC, datetime

import pytest

from oilwatch import catalog
from oilwatch.sources import Observation, eia, eia_bulk
from oilwatch.sources.outlook import edition_month, split
from tests.sources.kit import drained, figures, published, source, valued

USA, SAUDI = "production.usa.crude_only", "production.sau.crude_only"


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        ("2026-11-09", "2026-10"),  # the first Thursday is the 5th, the Tuesday after it the 10th
        ("2026-11-10", "2026-11"),
        ("2026-11-22", "2026-11"),
        ("2026-10-05", "2026-09"),  # the first day is a Thursday
        ("2026-10-06", "2026-10"),
        ("2026-05-11", "2026-04"),  # the first day is a Friday: the latest release there can be
        ("2026-05-12", "2026-05"),
        ("2027-01-01", "2026-12"),
        ("2027-01-12", "2027-01"),
    ],
)
def test_an_edition_is_out_on_the_tuesday_after_the_first_thursday(day, edition):
    """Before that day of a month the edition of the month before is the newest."""
    assert edition_month(datetime.fromisoformat(day).replace(tzinfo=UTC)) == edition


def test_an_edition_is_split_at_its_own_month():
    """The month of the edition itself is a forecast; with no edition all are figures."""
    rows = [Observation(USA, f"2026-{month}", 1.0) for month in ("09", "10", "11", "12")]

    known, expected = split(iter(rows), "2026-11")

    assert [row.period for row in known] == ["2026-09", "2026-10"]
    assert [row.period for row in expected] == ["2026-11", "2026-12"]
    assert split(rows, "") == (tuple(rows), ())


@pytest.mark.parametrize(("module", "name"), [(eia, "eia-outlook"), (eia_bulk, "eia-bulk-steo")])
def test_the_outlook_is_read_with_forecasts_apart(outside, ask, module, name):
    """Figures end with the month before the edition, forecasts begin with it, all in thousand barrels."""
    copies, error = drained(source(module, name).read(ask(keys=module is eia)))

    whole = published(outside.world, "STEO.COPRPUS.M", 1000)
    forecasts = {
        row.period: row.value for page in copies[0].pages for row in page.forecasts if row.series == USA
    }
    assert error is None
    assert valued(figures(copies)[USA]) == {p: v for p, v in whole.items() if p < "2026-11"}
    assert forecasts == {p: v for p, v in whole.items() if p >= "2026-11"}
    assert copies[0].whole[USA] == ("2025-01", "2026-10")


@pytest.mark.parametrize(("module", "name"), [(eia, "eia-outlook"), (eia_bulk, "eia-bulk-steo")])
def test_a_country_that_is_history_only_has_no_forecasts(outside, ask, module, name):
    """Countries of OPEC+ end some months ago; that is no withdrawal and no forecast."""
    (copy,) = source(module, name).read(ask(keys=module is eia))

    assert valued(figures([copy])[SAUDI]) == published(outside.world, "STEO.COPR_SA.M", 1000)
    assert not [row for page in copy.pages for row in page.forecasts if row.series == SAUDI]


def test_the_bulk_file_says_itself_which_edition_it_is(outside, ask):
    """Its lines were last updated in October: October is a forecast, although it is November."""
    outside.world.now = datetime(2026, 10, 20, tzinfo=UTC)
    asked = ask()
    outside.world.now = datetime(2026, 10, 31, tzinfo=UTC)

    (copy,) = source(eia_bulk, "eia-bulk-steo").read(asked)

    assert copy.whole[USA] == ("2025-01", "2026-09")
    assert min(row.period for page in copy.pages for row in page.forecasts) == "2026-10"


def test_the_outlook_has_series_of_the_catalogue():
    """Every series of the outlook in data/series.csv is one that the route serves."""
    wanted = {row.id for row in catalog.series().values() if row.publisher_id.startswith("STEO.")}

    assert set(eia.OUTLOOK.series().values()) == wanted
    assert USA in wanted
