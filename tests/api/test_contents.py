"""Events, stories and views over HTTP: the same as the command line and the pages have."""

from dataclasses import asdict, replace

import orjson
import pytest

from oilwatch import catalog, view, views
from oilwatch.model import Story
from tests.api.test_figures import printed
from tests.kit import DAILY, JAN, MAR, daily


@pytest.mark.parametrize(
    "options", [{"kind": "opec"}, {"kind": "sanctions", "from": "2018-01", "to": "2022-12-31"}, {}]
)
def test_events_are_those_that_the_command_prints(filled, ask, options):
    """JSON has all that the command's has, and the lane beside it; the CSV has the same bytes."""
    flags = [part for name, value in options.items() for part in (f"--{name}", value)]
    rows = ask("/events.json", **options).json()["rows"]
    expected = orjson.loads(printed(filled, "events", *flags, "--json"))["rows"]

    assert len(rows) > 5
    assert [{name: row[name] for name in row if name != "lane"} for row in rows] == expected
    assert ask("/events.csv", **options).content == printed(filled, "events", *flags, "--format", "csv")


def test_an_event_of_the_team_is_among_them(store, asking):
    """As on the pages; its lane is ``team``. A title that looks like a formula is disarmed in the CSV."""
    hostile = replace(catalog.events()[0], title='=HYPERLINK("http://x.example")')
    (added,) = store.team.add([hostile], "Ada")
    rows = asking("/events.json", kind="team").json()["rows"]

    assert [(row["id"], row["lane"], row["title"]) for row in rows] == [(added.id, "team", hostile.title)]
    assert "'=HYPERLINK" in asking("/events.csv", kind="team").text


def test_stories_come_newest_first_and_page_by_page(store, asking):
    """Each once; between days; nothing of a text that is hostile is changed in JSON."""
    told = [
        Story(f"<b>Story</b> {n}", url=f"https://example.org/{n}", published=f"2024-01-{n + 1:02}")
        for n in range(25)
    ]
    store.loads.keep_stories("test", told, started=store.now())
    found, path = [], f"{asking.base}/api/v1/stories.json?limit=10"
    while path:
        said = asking(path).json()
        found += [row["title"] for row in said["rows"]]
        path = said["next"] and asking.base + said["next"]

    assert found == [story.title for story in reversed(told)]
    assert asking("/stories.json", from_="2024-01-20", to="2024-01-21").json()["total"] == 2


@pytest.mark.parametrize(
    "link",
    [
        "series=price.brent.spot,price.wti.spot&from=2018-09-01&to=2018-12-31&as_of=2024-03-31",
        "from=2020-01-01&transform=spread",
        "page=production&unit=kb/d&as_of=2022-12-31",
        "page=production&transform=change&series=production.sau.crude",
        "page=events&event=2018-12-07-opec-plus-decision",
    ],
)
def test_a_view_has_every_number_of_the_page(filled, ask, link):
    """JSON and CSV have the rows of ``views.rows``; the digest in the JSON is theirs."""
    page = dict(part.split("=") for part in link.split("&")).get("page", "market")
    query = link.removeprefix(f"page={page}").lstrip("&")
    source, today = views.current(filled), filled.now().date()
    chosen, notices = view.decode(query, page, source.measures(), source.events())
    expected = views.rows(views.content(source, chosen, today))
    said, lines = ask(f"/view.json?{link}").json(), ask(f"/view.csv?{link}").text.splitlines()

    assert len(expected) > 20
    assert [tuple(row.values()) for row in said["rows"]] == [tuple(row) for row in expected]
    assert said["view"]["sha256"] == views.digest(expected)
    assert len(lines) == len(expected) + 1
    assert (said["view"]["link"], said["view"]["link_notices"]) == (view.link(chosen), notices)


def test_a_frozen_view_tells_what_was_revised_since(store, asking):
    """Its numbers stay; the sentence and the list name the revision. The CSV may be kept for ever."""
    store.record([daily("2024-01-02", 80.0), daily("2024-01-03", 79.0)], seen_from=JAN)
    link = f"series={DAILY.id}&as_of=2026-11-22&version={store.data_version()}"
    before = asking(f"/view.json?{link}").json(), asking(f"/view.csv?{link}")
    store.record([daily("2024-01-02", 81.5), daily("2024-01-03", 79.0)], seen_from=MAR)
    after = asking(f"/view.json?{link}").json(), asking(f"/view.csv?{link}")

    assert before[0]["rows"] == after[0]["rows"]
    assert before[1].content == after[1].content
    assert after[1].headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert after[0]["view"]["revised_since"].startswith("1 of 2 values revised since 22 Nov 2026")
    (change,) = after[0]["revised"]
    assert (change["period"], change["before"], change["after"]) == ("2024-01-02", 80.0, 81.5)


def test_a_link_with_something_unknown_falls_back_with_a_notice(ask):
    """As on the page, in JSON; a CSV, which has no room for it, is refused."""
    told = ask("/view.json", series="price.nowhere.spot", scale="cubic").json()["view"]

    assert [notice.split(":")[0] for notice in told["link_notices"]] == ["series", "scale"]
    assert told["link"] == "/"
    assert ask("/view.csv", scale="cubic").status_code == 422


def test_sources_stand_beside_the_numbers_of_a_view(ask):
    """Publisher, licence, definition and citation of each series."""
    for one in ask("/view.json", page="production").json()["series"]:
        assert all(one[name] for name in ("publisher", "licence", "definition", "citation")), one


def test_changes_are_told_whole():
    """The members of a change that the API gives are those of the model."""
    change = views.Change("a", "A", "2024-01", 1.0, None, "kb/d")

    assert list(asdict(change)) == ["series", "name", "period", "before", "after", "unit"]
