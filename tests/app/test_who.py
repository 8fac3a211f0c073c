"""Who may do what: readers see, editors write, and without sign-in everybody on this machine is an editor."""

from datetime import date

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from oilwatch import plausible
from oilwatch.app import who
from oilwatch.model import Copy, Event, Observation, Page, Receipt
from tests.app.conftest import ROOT
from tests.app.test_event_pages import DECISION, MARKED, said
from tests.app.test_pages import html
from tests.app.test_team_pages import CSV, fill, links, press, upload
from tests.hostile import BAD

EDITOR = {"is_logged_in": True, "name": "Ann Editor", "email": "Ann@Desk.example", "email_verified": True}
READER = {"is_logged_in": True, "name": "Rob", "email": "rob@desk.example", "email_verified": True}
NOBODY = {"is_logged_in": False}
ANN = "Ann Editor <Ann@Desk.example>"
AUTH = {"auth": {"client_id": "a", "client_secret": "b", "server_metadata_url": "http://127.0.0.1:9/x"}}
FORMS = ("Add an event", "Add events from a CSV", "Write a note")


@pytest.fixture
def come(copied, monkeypatch):
    """A function (claims, page, query) that opens a page as whom a provider says this is."""
    monkeypatch.setenv("OILWATCH_DB", copied.address)
    monkeypatch.setenv("OILWATCH_EDITORS", "ann@desk.example, eve@desk.example")

    def run(claims, page, **query):
        opened = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60)
        opened.switch_page(str(ROOT / f"src/oilwatch/app/pages/{page}.py"))
        opened.secrets, opened.user = dict(AUTH), dict(claims)
        opened.query_params.update(query)
        return opened.run()

    return run


def forms(page):
    """Return which of the forms that write are on a page."""
    return [one.label for one in page.expander if one.label in FORMS]


def buttons(page):
    """Return the labels of all buttons."""
    return [one.label for one in page.button]


def captions(page):
    """Return all captions as one text."""
    return " ".join(one.value for one in page.caption)


def doubted(store):
    """Hold a figure aside in a store."""
    moment = "2026-11-20T09:00:00.000Z"
    rows = [Observation("production.sau.crude", "2026-09", 9_100_000.0)]
    page = Page(Receipt(b"made up", "https://example.org/answer", moment), rows, [])
    store.loads.record(
        "eia-bulk-intl", [Copy(moment, (page,), {})], screen=plausible.screen, started=store.now()
    )


# -- who is an editor ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claims", "editor"),
    [
        ({"email": "ann@desk.example"}, True),
        ({"email": " ANN@desk.example "}, True),
        ({"email": "ann@desk.example", "email_verified": True}, True),
        ({"email": "ann@desk.example", "email_verified": "true"}, True),
        ({"email": "ann@desk.example", "email_verified": False}, False),
        ({"email": "ann@desk.example", "email_verified": "false"}, False),
        ({"email": "ann@desk.example", "email_verified": 0}, False),
        ({"email": "rob@desk.example"}, False),
        ({"email": "\u212aen@desk.example"}, False),
        ({"email": ["ann@desk.example"]}, False),
        ({"email": ""}, False),
        ({"email": None}, False),
        ({"name": "ann@desk.example", "preferred_username": "ann@desk.example"}, False),
        ({"email": "ann@desk.example", "is_logged_in": False}, False),
        ({"email": "ann@desk.example", "is_logged_in": "true"}, False),
        ({}, False),
    ],
)
def test_an_editor_is_who_the_provider_vouches_for_and_the_list_names(claims, editor):
    """Nothing but a verified address of the list makes an editor, and no letter that only looks like one."""
    listed = ("ann@desk.example", "ken@desk.example", "")

    assert who.claimed({"is_logged_in": True, **claims}, listed).editor is editor


@pytest.mark.parametrize("text", [text for text in BAD if text.strip()])
def test_a_name_is_one_short_visible_line_that_cannot_forge_an_address(text):
    """What is kept fits, ends with the address that the provider gave, and has no other in it."""
    me = who.claimed(
        {"is_logged_in": True, "name": f"{text} <boss@desk.example>", "email": "a@b.example"}, ()
    )

    assert me.by.endswith("<a@b.example>")
    assert len(me.by) <= 80
    assert me.by.isprintable()
    assert (me.by.count("<"), me.by.count(">")) == (1, 1)


def test_a_very_long_address_is_cut_and_leaves_no_room_for_a_name():
    """The field that keeps it has an end."""
    me = who.claimed({"is_logged_in": True, "name": "Ann", "email": "a" * 300 + "@b.example"}, ())

    assert (len(me.by), me.by[0], me.by[-2:]) == (80, "<", "…>")


