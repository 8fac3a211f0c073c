"""Every way in which a service is known to refuse, and what a person is told of it."""

import json
import re
from types import MappingProxyType

import pytest

from oilwatch.errors import SourceError
from oilwatch.sources import eia, fred, jodi, yahoo
from tests.services.replay import Reply
from tests.sources.kit import drained, one_line, source

REGISTER = "https://www.eia.gov/opendata/register.php"
READ_MORE = "Read https://fred.stlouisfed.org/docs/api/api_key.html for more information."
NO_ROWS = {"dateFormat": "YYYY-MM", "frequency": "monthly", "data": []}
CUT = {"warning": "incomplete return", "description": "The API can only return 5000 rows in JSON format."}


def error(text, code):
    """Return the body of most of EIA's errors."""
    return {"error": text, "code": code}


def guarded(code, text):
    """Return the body of an error of whoever guards EIA's keys."""
    return {"error": {"code": code, "message": text}}


def fred_error(text, code=400):
    """Return the body of FRED's errors."""
    return {"error_code": code, "error_message": text}


def yahoo_error(code, text, part="chart"):
    """Return the body of Yahoo's errors."""
    return {part: {"result": None, "error": {"code": code, "description": text}}}


EIA = {
    "no api_key": (
        403, guarded("API_KEY_MISSING", f"No api_key was supplied.  Please register for one at {REGISTER}"),
        f"does not accept the key (API_KEY_MISSING): set EIA_API_KEY to one from {REGISTER}",
    ),
    "bad api_key": (
        403, guarded("API_KEY_INVALID", f"An invalid api_key was supplied.  Get one at {REGISTER}"),
        f"does not accept the key (API_KEY_INVALID): set EIA_API_KEY to one from {REGISTER}",
    ),
    "bad facet id": (
        400, error("Invalid facet 'None' provided. The only valid facets are 'duoarea' and 'series'.", 400),
        "Invalid facet 'None' provided.",
    ),
    "bad data column": (
        400, error("Invalid data 'prce' provided. The only valid data are 'revenue', and 'price'.", 400),
        "Invalid data 'prce' provided.",
    ),
    "bad frequency": (
        400, error("Invalid frequency 'millenially' provided. The only valid ones are 'monthly'.", 400),
        "Invalid frequency 'millenially' provided.",
    ),
    "unknown route": (404, error("Not found.", 404), "404 Not found."),
    ">5000 rows asked or available": (
        200, {"response": {"warnings": [CUT], "total": "40776", **NO_ROWS}}, "gave no figures for",
    ),
    "unknown facet VALUE": (200, {"response": {"total": "0", **NO_ROWS}}, "gave no figures for"),
    "over rate": (
        429, guarded("OVER_RATE_LIMIT", "You have exceeded your rate limit. Try again later or contact us"),
        "has suspended the key for too many requests",
    ),
}  # fmt: skip
FRED = {
    "api_key absent": (
        400,
        fred_error(f"Bad Request.  Variable api_key is not set.  {READ_MORE}"),
        "is not set",
    ),
    "api_key malformed": (
        400,
        fred_error(
            "Bad Request.  The value for variable api_key is not a 32 character alpha-numeric lower-case "
            f"string.  {READ_MORE}"
        ),
        "does not accept FRED_API_KEY",
    ),
    ">120/min": (429, fred_error("Too Many Requests.  Exceeded Rate Limit", 429), "Too Many Requests."),
    "unknown series_id": (
        400,
        fred_error("Bad Request.  The series does not exist."),
        "The series does not exist.",
    ),
}
YAHOO = {
    "Not Found": (404, yahoo_error("Not Found", "No data found, symbol may be delisted"), "may be delisted"),
    "Bad Request": (
        400, yahoo_error("Bad Request", "Data doesn't exist for startDate = 1, endDate = 2"), "doesn't exist",
    ),
    "Edge: Too Many Requests": (429, "Edge: Too Many Requests", "too many requests from this address"),
    "Unauthorized": (401, yahoo_error("Unauthorized", "Invalid Crumb", "finance"), "nothing for BZ=F"),
    "<consent page>": (200, "<!DOCTYPE html><html><body>consent</body></html>", "a page instead of prices"),
    "Will be right back": (200, "Will be right back", "Yahoo is down for the moment"),
}  # fmt: skip
CASES = [
    pytest.param(name, *case, id=f"{name}: {when}")
    for name, cases in (("eia", EIA), ("fred", FRED), ("yahoo", YAHOO))
    for when, case in cases.items()
]
READERS = {"eia": source(eia, "eia-spot").read, "fred": fred.read, "yahoo": yahoo.read, "jodi": jodi.read}
TO_DO = re.compile(
    r"try again|set EIA_API_KEY|[Tt]ake it out|look for a newer oilwatch|renamed or withdrawn there\?"
    r"|OILWATCH_JODI_URL"
)


