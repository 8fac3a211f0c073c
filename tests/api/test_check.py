"""A story sent to be checked: the verdicts are those of the command, and what is no story is refused."""

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import orjson
import pytest
from starlette.routing import Route

from oilwatch.api import checks
from oilwatch.api.endpoint import Endpoint
from oilwatch.api.operation import Reply
from tests.api.conftest import Asking, problem, serving

TEXT = "Saudi Arabia pumped 10.7 million b/d of crude in October, and Brent settled at $70.02 on Nov. 12."


def test_the_verdicts_are_those_of_the_command(filled, ask):
    """The same document for the same text and day."""
    done = subprocess.run(
        [sys.executable, "-m", "oilwatch", "check", "-", "--published", "2018-11-13", "--json"],
        input=TEXT.encode(), capture_output=True, timeout=120, check=True,
        env={**os.environ, "OILWATCH_DB": filled._engine.url.render_as_string(hide_password=False)},
    )  # fmt: skip
    said, expected = ask.check(json={"text": TEXT, "published": "2018-11-13"}), orjson.loads(done.stdout)

    assert (said.status_code, said.headers["Cache-Control"]) == (200, "no-store")
    told = said.json()
    assert told["claims"]
    assert list(told) == list(expected)
    for name in ("claims", "counts", "as_of", "note", "data_version"):
        assert told[name] == expected[name]


def test_a_story_without_a_day_says_so(ask):
    """Its figures are not checked against a day that nobody gave."""
    told = ask.check(json={"text": "Brent settled at $41.20 a barrel."}).json()

    assert told["as_of"] == ""
    assert "day of publication" in told["note"]


@pytest.mark.parametrize(
    ("sent", "status", "word"),
    [
        ({"data": b"{}", "headers": {"Content-Type": "text/plain"}}, 415, "application/json"),
        ({"data": b"text=Brent"}, 415, "application/json"),
        ({"data": b"text=a", "headers": {"Content-Type": "application/x-www-form-urlencoded"}}, 415, "JSON"),
        ({"data": b"{", "headers": {"Content-Type": "application/json"}}, 400, "no JSON"),
        ({"data": b"\xff", "headers": {"Content-Type": "application/json"}}, 400, "no JSON"),
        ({"data": b"", "headers": {"Content-Type": "application/json"}}, 400, "no JSON"),
        ({"data": b"[" * 5_000, "headers": {"Content-Type": "application/json"}}, 400, "no JSON"),
        ({"json": []}, 400, "no object"),
        ({"json": {}}, 400, "text is no text"),
        ({"json": {"text": ""}}, 400, "text is empty"),
        ({"json": {"text": 7}}, 400, "text is no text"),
        ({"json": {"text": "a", "url": "file:///etc/passwd"}}, 400, "'url'"),
        ({"json": {"text": "a", "published": 2020}}, 400, "published"),
        ({"json": {"text": "a", "published": "soon"}}, 400, "published"),
        ({"json": {"text": "a", "published": "2020-02-30"}}, 422, "2020-02-30"),
        ({"json": {"text": "a", "published": "0001-01-01"}}, 422, "between 1900 and 2100"),
        ({"json": {"text": "a" * 100_001}}, 413, "100,000"),
        ({"json": {"text": "a"}, "params": {"x": "1"}}, 400, "unknown parameter"),
    ],
)
def test_what_is_no_story_is_refused(ask, sent, status, word):
    """With what was expected."""
    said = ask.check(**sent)

    assert said.status_code == status
    assert word in str(problem(said)["detail"])


def test_a_get_is_refused(ask):
    """A check is asked for with POST alone."""
    said = ask("/check")

    assert (said.status_code, said.headers["Allow"]) == (405, "POST, OPTIONS")


def test_many_stories_at_once_are_all_checked(ask):
    """Twelve at once: two side by side, the others wait; all have the same claims."""
    start = threading.Barrier(12)

    def send(_number):
        start.wait()
        return ask.check(json={"text": TEXT, "published": "2018-11-13"})

    with ThreadPoolExecutor(12) as pool:
        said = list(pool.map(send, range(12)))

    assert {one.status_code for one in said} == {200}
    assert len({one.content for one in said}) == 1


def test_who_would_wait_too_long_is_told_when_to_come_again(filled):
    """While two stories are being checked for long, a third gets 503 with a time, not silence."""
    inside, done = threading.Semaphore(0), threading.Event()

    def long(_asked):
        inside.release()
        done.wait(30)
        return Reply(b"{}")

    endpoint = Endpoint(replace(checks.OPERATION, answer=long), lambda: filled, wait=0.2)
    with (
        serving(lambda: filled, [Route("/api/v1/check", endpoint)]) as base,
        ThreadPoolExecutor(2) as pool,
    ):
        first = [pool.submit(Asking(base).check, json={"text": "a"}) for _ in range(2)]
        assert all(inside.acquire(timeout=30) for _ in first)
        third = Asking(base).check(json={"text": "a"})
        done.set()

        assert [one.result().status_code for one in first] == [200, 200]
    assert (third.status_code, third.headers["Retry-After"]) == (503, "5")
    assert problem(third)["title"] == "Not just now"
