"""What HTTP asks of the API: tags, methods, other sites, refusals, and nothing hostile comes back."""

import re
import socket
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from oilwatch.api.checks import MOST_BYTES
from oilwatch.errors import StoreError
from oilwatch.store import Store
from tests.api.conftest import Asking, problem, serving
from tests.kit import DAILY, JAN, MAR, daily

BRENT = "/series/price.brent.spot"
PATHS = ("/series", f"{BRENT}.json", f"{BRENT}.csv", f"{BRENT}/figures/2020-04-21.json", "/events.json",
         "/events.csv", "/stories.json", "/view.json", "/view.csv")  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_who_has_an_answer_gets_304(ask, path):
    """The tag is strong, and the same for the same question; another tag gets the whole again."""
    first = ask(path)
    tag = first.headers["ETag"]
    for held in (tag, f'"other", {tag}', "*", f"W/{tag}"):
        again = ask(path, headers={"If-None-Match": held})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
        assert again.headers["Cache-Control"] == "no-cache"

    assert tag.startswith('"')
    assert ask(path, headers={"If-None-Match": '"x"'}).content == first.content


@pytest.mark.parametrize("path", PATHS)
def test_tags_on_several_lines_are_one_list(ask, path):
    """As RFC 9110 has it: a header that comes twice says both."""
    tag = ask(path).headers["ETag"]
    place = urlsplit(ask.base)
    head = f"GET /api/v1{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    with socket.create_connection((place.hostname, place.port), timeout=30) as wire:
        wire.sendall(f'{head}If-None-Match: "other"\r\nIf-None-Match: {tag}\r\n\r\n'.encode())
        said = wire.recv(65_536)

    assert said.split()[1] == b"304"


def test_the_tag_changes_with_the_store_and_with_the_question(store, asking):
    """After a load it is another; so it is for another limit."""
    store.record([daily("2024-01-02", 80.0)], seen_from=JAN)
    path = f"/series/{DAILY.id}.json"
    before, other = asking(path).headers["ETag"], asking(path, limit=1).headers["ETag"]
    store.record([daily("2024-01-02", 81.0)], seen_from=MAR)
    after = asking(path, headers={"If-None-Match": before})

    assert before != other
    assert (after.status_code, after.json()["rows"][0]["value"]) == (200, 81.0)


@pytest.mark.parametrize("path", PATHS)
def test_head_is_get_without_the_body(ask, path):
    """The same status, tag and length, no bytes."""
    told, whole = ask(path, method="HEAD"), ask(path)

    assert (told.status_code, told.content) == (200, b"")
    same = ("ETag", "Content-Type", "Content-Length", "Cache-Control")
    assert [told.headers[name] for name in same] == [whole.headers[name] for name in same]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_are_refused(ask, method):
    """405 names those that work."""
    said = ask("/series", method=method)

    assert said.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert problem(said)["status"] == 405


def test_pages_of_other_sites_may_read_and_may_not_send(ask):
    """Reading is open to all, without cookies; nothing tells a browser that it may post a story."""
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"}
    read, preflight = ask("/series", headers=asked), ask("/series", method="OPTIONS", headers=asked)
    post = ask("/check", method="OPTIONS", headers={**asked, "Access-Control-Request-Method": "POST"})

    assert read.headers["Access-Control-Allow-Origin"] == "*"
    assert read.headers["Access-Control-Expose-Headers"] == "ETag, Link"
    assert (preflight.status_code, preflight.headers["Access-Control-Allow-Methods"]) == (
        204, "GET, HEAD, OPTIONS",
    )  # fmt: skip
    assert (post.status_code, post.headers["Allow"]) == (204, "POST, OPTIONS")
    every = [name.lower() for said in (read, preflight) for name in said.headers]
    assert "access-control-allow-credentials" not in every
    assert not any(name.lower().startswith("access-control") for name in post.headers)


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        (f"{BRENT}.json?from=2020-13", 422, ("parameter from", "2020-13", "YYYY-MM")),
        (f"{BRENT}.json?from=2020-02-30", 422, ("parameter from", "2020-02-30")),
        (f"{BRENT}.json?to=yesterday", 400, ("parameter to", "yesterday")),
        (f"{BRENT}.json?as_of=2999-01-01", 422, ("parameter as_of", "has come", "2999-01-01")),
        (f"{BRENT}.json?as_of=now", 400, ("parameter as_of", "now")),
        (f"{BRENT}.csv?version=99999999", 422, ("parameter version", "99999999")),
        (f"{BRENT}.csv?version=0", 400, ("parameter version", "'0'")),
        (f"{BRENT}.json?limit=0", 400, ("parameter limit", "from 1 to 50,000", "'0'")),
        (f"{BRENT}.json?limit=1e3", 400, ("parameter limit", "1e3")),
        (f"{BRENT}.json?limit=1&limit=2", 400, ("parameter limit", "more than one")),
        (f"{BRENT}.json?offset=-1", 400, ("parameter offset", "-1")),
        (f"{BRENT}.json?asof=2020-01-01", 400, ("unknown parameter 'asof'", "as_of")),
        ("/series?limit=501", 400, ("parameter limit", "501")),
        (f"{BRENT}.json?from=2020-03&to=2020-01", 422, ("parameter from", "after to", "2020-01")),
        (f"{BRENT}.csv?from=2020-02-02&to=2020-02-01", 422, ("parameter from", "2020-02-02")),
        ("/series/production.sau.crude.json?from=2020-01-31&to=2020-01-01", 422, ("parameter from",)),
        ("/events.json?from=2021-01&to=2020-01", 422, ("parameter from", "after to")),
        ("/events.csv?from=2021-01&to=2020-01", 422, ("parameter from", "after to")),
        ("/stories.json?from=2021-01&to=2020-01", 422, ("parameter from", "after to")),
        ("/series/price.nowhere.spot.json", 404, ("no series",)),
        ("/series/BRENT.json", 404, ("parameter id", "BRENT")),
        ("/events.json?kind=party", 422, ("parameter kind", "party", "opec")),
        ("/stories.json?event=2020-01-01-nothing", 422, ("parameter event", "2020-01-01-nothing")),
        ("/view.json?page=settings", 400, ("parameter page", "settings", "market")),
        ("/view.csv?as_of=soon", 422, ("as_of", "soon")),
        ("/nothing", 404, ("/openapi.json",)),
        ("/series/", 404, ("/openapi.json",)),
    ],
)  # fmt: skip
def test_a_refusal_says_which_part_what_was_expected_and_what_came(ask, path, status, words):
    """As problem details, which nobody keeps."""
    said = ask(path)

    assert said.status_code == status
    assert [word for word in words if word not in str(problem(said)["detail"])] == []


