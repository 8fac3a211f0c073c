"""The check page without a browser: a story goes in, a check with an address of its own comes out."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from oilwatch import report
from oilwatch.app import checking
from oilwatch.errors import InputError
from oilwatch.store import Store
from tests.app.conftest import address
from tests.app.test_pages import html
from tests.report import made
from tests.services import news

PASTED = f"Three big producers run flat out\nNov 13, 2018\n\n{made.TEXT}"
UNDATED = f"Three big producers run flat out\n\n{made.TEXT}"
PLAIN = "A quiet day\nNov 13, 2018\n\n" + "Nobody said anything about the sea or the town that day. " * 6


def script():
    """Show the page inside its frame; the engine is one that knows a single story."""
    from types import SimpleNamespace

    from oilwatch.app import checking, site
    from tests.report import made

    site.show(SimpleNamespace(run=lambda: checking.page(made.engine), url_path="check"))


def refusing():
    """Show the page with an engine that must not be called."""
    from types import SimpleNamespace

    from oilwatch.app import checking, site

    def never(story, store, *, published=None):
        raise AssertionError("a saved check was run again")

    site.show(SimpleNamespace(run=lambda: checking.page(never), url_path="check"))


@pytest.fixture
def desk(empty, monkeypatch):
    """A function (query) that opens the page over a real store; *body*: another script than usual."""
    monkeypatch.setenv("OILWATCH_DB", empty)
    monkeypatch.setenv("OILWATCH_OFFLINE", "1")

    def run(body=script, **query):
        page = AppTest.from_function(body, default_timeout=60)
        for name, value in query.items():
            page.query_params[name] = value
        return page.run()

    return run


@pytest.fixture
def kept(empty):
    """The saved checks of the store behind the page."""
    store = Store(empty)
    yield store.checks
    store.close()


def send(page, text="", url="", day=None):
    """Fill in the form and press its button."""
    page.text_area(key="check:text").set_value(text)
    page.text_input(key="check:url").set_value(url)
    if day:
        page.date_input(key="check:published").set_value(day)
    return page.button[0].click().run()


def said(page):
    """Return the notices and the errors on a page."""
    return [one.value for one in page.warning], [one.value for one in page.error]


def test_a_pasted_story_gets_an_address_at_which_its_check_stands(desk, kept):
    """It is saved with its text, and each figure has a card."""
    page = send(desk(), PASTED)

    code = address(page)["c"]
    assert kept.find(code)["text"].strip() == made.TEXT
    assert html(page).count('<article class="owr-card"') == 8
    assert said(page) == ([], [])


def test_a_saved_check_opens_without_being_run_again(desk, kept):
    """Whoever has the address sees what was found, whatever the engine would find today."""
    code = kept.save(report.as_dict(made.every()), made.TEXT)

    page = desk(refusing, c=code)

    assert html(page).count('<article class="owr-card"') == 8
    assert "roughly " in html(page)
    assert [one.label for one in page.expander] == ["Check another story", "Recent checks"]
    assert said(page) == ([], [])


def test_a_saved_check_can_be_taken_away_in_three_forms_and_copied(desk, kept):
    """HTML, JSON and Markdown as files, Markdown to copy."""
    code = kept.save(report.as_dict(made.every()), made.TEXT)

    page = desk(refusing, c=code)

    assert [one.label for one in page.get("download_button")] == ["HTML", "JSON", "Markdown"]
    assert page.code[0].value == report.markdown(report.from_dict(kept.find(code))).strip()


def test_a_story_without_a_day_asks_for_it_and_keeps_its_text(desk, kept):
    """Nothing is guessed, nothing is saved, and nothing has to be pasted again."""
    page = send(desk(), UNDATED)

    assert "does not say when it was published" in said(page)[0][0]
    assert page.text_area(key="check:text").value == UNDATED
    assert kept.recent(5) == []

    page.date_input(key="check:published").set_value(date(2018, 11, 14))
    page.button[0].click().run()

    assert kept.find(address(page)["c"])["as_of"] == "2018-11-14"


def test_a_story_without_figures_says_so_in_a_line(desk, kept):
    """There is nothing to save of it."""
    page = send(desk(), PLAIN)

    assert said(page) == (["“A quiet day”: no figures about oil were found."], [])
    assert kept.recent(5) == []


def article(name, day, text):
    """Return a story of a page, with enough words of its own to be one."""
    own = "".join(f"<p>{name} {word} said nothing of it to those who had come to hear.</p>" for word in WORDS)
    return (
        f"<article><h1>{name} of output</h1><time itemprop='datePublished' datetime='{day}'>{day}</time>"
        f"<p>{text}</p>{own}</article>"
    )


WORDS = (
    "minister",
    "trader",
    "analyst",
    "driver",
    "captain",
    "broker",
    "reader",
    "farmer",
    "banker",
    "writer",
)


def test_several_stories_become_several_checks_of_one_address(desk, kept):
    """Each has a section; those without figures are told beside them."""
    told = [
        ("First", "2018-11-13", made.TEXT),
        ("Second", "2018-11-14", made.TEXT),
        ("Third", "2018-11-15", ""),
    ]

    page = send(desk(), f"<html><body>{''.join(article(*one) for one in told)}</body></html>")

    codes = address(page)["c"].split(".")
    assert [kept.find(code)["as_of"] for code in codes] == ["2018-11-13", "2018-11-14"]
    assert html(page).count("<section>") == 2
    assert said(page) == (["“Third of output”: no figures about oil were found."], [])


def test_saved_checks_of_several_stories_stand_one_below_the_other(desk, kept):
    """The anchors of each are its own, and an unknown one among them is told."""
    codes = [kept.save(report.as_dict(made.every(), story_id=name), made.TEXT) for name in "xy"]

    page = desk(refusing, c=".".join([*codes, "A" * 16]))

    assert len([one for one in page.expander if "Three big producers" in one.label]) == 2
    assert 'id="s1-a"' in html(page)
    assert 'id="s2-a"' in html(page)
    assert "There is no such check" in said(page)[0][0]


@pytest.mark.parametrize(
    "code", ["A" * 16, "x", "../../etc/passwd", "<script>alert(1)</script>", "\x00", "."]
)
def test_an_address_of_no_check_says_so_and_shows_the_form(desk, code):
    """A cut or hostile code is one notice, without what was written in it."""
    page = desk(refusing, c=code)

    warnings, errors = said(page)
    assert errors == []
    assert warnings == (["There is no such check in this store; the address may be cut or of another one."]
                        if code != "." else [])  # fmt: skip
    assert page.text_area(key="check:text").value == ""


def test_a_button_pressed_on_nothing_says_what_is_expected(desk):
    """One line tells the three ways to give a story."""
    assert said(send(desk()))[1] == [
        "expected a story, got none; paste its text, choose its file or give its address"
    ]


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://news.example/a", "not asked: OILWATCH_OFFLINE is set"),
        ("javascript:alert(1)", "expected"),
        ("nonsense", "expected"),
    ],
)
def test_an_address_that_cannot_be_read_is_one_line(desk, url, told):
    """The page stays as it is, with what was typed."""
    page = send(desk(), url=url)

    assert [one.message for one in page.exception] == []
    [error] = said(page)[1]
    assert told in error
    assert page.text_input(key="check:url").value == url


def test_a_file_is_read_by_its_kind(desk, kept):
    """A page of HTML and a plain text are both stories."""
    page = desk()
    page.file_uploader(key="check:file").set_value(("story.txt", PASTED.encode(), "text/plain"))
    page.button[0].click().run()

    assert kept.find(address(page)["c"])["text"].strip() == made.TEXT


def test_a_text_and_a_file_at_once_are_one_too_many():
    """Which of them was meant is not guessed."""
    from io import BytesIO

    with pytest.raises(InputError, match="got a text and a file"):
        checking.read(checking.Asked("text", BytesIO(b"x"), "x.txt", "", None))


def test_an_address_is_read_where_it_may_be(monkeypatch):
    """The page behind it is the story; a private address is refused unless the settings allow it."""
    body = f"<html><body>{article('First', '2018-11-13', made.TEXT)}</body></html>"
    with news.running(news.fixed({"/a": news.Reply(body.encode())})) as replay:
        asked = checking.Asked("", None, "", f"{replay.url}/a", None)
        with pytest.raises(InputError, match="inside a private network"):
            checking.read(asked)
        monkeypatch.setenv("OILWATCH_ALLOW_PRIVATE", "1")
        [story] = checking.read(asked)

    assert story.url == f"{replay.url}/a"
    assert made.TEXT[:60] in story.text


@pytest.mark.parametrize("text", made.HOSTILE)
def test_a_hostile_story_is_shown_as_text(desk, kept, text):
    """Of what the page sends as HTML nothing is the story's; its title in lists is no Markdown either."""
    hostile = made.check(
        made.verdict(of=made.claim()), text=f"{made.TEXT} {text}".encode(errors="replace").decode()
    )
    told = text.encode(errors="replace").decode()
    document = report.as_dict(hostile)
    document["story"]["title"] = told
    codes = [kept.save(document, hostile.story.text), kept.save(report.as_dict(made.every()), made.TEXT)]

    page = desk(refusing, c=".".join(codes))

    body = html(page)
    assert "<script" not in body
    assert "<img src=x" not in body
    assert "\u202e" not in body
    assert [one.message for one in page.exception] == []


def test_recent_checks_are_listed_with_their_addresses(desk, kept):
    """Newest first, each a link of its own."""
    first = kept.save(report.as_dict(made.every()), made.TEXT)
    second = kept.save(report.as_dict(made.check(made.verdict())), made.TEXT)

    listed = html(desk(refusing))

    assert listed.index(f'href="?c={second}"') < listed.index(f'href="?c={first}"')
    assert "matches 1, rounds to 1" in listed