@pytest.mark.parametrize(
    ("address", "wide"),
    [
        ("127.0.0.1", False), ("127.8.0.1", False), ("::1", False), ("[::1]", False), ("localhost", False),
        ("", True), ("0.0.0.0", True), ("::", True), ("192.168.1.5", True), ("desk.example", True),
    ],
)  # fmt: skip
def test_what_others_can_reach_is_told_from_what_they_cannot(address, wide):
    """Only this machine's own addresses are not wide; no address at all means every one."""
    assert who.wide(address) is wide


# -- what they see and do ------------------------------------------------------------------------------


@pytest.mark.parametrize("claims", [NOBODY, READER, EDITOR | {"email_verified": False}])
def test_a_reader_sees_lists_and_no_form(copied, come, whole, claims):
    """Events, notes and figures held aside are there, and no button that changes them."""
    copied.team.add([MARKED], "Ben")
    copied.team.write_note(DECISION, "Seen by all", "Ben")
    doubted(copied)

    pages = [
        whole(come(claims, "events", show="team")),
        whole(come(claims, "events", event=DECISION)),
        whole(come(claims, "data")),
    ]

    assert any("(Ben, " in label for label in links(pages[0]))
    assert "Seen by all" in html(pages[1])
    assert "Quarantined" in html(pages[2])
    assert [forms(page) for page in pages] == [[], [], []]
    assert not any(word in label for page in pages for label in buttons(page)
                   for word in ("Remove", "Restore", "Accept", "Add", "Load"))  # fmt: skip
    asked = [("add events", pages[0]), ("write notes", pages[1]), ("accept figures", pages[2])]
    assert [doing for doing, page in asked if f"to {doing}" in captions(page)] == (
        [doing for doing, _ in asked] if claims == NOBODY else []
    )
    assert all(("Sign in" in buttons(page)) is (claims == NOBODY) for page in pages)
    assert all(("Sign out" in buttons(page)) is (claims != NOBODY) for page in pages)


def test_an_editor_writes_under_the_name_that_the_provider_gave(copied, come, whole):
    """The field of the name is fixed; the event, the note, and the list of changes carry name and address."""
    page = come(EDITOR, "events", show="team")
    field = page.text_input(key="team:author:fixed")
    assert (field.value, field.disabled) == (ANN, True)

    page = whole(fill(page, title="Strike at Basra"))
    assert any(f"({ANN}, " in label.replace("\\", "") for label in links(page))
    note = come(EDITOR, "events", event=DECISION)
    note.text_area(key=f"note:text:{DECISION}").set_value("Mine")
    whole(press(note, "Keep the note"))

    assert [name for name, _ in copied.team.authors().values()] == [ANN]
    assert [one.author for one in copied.team.notes()] == [ANN]
    assert {change.who for change in copied.audit.recent()} == {ANN}


def test_a_forged_name_is_not_kept(copied, come, whole):
    """A message of the browser that fills the fixed field changes nothing of who wrote."""
    page = come(EDITOR, "events", show="team")
    page.session_state["team:author:fixed"] = "The chief"

    whole(fill(page, title="Strike at Basra"))

    assert [name for name, _ in copied.team.authors().values()] == [ANN]


@pytest.mark.parametrize("claims", [NOBODY, READER])
def test_a_message_from_a_page_that_was_an_editors_writes_nothing(copied, come, claims):
    """Buttons that only editors are shown do nothing for who has become a reader."""
    [event] = copied.team.add([MARKED], "Ben")
    copied.team.write_note(DECISION, "Stays", "Ben")
    doubted(copied)
    before = copied.data_version()

    for label, page in [
        ("Remove", come(EDITOR, "events", show="team")),
        ("Remove", come(EDITOR, "events", event=DECISION)),
        ("Keep the note", come(EDITOR, "events", event=DECISION)),
        ("Add the event", come(EDITOR, "events", show="team")),
        ("Accept 1 of production.sau.crude", come(EDITOR, "data", series="production.sau.crude")),
    ]:
        if label == "Add the event":
            page.text_input(key="team:title").set_value("Forged")
        if label == "Keep the note":
            page.text_area(key=f"note:text:{DECISION}").set_value("Forged")
        page.user = dict(claims)
        press(page, label)
        assert "Forged" not in html(page)
        if label == "Remove":
            assert any(who.REFUSED in text for text in said(page))

    assert copied.data_version() == before
    assert [one.id for one in copied.team.events()] == [event.id]
    assert [one.text for one in copied.team.notes()] == ["Stays"]
    assert len(copied.loads.waiting()) == 1


def test_an_editor_taken_off_the_list_cannot_write_from_an_open_page(copied, come, monkeypatch):
    """The list is read at each write."""
    page = come(EDITOR, "events", show="team")
    monkeypatch.setenv("OILWATCH_EDITORS", "eve@desk.example")

    fill(page, title="Strike at Basra")

    assert copied.team.events() == []


