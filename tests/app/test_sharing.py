"""Sharing from the dashboard: short links, the line to embed, and what stands above a frozen chart."""

from datetime import date

import pytest

from oilwatch import view, views
from oilwatch.app import sharing
from oilwatch.model import Observation
from oilwatch.view import View
from oilwatch.views import links
from oilwatch.views.source import today
from tests.app.test_controls import group

DAYS = {"from": "2022-09-01", "to": "2022-11-30"}
AUTUMN = View(start=date(2022, 9, 1), end=date(2022, 11, 30))
EVENT = "2022-10-05-opec-plus-decision"


def button(page, label):
    """Return the button of that label."""
    return next(one for one in page.button if one.label == label)


def open_share(page):
    """Open what shares the view of a page."""
    group(page, "Below the chart").set_value("Share").run()
    return page


def code_of(page):
    """Return the code of the short link that a page shows."""
    (place,) = [one.value for one in page.code if "/s/" in one.value]
    return place.rpartition("/s/")[2][:16]


@pytest.mark.parametrize("page", ["market", "production", "events"])
@pytest.mark.parametrize("kind", ["latest", "frozen"])
def test_a_short_link_is_made_of_the_view_of_each_page(visit, copied, whole, page, kind):
    """It is kept in the store with its words; a frozen one with day, version and the sum of its numbers."""
    query = {"event": EVENT} if page == "events" else DAYS
    opened = open_share(whole(visit(copied.address, page, **query)))

    button(opened, f"Short link ({kind})").click().run()

    kept = copied.shares.find(code_of(whole(opened)))
    shown, notices = links.stored(views.current(copied), kept, today())
    assert notices == []
    assert shown.frozen == (kind == "frozen")
    assert (len(kept.figures) == 64) == (kind == "frozen")
    assert kept.title
    assert kept.description


def test_the_same_view_has_one_short_link(visit, copied, whole):
    """Asked for twice, and by two visitors, it is the same code."""
    codes = set()
    for _ in range(2):
        opened = open_share(visit(copied.address, "market", **DAYS))
        for _ in range(2):
            button(opened, "Short link (latest)").click().run()
            codes.add(code_of(whole(opened)))

    assert len(codes) == 1
    assert len(copied.shares.recent(10)) == 1


def test_what_was_made_of_another_view_is_not_shown(visit, copied, whole):
    """After another choice the short link is gone until it is asked for again."""
    opened = open_share(visit(copied.address, "market", **DAYS))
    button(opened, "Short link (latest)").click().run()
    assert code_of(opened)

    group(opened, "Series").set_value(["price.wti.spot"]).run()

    assert [one.value for one in whole(opened).code if "/s/" in one.value] == []


def test_a_frozen_view_says_what_was_revised(visit, copied, whole):
    """The sentence stands above the chart, the figures in a table, and the chart is as it was."""
    source = views.current(copied)
    frozen = links.frozen(source, AUTUMN, today())
    before = views.rows(views.content(source, frozen, today()))
    copied.record([Observation("price.brent.spot", "2022-10-05", 61.25)], seen_from=today().isoformat())

    opened = whole(visit(copied.address, "market", **view.parameters(frozen)))

    (line,) = [one.proto.body for one in opened.get("html") if "Frozen as of" in one.proto.body]
    assert f"1 of {len(before)} values revised since" in line
    assert "(Brent, 5 Oct 2022)" in line
    after = views.current(copied)
    assert views.rows(views.content(after, frozen, today())) == before
    (row,) = sharing.revised_table(views.since(after, frozen, today())).to_dict("records")
    assert (row["figure"], row["period"], row["now"]) == ("Brent", "2022-10-05", 61.25)


@pytest.mark.parametrize("query", [{}, {"as_of": "2022-11-04"}])
def test_a_view_that_is_not_frozen_says_nothing_of_revisions(bundled, whole, query):
    """Of a day alone, or of the latest, no such line is shown."""
    opened = whole(bundled("market", **DAYS, **query))

    assert not any("Frozen" in one.proto.body for one in opened.get("html"))


def test_the_line_to_embed_holds_only_text():
    """Whatever a title has in it ends no attribute."""
    line = sharing.frame("https://oil.example/s/AAAAAAAAAAAAAAAA", '"><script>alert(1)</script>', 700)

    assert line.count("<") == 2
    assert line.startswith('<iframe src="https://oil.example/s/AAAAAAAAAAAAAAAA?embed=1" title="')


@pytest.mark.parametrize("page", ["market", "production"])
def test_what_is_to_be_pasted_can_be_chosen(bundled, whole, page):
    """Each form is shown as text, with a button for each kind of file."""
    opened = bundled(page, **DAYS)
    group(opened, "Below the chart").set_value("Cite and download").run()
    chosen = next(one for one in opened.selectbox if one.label == "Copy as")

    assert chosen.options == ["AP style", "BibTeX", "pandas", "R", "Google Sheets"]
    for form in chosen.options:
        next(one for one in opened.selectbox if one.label == "Copy as").set_value(form).run()
        assert len(whole(opened).code[1].value) > 40
    labels = [one.label for one in opened.get("download_button")]
    assert labels == [f"Download {name}" for name, _ in sharing.FILES.values()]


def test_without_a_chrome_a_picture_says_what_to_do(bundled, whole, monkeypatch):
    """The reason stands on the page, and the rest of it too."""
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chrome")
    opened = bundled("market", **DAYS)
    group(opened, "Below the chart").set_value("Cite and download").run()

    button(opened, "PNG picture").click().run(timeout=120)

    (told,) = [one.value for one in whole(opened).warning]
    assert "chrome" in told.lower() or "kaleido" in told.lower()


def test_the_latest_of_a_view_of_a_day_is_that_of_today(visit, copied, whole):
    """Its short link names neither day nor data version."""
    opened = open_share(visit(copied.address, "market", as_of="2022-11-04", **DAYS))

    button(opened, "Short link (latest)").click().run()

    assert copied.shares.find(code_of(whole(opened))).query == "from=2022-09-01&to=2022-11-30"
