"""The commands that give a view away: ``oilwatch link`` and ``oilwatch export``."""

import io
import json

import openpyxl
import pytest

from oilwatch.store import Store
from tests.cli.command import refused

LOCAL = "http://127.0.0.1:8501"


@pytest.mark.parametrize(
    ("options", "link"),
    [
        ((), "/"),
        (("--series", "price.wti.spot", "--from", "2018-09", "--to", "2018-12"),
         "/?series=price.wti.spot&from=2018-09-01&to=2018-12-31"),
        (("--transform", "spread", "--scale", "log", "--events", "opec,sanctions", "--importance", "2"),
         "/?transform=spread&scale=log&events=opec,sanctions&importance=2"),
        (("--events", "none", "--as-of", "2018-11-13"), "/?events=none&as_of=2018-11-13"),
        (("--page", "production", "--unit", "kb/d", "--series", "production.sau.jodi"),
         "/production?series=production.sau.jodi&unit=kb/d"),
        (("--series", "production.sau.jodi"), "/production?series=production.sau.jodi"),
        (("--page", "events", "--event", "2023-04-02-voluntary-cut"),
         "/events?event=2023-04-02-voluntary-cut"),
    ],
)  # fmt: skip
def test_a_link_has_what_was_chosen_and_nothing_else(reader, options, link):
    """Defaults are left out, months become days, and the address is this machine's."""
    done = reader.quick("link", *options)

    assert (done.code, done.out, done.err) == (0, f"{LOCAL}{link}\n", "")


def test_a_link_begins_with_the_public_address(reader):
    """OILWATCH_BASE_URL is where others reach the dashboard."""
    done = reader.quick("link", "--scale", "log", env={"OILWATCH_BASE_URL": "https://oil.example.org/"})

    assert done.out == "https://oil.example.org/?scale=log\n"


def test_a_frozen_link_names_day_and_data_version(reader):
    """Frozen without a day it is of today; JSON says so in parts."""
    told = reader.quick("link", "--freeze", "--json").json
    dated = reader.quick("link", "--freeze", "--as-of", "2022-11-05").out

    assert told["frozen"] is True
    assert told["link"] == f"{LOCAL}/?as_of={told['as_of']}&version={told['version']}"
    assert dated == f"{LOCAL}/?as_of=2022-11-05&version={told['version']}\n"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (
            ("--series", "price.nope"),
            "--series: expected ids of price series, at most 6, such as price.brent",
        ),
        (("--page", "market", "--series", "production.usa.crude"), "--series: expected ids of price series"),
        (("--series", ""), "--series: expected ids of price series"),
        (("--page", "production", "--series", "price.wti.spot"), "expected ids of production series"),
        (("--from", "2018"), "expected a day (YYYY-MM-DD) or a month (YYYY-MM), got '2018'"),
        (("--from", "2018-13"), "expected a month (YYYY-MM), got '2018-13-01': there is no such day"),
        (("--from", ""), "--from: expected a day"),
        (("--from", "2020-01-01", "--to", "2019-01-01"), "not after --to, got '2020-01-01'"),
        (
            ("--transform", "share"),
            "--transform: expected one of level, rebased, change, spread, got 'share'",
        ),
        (("--page", "production", "--transform", "spread"), "expected one of level, change, share, got"),
        (("--scale", "cubic"), "--scale: expected one of linear, log, got 'cubic'"),
        (("--unit", "barrels"), "--unit: expected one of mb/d, kb/d, got 'barrels'"),
        (("--events", "weather"), "--events: expected some of opec,sanctions,conflict,supply"),
        (("--importance", "4"), "--importance: expected 1, 2 or 3, got '4'"),
        (
            ("--event", "nope"),
            "--event: expected ids of events, at most 4 (see: oilwatch events), got 'nope'",
        ),
        (("--as-of", "2999-01-01"), "--as-of: expected a day, YYYY-MM-DD from 1900 on, that has come"),
        (("--as-of", "\x1b[2J"), "--as-of: expected a day"),
        (("--series", "a" * 3_000), "longer than 2000 characters"),
        (("--page", "check"), "'check' is not one of 'market', 'production', 'events'"),
    ],
)
def test_a_choice_that_cannot_be_is_refused_with_what_was_expected(reader, options, words):
    """Where a page would fall back with a notice, the command ends with 2."""
    refused(reader.quick("link", *options), 2, words)


