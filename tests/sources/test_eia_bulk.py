"""EIA's bulk files, which need no key: an archive of JSON lines, newest figure first."""

import io
import json
import re
import zipfile

import pytest

from oilwatch import catalog
from oilwatch.errors import SourceError
from oilwatch.sources import OPEN_END, eia_bulk
from tests.sources.kit import drained, figures, one_line, published, source, valued

WORLD = {
    "eia-bulk-pet": {
        "PET.RBRTE.D": "price.brent.spot",
        "PET.RWTC.D": "price.wti.spot",
        "PET.MCRFPUS2.M": "production.usa.crude",
        "PET.WCRFPUS2.W": "production.usa.crude_weekly",
    },
    "eia-bulk-intl": {
        "INTL.57-1-SAU-TBPD.M": "production.sau.crude",
        "INTL.53-1-RUS-TBPD.M": "production.rus.liquids",
    },
}
STRAY = {"category_id": "371", "name": "Petroleum", "notes": ""}


def line(name="INTL.57-1-SAU-TBPD.M", units="thousand barrels per day", data=(("202604", 6600),), **more):
    """Return a line of a bulk file, its slashes escaped."""
    told = {"series_id": name, "name": "Some, series", "units": units, "f": name[-1], "data": data, **more}
    return json.dumps(told).replace("/", "\\/").encode() + b"\n"


def zipped(**texts):
    """Return an archive of texts by name."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
    return made.getvalue()


def parsed(raw):
    """Return (period, value, mark) of some lines."""
    return [(row.period, row.value, row.mark) for row in eia_bulk.parse(raw)]


@pytest.mark.parametrize(
    ("cell", "value", "mark"),
    [(6600, 6600.0, ""), ("6600.5", 6600.5, ""), ("--", None, "--"), ("NA", None, "NA"), (None, None, "")],
)
def test_a_cell_is_a_number_or_none(cell, value, mark):
    """A marker is no value, never zero."""
    assert parsed(line(data=[["202604", cell]])) == [("2026-04", value, mark)]


@pytest.mark.parametrize(
    ("name", "units", "compact", "period"),
    [
        ("PET.RBRTE.D", "$/BBL", "20261103", "2026-11-03"),
        ("PET.RBRTE.D", "Dollars per Barrel", "20261103", "2026-11-03"),
        ("PET.MCRFPUS2.M", "MBBL/D", "202604", "2026-04"),
        ("PET.MCRFPUS2.M", "Thousand Barrels per Day", 202604, "2026-04"),
        ("PET.WCRFPUS2.W", "MBBL/D", "20261113", "2026-11-13"),
    ],
)
def test_a_compact_period_gets_the_form_of_its_frequency(name, units, compact, period):
    """Days, weeks and months stand without dashes there."""
    assert parsed(line(name, units, [[compact, 64.25]])) == [(period, 64.25, "")]


def test_newest_first_or_oldest_first_is_the_same():
    """The order of a line is of no matter, and a million barrels a day are a thousand thousand."""
    data = [["202605", 7.5], ["202604", 7.25]]
    there = line("STEO.COPR_SA.M", "million barrels per day", data)
    back = line("STEO.COPR_SA.M", "million barrels per day", data[::-1])

    assert parsed(there) == [("2026-05", 7500.0, ""), ("2026-04", 7250.0, "")]
    assert sorted(parsed(there)) == sorted(parsed(back))


def test_lines_of_others_are_passed_over():
    """Categories and series that nobody asks for, and a series that only mentions ours, are left out."""
    mention = line("INTL.57-1-XXX-TBPD.M", notes="see INTL.57-1-SAU-TBPD.M")
    lines = [json.dumps(STRAY).encode() + b"\n", mention, line(), line("PET.NONE.A", "index")]

    picked = b"".join(eia_bulk.pick(iter(lines), {"INTL.57-1-SAU-TBPD.M"}))

    assert picked == line()
    assert parsed(picked) == [("2026-04", 6600.0, "")]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (line()[:-20] + b"\n", r"broken line for INTL\.57-1-SAU-TBPD\.M"),
        (b"{nonsense\n", "broken line for a series"),
        (line(data=None), "a line without data"),
        (b"[]\n", "a line without data"),
        (line(data=[["2026", 1]]), "the period '2026', expected 6 digits"),
        (line(data=[["2026-04", 1]]), "the period '2026-04', expected 6 digits"),
        (line(data=[["20260401", 1]]), "the period '20260401', expected 6 digits"),
        (line(units="quadrillion Btu"), "gives production.sau.crude in 'quadrillion Btu'"),
        (line(units=""), "gives production.sau.crude in ''"),
        (line(data=[["202604", "6,600"]]), "expected a number or a marker"),
    ],
)
def test_a_line_that_is_not_as_expected_is_said(raw, words):
    """A broken line, a form of period or a unit that is new fails with what came."""
    with pytest.raises(SourceError, match=words) as caught:
        parsed(raw)

    one_line(caught.value)


@pytest.mark.parametrize("name", WORLD)
def test_an_archive_is_read_whole(outside, ask, name):
    """Every figure of our series comes without a key, in one copy that covers all of each."""
    copies, error = drained(source(eia_bulk, name).read(ask()))

    assert error is None
    for theirs, ours in WORLD[name].items():
        assert valued(figures(copies)[ours]) == published(outside.world, theirs)
        assert copies[0].whole[ours] == (min(figures(copies)[ours]), OPEN_END)
    assert {(hit.method, tuple(hit.params)) for hit in outside.eia.hits} == {("GET", ())}


def test_the_receipt_is_what_the_figures_were_read_from(outside, ask):
    """Only our lines are kept; parsed again they give the same figures, and the archive's digest is told."""
    (copy,) = source(eia_bulk, "eia-bulk-pet").read(ask())

    (page,) = copy.pages
    assert list(eia_bulk.parse(page.receipt.body)) == list(page.observations)
    assert "SHA-256" in page.receipt.headers
    assert b"category_id" not in page.receipt.body