@pytest.mark.parametrize(
    "target",
    [
        b"/series/%2e%2e%2f%2e%2e%2fetc%2fpasswd.json", b"/series/..%5c..%5cx.json",
        b"/series/%00.json", b"/series/" + b"a" * 5_000 + b".json", b"/series/<script>.json",
        b"/series/price.brent.spot.json?from=%00", b"/series?%ff=%fe", b"/series?" + b"a=1&" * 500,
        b"/series?measure=" + b"a" * 30_000, b"/series?entity=%0d%0aSet-Cookie:%20a=b",
        b"/view.json?series=<script>alert(1)</script>", b"/view.json?as_of=%f0%9f%98%80", b"/?=&==&%",
        b"/series/price.brent.spot.json?as_of=0001-01-01T00:00:00%2B14:00",
        b"/series/price.brent.spot.json?limit=%D9%A1", b"/events.csv?kind='%20or%201=1--",
        b"/series/price.brent.spot.json?as_of=9999-12-31T23:59:59-14:00",
    ],
)  # fmt: skip
def test_a_hostile_address_gets_an_answer_and_nothing_of_its_making(ask, target):
    """Never a failure of the server, a header of the asker's making, or a body that a browser would run."""
    place = urlsplit(ask.base)
    with socket.create_connection((place.hostname, place.port), timeout=30) as wire:
        wire.sendall(b"GET /api/v1" + target + b" HTTP/1.1\r\nHost: x.example\r\nConnection: close\r\n\r\n")
        said = b""
        while part := wire.recv(65_536):
            said += part
    head = said.split(b"\r\n\r\n", 1)[0].lower()

    assert said.split()[1] in (b"200", b"400", b"404", b"422")
    assert b"\r\nset-cookie" not in head
    assert b"text/html" not in head
    assert b"Traceback" not in said


def test_a_moment_later_than_now_has_not_come(asking):
    """On the store's clock, to the second: it is noon there; the day itself has begun."""
    path = f"/series/{DAILY.id}.json"
    said = asking(path, as_of="2026-11-22T12:00:01Z")

    assert said.status_code == 422
    assert "2026-11-22T12:00:01" in str(problem(said)["detail"])
    assert asking(path, as_of="2026-11-22T13:30:00+02:00").status_code == 200
    for come in ("2026-11-22", "2026-11-22T12:00:00Z"):
        assert asking(path, as_of=come).status_code == 200


@pytest.mark.parametrize("path", ["/series", "/events.json"])
def test_settings_that_cannot_be_used_are_no_fault_of_who_asks(path):
    """503 without the text of the error, which names what is set."""

    def unset() -> Store:
        return Store("bogus://anna:hunter2@db.example/oil")

    with serving(unset) as base:
        said, sent = Asking(base)(path), Asking(base).check(json={"text": "Brent settled at $41.20."})

    for one in (said, sent):
        assert one.status_code == 503
        assert problem(one)["detail"] == "the server's settings cannot be used; `oilwatch doctor` says why"
        assert int(one.headers["Retry-After"]) > 0


def test_the_page_about_the_api_names_the_limit_that_there_is():
    """The most bytes of a story are those that are checked."""
    told = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")

    assert re.findall(r"a story of more than ([0-9,]+) bytes", told) == [f"{MOST_BYTES:,}"]


def test_a_store_that_cannot_be_read_is_503_and_tells_no_place(tmp_path):
    """Neither the path nor the reason of this machine; only when to ask again."""

    def broken() -> Store:
        raise StoreError(f"cannot open {tmp_path}")

    with serving(broken) as base:
        said = Asking(base)("/series")

    assert (said.status_code, "Retry-After" in said.headers) == (503, True)
    assert str(tmp_path) not in str(problem(said))


def test_ten_thousand_rows_come_quickly(tmp_path):
    """Once the figures are read, 10,000 rows of JSON are made, sent and read in less than 60 ms.

    Counted is the time of the processor, client and server together, the best of ten: a machine that does
    other work at the same time makes it no longer.
    """
    with closing(Store(f"sqlite:///{tmp_path / 'oilwatch.db'}")) as store:
        store.upgrade()
        store.sync([DAILY])
        days = [f"{1990 + n // 336}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}" for n in range(10_000)]
        store.record([daily(day, 20.0 + n % 977 / 10) for n, day in enumerate(days)], seen_from="2020-01-01")
        with serving(lambda: store) as base:
            took = []
            for _ in range(5):
                begun = time.perf_counter()
                said = Asking(base)(f"/series/{DAILY.id}.json")
                took.append(time.process_time() - begun)

    assert said.json()["total"] == len(said.json()["rows"]) == 10_000
    assert min(took) < 0.06