def test_a_short_link_leads_to_the_view_and_stays_the_same(writer):
    """The same view has one code, which ``export`` reads back."""
    asked = ("link", "--short", "--series", "price.wti.spot", "--from", "2020-04", "--to", "2020-04")

    first, again = writer.quick(*asked), writer.quick(*asked)
    path = writer.home / "april.json"
    done = writer.quick("export", first.out.strip(), "-o", path)

    assert first.out == again.out
    assert first.out.startswith(f"{LOCAL}/s/")
    assert (done.code, done.raw, done.err) == (0, b"", "")
    rows = json.loads(path.read_text())["rows"]
    assert {row["series"] for row in rows} == {"price.wti.spot"}
    assert ("2020-04-20", -36.98) in [(row["period"], row["value"]) for row in rows]


@pytest.mark.parametrize("link", ["/?{}", "?{}", "{}", "https://oil.example.org/?{}"])
def test_a_view_can_be_named_in_any_form_of_its_link(reader, tmp_path, link):
    """A whole address, a path or a query alone: the numbers of the store come out."""
    path = tmp_path / "wti.xlsx"

    query = "series=price.wti.spot&from=2022-10-01&to=2022-10-31&as_of=2022-11-05"
    done = reader.quick("export", link.format(query), "-o", path)

    assert (done.code, done.err) == (0, "")
    head, *rows = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))["figures"].values
    store = Store(f"sqlite:///{reader.file}")
    _, seen = store.seen("price.wti.spot", start="2022-10-01", end="2022-10-31", as_of="2022-11-05")
    store.close()
    assert head[2:4] == ("period", "value")
    assert [row[2:4] for row in rows] == [(one.period, one.value) for one in seen]


def test_what_a_link_has_wrong_is_said_and_the_rest_is_written(reader, tmp_path):
    """Notices go to stderr, each on a line."""
    path = tmp_path / "view.csv"

    done = reader.quick("export", "/?scale=cubic&nonsense=1&from=2026-01-01", "-o", path)

    assert done.code == 0
    assert [line[:17] for line in done.err.splitlines()] == ["oilwatch: scale: ", "oilwatch: “nonsen"]
    assert path.read_text().startswith("# title: Brent and WTI crude oil spot prices\n")


@pytest.mark.parametrize(
    ("link", "name", "words"),
    [
        (
            "/",
            "view.pdf",
            "expected a name that ends in .csv, .xlsx, .json, .parquet, .html, .png, .svg; got",
        ),
        ("/", "view", "expected a name that ends in"),
        ("/check", "view.csv", "'/check' is no link to a view"),
        ("nonsense", "view.csv", "is no link to a view; expected one such as /?series=price.brent.spot"),
        ("/s/AAAAAAAAAAAAAAAA", "view.csv", "is no link to a view"),
        ("/s/../../etc", "view.csv", "is no link to a view"),
        ("", "there.csv", "is there already; choose another name, or --force to write over it"),
    ],
)
def test_what_cannot_be_exported_is_refused_and_nothing_is_written(reader, tmp_path, link, name, words):
    """One line, exit code 2, no file; a file that is there stays as it was."""
    (tmp_path / "there.csv").write_text("mine")

    refused(reader.quick("export", link, "-o", tmp_path / name), 2, words)

    assert [path.read_text() for path in tmp_path.iterdir()] == ["mine"]


def test_a_file_is_written_over_where_that_is_asked_for(reader, tmp_path):
    """``--force`` replaces the file, whole."""
    path = tmp_path / "there.html"
    path.write_text("mine")

    done = reader.quick("export", "/production", "-o", path, "--force")

    assert (done.code, done.err) == (0, "")
    assert path.read_bytes().startswith(b"<!doctype html>")
    assert path.read_bytes().endswith(b"</html>\n")


def test_a_file_names_the_address_of_the_link_it_was_made_from(reader, tmp_path):
    """Without a public address of the settings it is the one under which the link was seen."""
    file = tmp_path / "view.csv"

    reader.quick("export", "http://127.0.0.1:8642/?from=2026-08-01", "-o", str(file))

    assert "http://127.0.0.1:8642/?from=2026-08-01" in file.read_text()
