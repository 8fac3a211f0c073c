"""Links are read from what people paste, frozen and made short; nothing hostile comes through."""

from datetime import date

import pytest

from oilwatch import views
from oilwatch.errors import InputError
from oilwatch.view import View, encode
from oilwatch.views import links

TODAY = date(2026, 11, 22)


@pytest.fixture
def source(filled):
    """All bundled figures."""
    return views.current(filled)


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("https://oil.example/?series=price.wti.spot", "market"),
        ("/?series=price.wti.spot", "market"),
        ("?series=price.wti.spot", "market"),
        ("series=price.wti.spot", "market"),
        ("http://127.0.0.1:8501/production?unit=kb/d", "production"),
        ("/events?event=opec-2016-11-30-first-cuts", "events"),
        ("", "market"),
    ],
)
def test_whatever_part_of_a_link_is_pasted_is_read(source, text, page):
    """A whole address, a path, a query alone: all name the same view."""
    view, _ = links.read(source, text, TODAY)

    assert view.page == page


@pytest.mark.parametrize(
    "text",
    [
        "/nope",
        "/s/",
        "/s/AAAAAAAAAAAAAAAA",
        "/s/../../etc/passwd",
        "javascript:alert(1)",
        "http://[::1",
        "/data",
    ],
)
def test_what_is_no_link_to_a_view_is_refused_with_what_was_expected(source, text):
    """The error says what a link looks like."""
    with pytest.raises(InputError, match="expected one such as"):
        links.read(source, text, TODAY)


def test_a_data_version_that_this_store_never_had_is_told(source):
    """A link of another store shows this one's figures, and says so."""
    view, notices = links.read(source, "/?as_of=2026-01-05&version=999999", TODAY)

    assert (view.version, view.as_of) == (None, date(2026, 1, 5))
    assert "of another store" in notices[0]


def test_a_frozen_link_is_a_plain_link_with_day_and_version(source):
    """It needs no short code, and is read back the same."""
    view = links.frozen(source, View(), TODAY)

    assert encode(view) == f"as_of=2026-11-22&version={source.version}"
    assert links.read(source, links.address(view), TODAY) == (view, [])


def test_a_short_link_leads_to_its_view(store):
    """The code of a view, live or frozen, gives that view again; the same view has one code."""
    from tests.kit import DAILY, MAR, daily

    store.record([daily("2024-03-04", 81.0)], seen_from=MAR)
    source = views.current(store)
    view = links.frozen(source, View(series=(DAILY.id,)), TODAY)

    code = links.share(source, view, TODAY)

    assert links.share(source, view, TODAY) == code
    assert links.read(source, f"https://oil.example/s/{code}", TODAY) == (view, [])
    kept = store.shares.find(code)
    assert kept.figures == views.digest(views.rows(views.content(source, view, TODAY)))
    assert kept.title == "Test crude oil price"
