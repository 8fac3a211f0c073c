"""A bundle is the view of the store, in one file that is the same wherever and whenever it is made."""

import getpass
import hashlib
import io
import json
import os
import socket
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from oilwatch import bundle, export, views
from oilwatch.bundle.readme import FILES
from oilwatch.model import Observation, Receipt
from oilwatch.store import Store
from oilwatch.view import View
from oilwatch.views import links
from tests.bundle.conftest import BASE, SHORT, TODAY
from tests.kit import DAILY, MONTHLY, NOW

LINKS = [
    SHORT,
    "/?series=price.wti.spot,price.brent.spot&transform=spread&from=2022-01-01&as_of=2022-11-05",
    "/?transform=change&from=2026-01-01",
    "/?series=price.brent.futures",
    "/production",
    "/production?from=2022-01-01&as_of=2023-06-01&unit=kb/d",
    "/production?transform=share&from=2024-01-01",
    "/events?event=2023-04-02-voluntary-cut",
]


@pytest.mark.parametrize("link", LINKS)
def test_a_bundle_is_what_the_store_shows_and_proves_itself(source, bundled, filled, link):
    """Every file of figures, made from the record alone, is the store's own byte for byte."""
    body = bundled(link)
    view = links.frozen(source, links.read(source, link, TODAY)[0], TODAY)
    shown = views.content(source, view, TODAY)

    with zipfile.ZipFile(io.BytesIO(body)) as opened:
        assert opened.testzip() is None
        assert opened.namelist() == sorted(FILES)
        for form in ("csv", "json", "xlsx"):
            assert opened.read(f"figures.{form}") == export.file(source, shown, form, base_url=BASE)
        assert opened.read("page.html") == export.file(source, shown, "html", base_url=BASE)
    found = bundle.verify(body, filled)
    assert found.findings == ()
    assert found.sha256 == hashlib.sha256(body).hexdigest()
    assert found.link == links.address(view, BASE)


def test_every_entry_has_a_fixed_date_and_no_more_than_it_needs(body):
    """Nothing of the clock or of a machine stands in the container."""
    with zipfile.ZipFile(io.BytesIO(body)) as opened:
        held = opened.infolist()
    assert {one.date_time for one in held} == {(1980, 1, 1, 0, 0, 0)}
    assert {(one.compress_type, one.extra, one.comment, one.external_attr >> 16) for one in held} == {
        (zipfile.ZIP_STORED, b"", b"", 0o100644)
    }


def test_each_figure_names_the_raw_answer_it_came_from(bundled, filled):
    """raw.csv has each published figure once, with a SHA-256 that the store keeps."""
    with zipfile.ZipFile(io.BytesIO(bundled("/production"))) as opened:
        rows = [one.split(",") for one in opened.read("raw.csv").decode().splitlines()[1:]]
        figures = json.loads(opened.read("figures.json"))["rows"]

    assert len(rows) > 100
    assert [(row[0], row[1]) for row in rows] == [(one["series"], one["period"]) for one in figures]
    for digest in {row[5] for row in rows}:
        assert hashlib.sha256(filled.raw(digest).body).hexdigest() == digest


@pytest.fixture
def moved(store):
    """A store whose figures were revised after a view of them was frozen; the view."""
    first = [Observation(DAILY.id, f"2024-01-0{day}", 70.0 + day) for day in (2, 3, 4)]
    receipt = Receipt(b"first", "C:\\Users\\ann\\first.csv", "2024-01-10")
    store.record(first, seen_from="2024-01-10", receipt=receipt)
    store.record(
        [Observation(DAILY.id, "2024-01-03", 71.5)],
        seen_from="2024-02-01",
        receipt=Receipt(b"second", "https://bob:secret@example.org/second", "2024-02-01"),
    )
    return store, View(series=(DAILY.id,), as_of=NOW.date(), version=store.data_version())