def test_countries_that_are_missing_are_named_at_most_three(outside, ask, warned):
    """An archive without most of our series still gives the others, and says so in one line."""
    drained(source(eia_bulk, "eia-bulk-intl").read(ask()))

    assert len(warned) == 1
    assert warned[0].startswith("EIA gave no figures for production.ago.crude, ")
    assert warned[0].endswith(" more")


def test_an_archive_without_any_of_ours_is_an_error(outside, ask):
    """Nothing of ours in a whole archive means that series were renamed, not that there is no news."""
    for name in WORLD["eia-bulk-pet"]:
        del outside.world.figures[name]

    copies, error = drained(source(eia_bulk, "eia-bulk-pet").read(ask()))

    assert copies == []
    assert "renamed or withdrawn" in one_line(error)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("bad-zip", "archive is damaged"), ("damaged-zip", "archive is damaged"),
        ("empty-zip", "sent no archive|got 0 files"), ("two-files-in-zip", "got 2 files"),
        ("404", r"sent no archive for STEO.zip \(status 404\)"), ("html", "sent no archive"),
        ("empty", "sent no archive"), ("429", "status 429"),
    ],
)  # fmt: skip
def test_an_archive_that_is_none_is_said(outside, ask, fault, words):
    """What is wrong with an archive is one line with what to do, and nothing is taken from it."""
    outside.eia.fault = fault

    copies, error = drained(source(eia_bulk, "eia-bulk-steo").read(ask()))

    assert copies == []
    assert isinstance(error, SourceError)
    assert re.search(words, one_line(error))


def test_no_damage_to_an_archive_is_a_crash():
    """Whichever byte is wrong and wherever it ends: lines come, or one SourceError does."""
    whole = zipped(**{"INTL.txt": line() * 9})
    spoilt = [whole[:place] for place in range(len(whole))]
    for place, byte in enumerate(whole):
        spoilt += [whole[:place] + bytes([new]) + whole[place + 1 :] for new in (0, 14, 255, byte ^ 32)]

    for archive in spoilt:
        try:
            list(eia_bulk.lines_of(io.BytesIO(archive)))
        except SourceError as error:
            one_line(error)


def test_the_archives_serve_all_of_eias_series():
    """Together the archives have every series of EIA in data/series.csv."""
    prefixes = {name.removeprefix("eia-bulk-").upper() for name in (row.name for row in eia_bulk.SOURCES)}
    theirs = [row for row in catalog.series().values() if "Energy Information" in row.publisher]

    assert theirs
    assert {row.publisher_id.split(".")[0] for row in theirs} == prefixes