def test_an_editor_accepts_figures_and_the_list_of_changes_says_so(copied, come, whole):
    """The data page names who believed what had been held aside."""
    doubted(copied)

    page = whole(
        press(come(EDITOR, "data", series="production.sau.crude"), "Accept 1 of production.sau.crude")
    )

    assert copied.loads.waiting() == []
    assert "&lt;Ann@Desk.example&gt;" in html(page)
    assert "accepted figures" in html(page)
    assert "production.sau.crude" in html(page)


def test_without_sign_in_everybody_is_an_editor_and_is_asked_for_a_name(copied, visit, whole):
    """Forms are there, no corner is, and what is removed is kept under the name typed before."""
    page = visit(copied.address, "events", show="team")
    assert forms(page) == ["Add an event", "Add events from a CSV"]
    assert not any("Sign" in label for label in buttons(page))

    page = whole(upload(page, CSV))
    assert page.text_input(key="team:author").value in ("", "Ann")
    whole(press(page, "Remove"))

    assert [change.who for change in copied.audit.recent()][:1] == ["Ann"]


def test_a_sign_in_that_is_not_whole_says_what_is_missing(come, whole):
    """The button tells what the section lacks instead of failing."""
    page = whole(press(come(NOBODY, "events", show="team"), "Sign in"))

    assert any("secrets.toml" in text for text in said(page))


@pytest.mark.parametrize("text", BAD)
def test_hostile_names_are_text_in_the_corner_and_on_the_lists(come, whole, text):
    """Whatever a provider tells as a name is written as HTML of ours, escaped, and never as Markdown."""
    page = whole(come(EDITOR | {"name": f"Eve {text}", "email": "eve@x.example"}, "data"))

    assert "Signed in as Eve" in html(page)
    assert "&lt;eve@x.example&gt;, a reader" in html(page)
    assert not any(bad in html(page) for bad in ("<script", "<img", "\u202e", "\x1b"))
    assert not any("Eve" in one.value for one in [*page.caption, *page.markdown, *page.warning])
    assert "Eve" not in "".join(buttons(page))


def test_several_providers_have_a_button_each(come, whole):
    """Each by its name; what is no provider has none."""
    part = {"client_id": "a", "client_secret": "b", "server_metadata_url": "http://127.0.0.1:9/x"}
    auth = {
        "redirect_uri": "http://127.0.0.1/x",
        "okta": part,
        "google": part,
        "client_kwargs": {"prompt": "login"},
    }

    page = come(NOBODY, "events", show="team")
    page.secrets = {"auth": auth}

    named = [label for label in buttons(whole(page.run())) if label.startswith("Sign in")]
    assert named == ["Sign in with google", "Sign in with okta"] * 2


def test_secrets_that_cannot_be_read_open_no_door(copied, visit, tmp_path):
    """A broken file may be the one that sets up sign-in: nobody is taken for an editor meanwhile."""
    broken = tmp_path / "secrets.toml"
    broken.write_text("[auth\n")
    before = config.get_option("secrets.files")
    config.set_option("secrets.files", [str(broken)])
    try:
        page = visit(copied.address, "events", show="team")
    finally:
        config.set_option("secrets.files", before)

    assert ["cannot be read as TOML" in one.value for one in page.error] == [True]
    assert forms(page) == []


# -- the list of changes, and the warning --------------------------------------------------------------


def test_the_newest_twenty_changes_are_listed_and_more_on_demand(copied, visit, whole):
    """Newest first; a press shows the next ones; nothing of a title is markup."""
    titles = [f"<b>Number {at}</b>" for at in range(25)]
    for title in titles:
        copied.team.add(
            [Event("", date(2026, 8, 1), title, "market_event", "demand", (), None, "", 3, "", "")], "Ann"
        )

    page = whole(visit(copied.address, "data"))
    first = html(page)
    page = whole(press(page, "more"))

    assert (first.count("Number "), html(page).count("Number ")) == (20, 25)
    assert first.index("Number 24&lt;") < first.index("Number 6&lt;")
    assert "<b>Number" not in html(page)
    assert "more" not in buttons(page)


def test_a_store_that_nobody_changed_says_so(bundled, whole):
    """The section is there before the first change."""
    page = whole(bundled("data"))

    assert "Who changed what" in html(page)
    assert "Nobody has changed anything yet." in captions(page)


@pytest.mark.parametrize(("address", "claims", "warned"), [("0.0.0.0", None, 1), ("0.0.0.0", NOBODY, 0),
                                                           ("127.0.0.1", None, 0)])  # fmt: skip
def test_an_open_door_is_told_on_the_data_page(copied, come, visit, address, claims, warned):
    """Where others reach the server and nobody has to sign in, the page says what that means."""
    before = config.get_option("server.address")
    config.set_option("server.address", address)
    try:
        page = come(claims, "data") if claims else visit(copied.address, "data")
    finally:
        config.set_option("server.address", before)

    assert [who.OPEN in said(page)].count(True) == warned