def refuse(service, status, body):
    """Let a service answer with this, whatever it is asked; text that is no JSON comes as a page."""
    raw = body if isinstance(body, str) else json.dumps(body).replace("/", "\\/")
    kind = "text/html" if isinstance(body, str) else "application/json"
    service.faults = MappingProxyType({"this": Reply(raw.encode(), status, {"Content-Type": kind})})
    service.fault = "this"


@pytest.mark.parametrize(("name", "status", "body", "came"), CASES)
def test_a_refusal_says_what_came_and_what_to_do(outside, ask, name, status, body, came):
    """One line with the service's own word and what helps, or when it is asked again; no key is in it."""
    refuse(getattr(outside, name), status, body)

    copies, told = drained(READERS[name](ask(keys=True)))

    assert copies == []
    assert isinstance(told, SourceError)
    line = one_line(told, outside.eia.key, outside.fred.key)
    assert came in line
    assert TO_DO.search(line) or told.wait


@pytest.mark.parametrize("name", ["eia", "fred"])
def test_a_refusal_that_repeats_the_key_is_told_without_it(outside, ask, name):
    """A service that quotes what it was sent quotes the key."""
    service = getattr(outside, name)
    said = f"Bad Request.  The value {service.key} of api_key is not registered.  {READ_MORE}"
    refuse(service, 400, fred_error(said) if name == "fred" else error(said, 400))

    _, told = drained(READERS[name](ask(keys=True)))

    assert "REDACTED" in one_line(told, service.key)


@pytest.mark.parametrize("seconds", [7, 0])
@pytest.mark.parametrize("name", ["eia", "fred"])
def test_too_many_requests_are_told_apart(outside, ask, name, seconds):
    """It is asked once only; how long it wants to rest is told where it says so."""
    body = guarded("OVER_RATE_LIMIT", "x") if name == "eia" else fred_error("Exceeded Rate Limit", 429)
    service = getattr(outside, name)
    after = {"Retry-After": str(seconds)} if seconds else {}
    service.faults = MappingProxyType({"this": Reply(json.dumps(body).encode(), 429, after)})
    service.fault = "this"

    _, told = drained(READERS[name](ask(keys=True)))

    assert (told.limited, told.wait) == (True, seconds)
    assert len(service.hits) == 1


@pytest.mark.parametrize("status", [400, 403, 404, 500])
@pytest.mark.parametrize("name", ["eia", "fred"])
def test_an_error_nobody_knows_yet_is_told_in_the_words_of_the_service(outside, ask, name, status):
    """Lines that the service breaks are joined, long ones cut."""
    said = "Something\r\n  new. " + "x" * 1000
    refuse(
        getattr(outside, name), status, fred_error(said, status) if name == "fred" else error(said, status)
    )

    _, told = drained(READERS[name](ask(keys=True)))

    assert "Something new. xxx" in one_line(told)


def test_a_file_that_jodi_does_not_have_is_a_page_that_says_404(outside, ask):
    """Its error is a page of HTML; where every file is gone the address may have changed."""
    title = "404 - File or directory not found."
    refuse(outside.jodi, 404, f"<!DOCTYPE html PUBLIC><html><head><title>{title}</title></head></html>")

    copies, told = drained(jodi.read(ask()))

    assert copies == []
    assert one_line(told).endswith("under either name; its files may have moved (OILWATCH_JODI_URL)")


def test_every_refusal_that_was_compiled_is_among_these(shared):
    """Each line of the compiled lists of errors has its test above."""
    bodies = {body if isinstance(body, str) else json.dumps(body) for _, body, _ in YAHOO.values()}
    known = {"eia": EIA, "fred": FRED, "yahoo": bodies | {"<consent page>"}}

    for name, cases in known.items():
        text = (shared / "contracts" / name / "errors.jsonl").read_text(encoding="utf-8")
        listed = [json.loads(line) for line in text.splitlines()]
        told = [line.get("when") or line["body"].replace('":', '": ').replace(',"', ', "') for line in listed]
        assert [one for one in told if one not in cases] == []
        assert len(told) == (len(YAHOO) if name == "yahoo" else len(cases))
