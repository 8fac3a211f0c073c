"""In which form a request is refused: pages where people look, problems where programs ask."""

import pytest
import requests

from tests.server.test_safe import raw

PROBLEM, PAGE = "application/problem+json", "text/html; charset=utf-8"
NOWHERE = [
    b"/api/v1/series%0a", b"/api/v1/series/price.brent.spot.json%0a",
    b"/api/v1/series/price.brent.spot.csv%0d",
    b"/healthz%0a", b"/feed.xml%0a", b"/openapi.json%0a", b"/receipt/production.sau.crude/2026-02%0a",
    b"/receipt/production.sau.crude/2026-02.json%0a", b"/api/../healthz", b"/api/%2e%2e/healthz",
    b"/api/v1/%00", b"/api/v1%5cseries", b"/api\\v1\\series", b"/api/v1%2fseries", b"/s/..", b"/s/%2e%2e/x",
    b"/s/..%2f..%2fetc%2fpasswd", b"/s/a%5cb", b"/s/%00", b"/receipt/../x", b"/assets/..%2f..%2fx",
]  # fmt: skip


def asked(address, target, host=b"localhost"):
    """Return the status and the whole answer, in lower case, to a target sent as it is."""
    line, said = raw(
        address, b"GET " + target + b" HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n"
    )
    return int(line.split()[1]), said.lower()


@pytest.mark.parametrize("target", NOWHERE)
def test_a_path_with_a_trick_leads_nowhere(server, target):
    """404 of ours, a page below /s/ and /receipt/, with the headers of every answer; never what is there."""
    status, said = asked(server, target)
    page = target.startswith((b"/s/", b"/receipt/"))

    assert status == 404
    assert f"content-type: {PAGE if page else PROBLEM}".encode() in said
    assert b"x-request-id: " in said
    assert b"content-security-policy: " in said
    assert b"passwd" not in said


@pytest.mark.parametrize("path", ["/s/AAAAAAAAAAAAAAAA", "/receipt/production.sau.crude/2026-02"])
def test_who_looks_at_a_page_too_often_or_by_another_name_gets_a_page(start, path):
    """429 and 400 as a small page; the API's refusals stay problems."""
    address = start(OILWATCH_RATE="2").address
    status, unknown = asked(address, path.encode(), b"evil.example")
    said = [requests.get(f"{address}{path}", timeout=60) for _ in range(3)][-1]
    program = requests.get(f"{address}/api/v1/series", timeout=60)

    assert (status, said.status_code, program.status_code) == (400, 429, 429)
    assert said.headers["Content-Type"] == PAGE
    assert "Too many requests" in said.text
    assert "frame-ancestors 'none'" in said.headers["Content-Security-Policy"]
    assert int(said.headers["Retry-After"]) >= 1
    assert f"content-type: {PAGE}".encode() in unknown
    assert b"evil" not in unknown
    assert program.headers["Content-Type"] == PROBLEM