def test_a_frozen_view_has_the_same_bundle_after_the_store_has_moved_on(moved):
    """Revisions, new descriptions and new series of later change no byte, and it is proved with the store."""
    store, view = moved
    before = bundle.write(views.current(store), view, TODAY)
    store.record([Observation(DAILY.id, "2024-01-04", 1.0)], seen_from="2024-03-01")
    store.record([Observation(DAILY.id, "2024-01-05", 2.0)], seen_from="2024-01-08")
    store.sync([replace(DAILY, title="Another title", lag_days=9)])

    after = bundle.write(views.current(store), view, TODAY)

    assert after == before
    assert bundle.verify(after, store).findings == ()
    assert b"71.5" in before
    assert b"Another title" not in before


def test_no_folder_user_or_password_goes_in(moved):
    """Of where a raw answer came from, the name of the file or the plain address is left."""
    store, view = moved

    body = bundle.write(views.current(store), view, TODAY)

    for word in ("Users", "ann", "bob", "secret", getpass.getuser(), socket.gethostname(), "/tmp/"):
        held = zipfile.ZipFile(io.BytesIO(body))
        texts = [held.read(name) for name in held.namelist() if not name.endswith(("png", "xlsx", "html"))]
        told = b"".join(texts).decode()
        assert word not in told or word == getpass.getuser() == "root", word
    assert b",first.csv,2024-01-10" in body
    assert b",https://example.org/second,2024-02-01" in body


def test_another_place_of_the_same_data_gives_the_same_bundle(filled, body, tmp_path):
    """The address of the store is nowhere in it."""
    place = filled.address.removeprefix("sqlite:///")
    with closing(sqlite3.connect(place)) as held, closing(sqlite3.connect(tmp_path / "elsewhere.db")) as copy:
        held.backup(copy)
    other = Store(f"sqlite:///{tmp_path / 'elsewhere.db'}", now=lambda: NOW)
    source = views.current(other)

    again = bundle.write(source, links.read(source, SHORT, TODAY)[0], TODAY, BASE)
    other.close()

    assert again == body


SCRIPT = """
import hashlib, sys
from datetime import date
from oilwatch import bundle, views
from oilwatch.store import Store
from oilwatch.views import links
day = date.fromisoformat(sys.argv[2])
source = views.current(Store(sys.argv[1]))
for link in sys.argv[4:]:
    body = bundle.write(source, links.read(source, link, day)[0], day, sys.argv[3])
    print(hashlib.sha256(body).hexdigest(), bundle.verify(body).ok)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "world",
    [
        {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "2"},
        {"LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8", "PYTHONUTF8": "0", "PYTHONHASHSEED": "77"},
    ],
    ids=["auckland", "los angeles", "german"],
)
def test_time_zone_locale_and_folder_do_not_matter(bundled, filled, tmp_path, world):
    """Another process in another world makes the same bytes of both kinds of pages, and proves them."""
    asked = [SHORT, "/production", "/events?event=2023-04-02-voluntary-cut"]
    paths = {"PYTHONPATH": str(Path(bundle.__file__).parents[2]), "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, filled.address, str(TODAY), BASE, *asked],
        env={**paths, "HOME": str(tmp_path), **world},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        timeout=240,
    )

    expected = [f"{hashlib.sha256(bundled(link)).hexdigest()} True" for link in asked]
    assert done.stdout.splitlines() == expected


def test_figures_by_month_and_an_empty_view_make_bundles(store):
    """A series of months, and one without any figure."""
    store.record([Observation(MONTHLY.id, "2024-01", 1000.0)], seen_from="2024-03-10")
    source = views.current(store)
    for page, series in (("production", MONTHLY.id), ("market", DAILY.id)):
        body = bundle.write(source, View(page=page, series=(series,)), TODAY)

        assert bundle.verify(body, store).ok


def test_stories_in_the_lane_are_in_the_record(filled, source):
    """Bars of stories are drawn again from the number of stories a day, within the span of the figures."""

    class Told(type(source)):
        """A source in which stories were told."""

        def stories_a_day(self):
            return {"2026-07-07": 3, "2026-07-08": 5, "1990-01-01": 9}

    told = Told(filled, source.version)
    body = bundle.write(told, links.read(told, SHORT, TODAY)[0], TODAY, BASE)

    assert b'"stories": {"2026-07-07": 3, "2026-07-08": 5}' in body
    assert bundle.verify(body, filled).ok
