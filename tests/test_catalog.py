"""The bundled catalogue is valid, and a row that is not is named with its file and line."""

import shutil

import pytest

from oilwatch import catalog, periods, units
from oilwatch.errors import CatalogError


@pytest.fixture
def folder(tmp_path):
    """A copy of the bundled figures that a test may break."""
    return shutil.copytree(catalog.data_folder(), tmp_path / "data")


def replace(path, old, new):
    """Replace the one place where *old* stands in a file, or its first."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_bundled_catalogue_is_whole():
    """Series, kinds, events and targets parse, and there are as many as the project promises."""
    assert len(catalog.series()) == 49
    assert len(catalog.with_figures()) == 30
    assert len(catalog.events()) >= 150
    assert {event.kind for event in catalog.events()} <= set(catalog.kinds())
    assert {event.lane for event in catalog.events()} == set(catalog.LANES)
    assert {step.entity for step in catalog.targets()} == {"RUS", "SAU"}


def test_every_series_is_described_and_has_figures_or_a_loader():
    """Each series has all its texts and a known unit; its figures are well formed, or cannot be bundled."""
    for series in catalog.series().values():
        rows, path = catalog.history(series.id)
        assert all((series.title, series.entity_name, series.definition, series.publisher, series.licence))
        assert units.STORED[units.measure(series.unit)] == series.unit
        assert (path is not None) == (series.id in catalog.with_figures()) == bool(rows)
        assert rows or series.publisher.startswith(("Yahoo", "Joint"))
        for row in rows:
            periods.check(row.period, series.frequency)
            assert periods.start(row.period, series.frequency).isoformat() <= periods.seen(row.seen_from)


def test_every_file_of_figures_belongs_to_a_series():
    """No file of observations lies about without a row in series.csv."""
    files = {path.stem for path in (catalog.data_folder() / "observations").glob("*.csv")}

    assert files
    assert files == {name for name in catalog.with_figures() if not name.startswith("target.")}


def test_a_required_level_holds_until_the_next_step():
    """Between two steps every month has the level of the first; a month without obligation has no row."""
    steps = [t for t in catalog.targets() if t.entity == "SAU" and t.layer == catalog.REQUIRED]
    levels = {row.period: row.value for row in catalog.history("target.sau.required")[0]}

    for step in steps:
        assert levels.get(f"{step.effective_from:%Y-%m}") == step.kbd
    assert max(levels) == catalog.LAST_TARGET_MONTH
    assert None not in levels.values()


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("series.csv", "USD/bbl,daily", "USD/bbl,hourly", "row 2: frequency 'hourly' is none of"),
        ("series.csv", "USD/bbl,daily", "gallons,daily", "row 2: unit 'gallons' is not known"),
        ("series.csv", "https://www.eia", "ftp://www.eia", "row 3: source address"),
        ("series.csv", "price.wti.spot", "price.brent.spot", "ids must be unique and sorted"),
        ("series.csv", "price.brent.spot", "price.zzz.spot", "ids must be unique and sorted"),
        ("series.csv", ",9,1\n", ",nine,1\n", "row 3: invalid literal"),
        ("series.csv", ",9,1\n", ",9\n", "row 3: expected as many cells"),
        ("series.csv", "lag_days", "lag", "row 2: no column 'lag_days'"),
        ("event_kinds.csv", ",opec,", ",nowhere,", "row 2: lane 'nowhere' is none of"),
        ("events.csv", ",opec_meeting,", ",opec_party,", "row 2: kind 'opec_party' is not in"),
        ("events.csv", ",1985-07-07,", ",1985-07-08,", "row 2: id '1985-07-07-opec-meeting' does not begin"),
        ("events.csv", "1985-07-07-opec-meeting,1985-07-07", "1999-07-07-x,1999-07-07", "sorted by date"),
        ("events.csv", "1985-12-09-opec-decision", "1985-12-09-opec-decision,x", "row 3: expected as many"),
        ("events.csv", ",high,", ",certain,", "row 2: 'certain' is none of"),
        ("events.csv", ",1,high,", ",4,high,", "row 2: 4 is none of"),
        ("targets.csv", "RUS,2017-01-01,", "RUS,2017-13-01,", "row 2: "),
        ("targets.csv", ",10947,", ",much,", "row 2: could not convert"),
        ("targets.csv", ",http://", ",www.", "row 2: source address"),
    ],
)
def test_a_broken_row_is_named(folder, name, old, new, words):
    """A row that breaks a rule is a CatalogError with the file, the row and the rule."""
    replace(folder / name, old, new)
    load = {"series.csv": catalog.series, "targets.csv": catalog.targets}.get(name, catalog.events)

    with pytest.raises(CatalogError, match=rf"^{name}.*{words}"):
        load(folder)


@pytest.mark.parametrize(("old", "new"), [("18.63", "cheap"), ("18.63,", ""), ("18.63", "18.63,1")])
def test_a_broken_figure_is_named(folder, old, new):
    """A bundled value that is no number, or a row of another length, is named with file and row."""
    replace(folder / "observations" / "price.brent.spot.csv", old, new)

    with pytest.raises(CatalogError, match=r"^observations/price\.brent\.spot\.csv, row 2: "):
        catalog.history("price.brent.spot", folder)


def test_an_id_that_stands_twice_is_refused(folder):
    """Two events of one id cannot be told apart in a link."""
    with (folder / "events.csv").open("a", encoding="utf-8") as file:
        file.write((folder / "events.csv").read_text(encoding="utf-8").splitlines()[-1] + "\n")

    with pytest.raises(CatalogError, match=r"events\.csv: an id stands twice"):
        catalog.events(folder)
