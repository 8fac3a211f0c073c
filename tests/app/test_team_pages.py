"""The team's own events and notes on the pages: added by form or CSV, refused with reasons, never markup."""

from datetime import date

import pytest

from oilwatch.model import Event
from tests.app.conftest import address
from tests.app.test_controls import group
from tests.app.test_event_pages import MARKED, said, titles
from tests.app.test_pages import html
from tests.hostile import BAD

DECISION = "2022-10-05-opec-plus-decision"
CSV = b"date,kind,title\n2024-05-06,supply_outage,Strike at Basra\n2024-05-07,conflict,Fire at Basra\n"


@pytest.fixture
def team(copied, visit):
    """The team's part of the events page over a store that can be written to."""
    return visit(copied.address, "events", show="team")


def press(page, label):
    """Press the button of that label, and return the page."""
    return next(one for one in page.button if one.label == label).click().run()


def fill(page, **texts):
    """Fill in the form of one event and send it."""
    for name, text in texts.items():
        page.text_input(key=f"team:{name}").set_value(text)
    return press(page, "Add the event")


def upload(page, body, author="Ann"):
    """Choose a CSV and send it."""
    page.file_uploader(key="team:file").set_value(("own.csv", body, "text/csv"))
    page.text_input(key="team:csv_author").set_value(author)
    return press(page, "Add these events")


def links(page):
    """Return the labels of all links to pages."""
    return [one.proto.label for one in page.get("page_link")]


def test_an_event_is_added_by_the_form(copied, team, whole):
    """It is told, listed with who added it, in the store as it was written, and has a page."""
    team.date_input(key="team:day").set_value(date(2024, 5, 6))
    team.selectbox(key="team:kind").set_value("supply_outage")

    page = whole(fill(team, title="Strike at Basra", source="https://news.example/a", size="-120",
                      countries="Iraq; OPEC+", author="Ann"))  # fmt: skip

    [event] = copied.team.events()
    assert [one.value for one in page.success] == ["1 added."]
    assert (event.date, event.kind, event.title) == (date(2024, 5, 6), "supply_outage", "Strike at Basra")
    assert (event.countries, event.size_kbd, event.lane) == (("Iraq", "OPEC+"), -120, "team")
    assert any("Strike at Basra" in label and "(Ann, " in label for label in links(page))
    assert address(page) == {"show": "team"}


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ({"author": "Ann"}, "title is empty"),
        ({"title": "Strike"}, "expected who adds it"),
        ({"title": "Strike", "author": "Ann", "source": "javascript:alert(1)"}, "is no http"),
        ({"title": "Strike", "author": "Ann", "size": "many"}, "many"),
        ({"title": "Strike", "author": "Ann", "size": "1e400"}, "is no number"),
        ({"title": "Strike \u202e", "author": "Ann"}, "control character"),
    ],
)
def test_a_broken_event_is_refused_with_the_rule(copied, team, whole, texts, words):
    """Nothing is kept, and what was typed stays in the form."""
    page = whole(fill(team, **texts))

    assert any(words in text.replace("\\", "") for text in said(page)), said(page)
    assert copied.team.events() == []
    assert all(page.text_input(key=f"team:{name}").value == text for name, text in texts.items())


def test_events_are_added_from_a_csv(copied, team, whole):
    """The same file again adds none, and says so."""
    page = whole(upload(team, CSV))
    assert [one.value for one in page.success] == ["2 added."]
    assert [event.title for event in copied.team.events()] == ["Strike at Basra", "Fire at Basra"]

    page = whole(upload(page, CSV))

    assert [one.value for one in page.success] == ["0 added, 2 stood there already."]
    assert len(copied.team.events()) == 2


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (CSV + b"2024-13-01,conflict,No day\n2024-05-08,party,No kind\n", ["row 4", "row 5"]),
        (b"title\nx\n", ["no column 'date', 'kind'"]),
        (b"", ["1 to 5,000 rows below the header"]),
        (b"\xff\xfe\x00", ["expected UTF-8 text"]),
        (b"date,kind,title\n2024-05-06,<script>alert(1)</script>,x\n", ["is not in event_kinds.csv"]),
    ],
)
def test_a_broken_csv_is_refused_row_by_row(copied, team, whole, body, words):
    """The notice names each rule, no event of it is kept, and nothing of it in the notice is markup."""
    page = whole(upload(team, body))

    [told] = said(page)
    assert [word for word in words if word not in told.replace("\\", "")] == []
    assert "<script" not in told.replace("\\<", "")
    assert copied.team.events() == []


def test_a_csv_button_without_a_file_says_what_is_expected(team, whole):
    """Nothing is guessed."""
    assert said(whole(press(team, "Add these events"))) == [
        "Expected a CSV file, got none; choose one first."
    ]


def test_an_event_is_removed_and_restored_on_the_page(copied, team, whole):
    """It leaves the list for that of the removed, and comes back; the list of the catalogue follows."""
    page = upload(team, CSV[: CSV.index(b"\n", 20) + 1])

    page = whole(press(page, "Remove"))
    assert copied.team.events() == []
    assert [one.label for one in page.expander][-1] == "Removed (1)"

    page = whole(press(page, "Restore"))
    assert [event.title for event in copied.team.events()] == ["Strike at Basra"]
    group(page, "Part of the page").set_value("").run()
    assert "Strike at Basra" in set(whole(page).dataframe[0].value["event"])


def test_a_note_is_written_and_removed_on_the_page_of_an_event(copied, visit, whole):
    """It stands with its writer; a second visitor sees it; removed, it is gone."""
    page = visit(copied.address, "events", event=DECISION)
    page.text_area(key=f"note:text:{DECISION}").set_value("Two lines\n<b>bold</b>")
    page.text_input(key=f"note:author:{DECISION}").set_value("Ann <i>")

    page = whole(press(page, "Keep the note"))

    assert "Two lines<br>&lt;b&gt;bold&lt;/b&gt;<br><small>Ann &lt;i&gt;, " in html(page)
    other = whole(visit(copied.address, "events", event=DECISION))
    assert "Two lines<br>" in html(other)
    page = whole(press(other, "Remove"))
    assert copied.team.notes() == []
    assert "Two lines" not in html(page)


@pytest.mark.parametrize(("text", "author"), [("", "Ann"), ("A note", ""), (" \n", " ")])
def test_an_empty_note_is_refused(copied, visit, whole, text, author):
    """The words say what is expected, and nothing is kept."""
    page = visit(copied.address, "events", event=DECISION)
    page.text_area(key=f"note:text:{DECISION}").set_value(text)
    page.text_input(key=f"note:author:{DECISION}").set_value(author)

    page = whole(press(page, "Keep the note"))

    assert ["expected" in one for one in said(page)] == [True]
    assert copied.team.notes() == []


def test_hostile_notes_and_titles_are_text_on_every_page(copied, visit, whole):
    """Of what pages send as HTML nothing is the writer's; link labels have no Markdown of theirs."""
    texts = [text for text in BAD if "\0" not in text and text.strip()]
    copied.team.add(
        [
            Event(
                "", date(2026, 8, at % 28 + 1), text, "market_event", "demand", (text,), None, "", 3, "", ""
            )
            for at, text in enumerate(texts)
        ],
        texts[0],
    )
    for text in texts:
        copied.team.write_note(DECISION, text, text[:80])

    first = copied.team.events()[0].id
    for page in (
        whole(visit(copied.address, "events", show="team")),
        whole(visit(copied.address, "events", event=DECISION)),
        whole(visit(copied.address, "events", event=first)),
        whole(visit(copied.address, "market", event=first, **{"from": "2026-07-01"})),
    ):
        body = html(page)
        assert not any(bad in body for bad in ("<script", "<img", "\u202e", "\x1b"))
        assert not any("](http" in label.replace("\\]", "") for label in links(page))


def test_an_event_of_the_team_is_on_the_chart_and_in_its_list(copied, visit, whole):
    """Market counts it, lists it, links to it, and lets it be pinned."""
    before = whole(
        visit(copied.address, "market", events="team", **{"from": "2022-01-01", "to": "2022-12-31"})
    )
    [event] = copied.team.add([MARKED], "Ann")

    page = whole(visit(copied.address, "market", events="team", **{"from": "2022-01-01", "to": "2022-12-31"}))
    group(page, "Below the chart").set_value("Events").run()
    captions = [one.value for one in page.caption]

    assert "0 of 0 events shown" in [one.value for one in before.caption]
    assert "1 of 1 events shown" in captions
    assert [label for label in links(page) if "Team: " in label] != []
    page.button(key=f"pin:{event.id}").click().run()
    assert address(whole(page))["event"] == event.id
    assert titles(page)
