"""Signing in by a real browser at a real provider: who may write, under which name, and out again."""

import os
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from oilwatch.store import Store
from tests.browser.driver import ready
from tests.services.oidc import Provider

ANN = {"name": "Ann Editor", "email": "Ann@Desk.example", "email_verified": True}
ROB = {"name": "Rob Reader", "email": "rob@desk.example", "email_verified": True}
HOSTILE = {
    "name": "<img src=x onerror=alert(1)> **b** https://evil.example :bolt: " + "a" * 400,
    "email": "eve@desk.example",
}

SLOW = 30_000
"""Milliseconds that a step may take on a busy machine."""


@dataclass(frozen=True)
class Desk:
    """A served dashboard with sign-in: its address, its provider, its store."""

    url: str
    provider: Provider
    store: Store


@pytest.fixture(scope="module")
def desk(filled, tmp_path_factory) -> Iterator[Desk]:
    """``oilwatch serve`` over a copy of the bundled figures, in a folder whose secrets set up sign-in."""
    folder = tmp_path_factory.mktemp("desk")
    url, store = f"http://127.0.0.1:{free_port()}", Store(copied(filled, folder))
    with Provider() as provider:
        (folder / ".streamlit").mkdir()
        (folder / ".streamlit" / "secrets.toml").write_text(provider.secrets_toml(url))
        process = serve(folder, url, store.address)
        try:
            yield Desk(url, provider, store)
        finally:
            end(process)
            store.close()


def copied(filled: Store, folder: Path) -> str:
    """Copy the bundled figures into a folder, and return the address of the copy."""
    with (
        closing(sqlite3.connect(filled.address.removeprefix("sqlite:///"))) as held,
        closing(sqlite3.connect(folder / "oilwatch.db")) as copy,
    ):
        held.backup(copy)
    return f"sqlite:///{folder / 'oilwatch.db'}"


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def serve(folder: Path, url: str, database: str, host: str = "127.0.0.1") -> subprocess.Popen:
    """Start the server in a folder, and return it once it answers."""
    kept = {key: text for key, text in os.environ.items() if not key.startswith(("OILWATCH_", "STREAMLIT_"))}
    own = {"OILWATCH_REFRESH_HOURS": "0", "OILWATCH_DB": database,
           "OILWATCH_EDITORS": "ann@desk.example, eve@desk.example"}  # fmt: skip
    command = [sys.executable, "-c", "from oilwatch.cli import main; main()", "serve", "--host", host,
               "--port", url.rpartition(":")[2]]  # fmt: skip
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, stdout=subprocess.PIPE, stderr=log, env={**kept, **own}
        )
    said = process.stdout.readline().decode()
    assert url.rpartition(":")[2] in said, f"the server did not start: {(folder / 'server.log').read_text()}"
    with urllib.request.urlopen(f"{url}/_stcore/health", timeout=60) as answer:
        assert answer.status == 200
    return process


def end(process: subprocess.Popen) -> None:
    """Stop a server."""
    process.kill()
    process.wait()
    process.stdout.close()


@pytest.fixture
def come(chromium: Browser, desk) -> Iterator[Callable[[str], Page]]:
    """A function (path) that opens a page as a new visitor; no dialog may open, and nothing may be raised."""
    contexts, wrong = [], []

    def run(path: str) -> Page:
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(f"{desk.url}{path}")
        ready(page)
        return page

    yield run
    for context in contexts:
        context.close()
    assert wrong == []


def sign_in(page: Page, desk: Desk, claims: dict[str, object]) -> None:
    """Press the button beside the forms that are not there, and come back from the provider."""
    desk.provider.claims = claims
    page.get_by_role("button", name="Sign in", exact=False).first.click()
    expect(page.get_by_text("Signed in as")).to_be_visible(timeout=SLOW)
    ready(page)


def to(page: Page, desk: Desk, path: str) -> None:
    """Go to a page as the same visitor."""
    page.goto(f"{desk.url}{path}")
    ready(page)


def form(page: Page):
    """Return the form by which an event is added."""
    return page.get_by_text("Add an event", exact=True)


def add(page: Page, title: str) -> None:
    """Add an event by the form, which is folded once there are some."""
    field = page.get_by_label("What happened")
    if not field.is_visible():
        form(page).click()
    field.fill(title)
    page.get_by_role("button", name="Add the event").click()
    expect(page.get_by_text("1 added.")).to_be_visible(timeout=SLOW)


def test_who_is_not_signed_in_reads_and_is_told_how_to_write(come, desk):
    """The catalogue is there; instead of forms stands one line with a button."""
    page = come("/events?show=team")

    expect(page.get_by_text("Sign in as an editor to add events")).to_be_visible()
    expect(form(page)).to_have_count(0)
    expect(page.get_by_label("What happened")).to_have_count(0)
    expect(page.get_by_test_id("stPopover").get_by_role("button", name="Sign in")).to_be_visible(timeout=SLOW)


@pytest.mark.parametrize("claims", [ROB, {**ANN, "email_verified": False}])
def test_a_reader_who_signed_in_sees_no_forms(come, desk, claims):
    """Being known is not enough, nor is an address that the provider has not verified."""
    page = come("/events?show=team")
    sign_in(page, desk, claims)
    to(page, desk, "/events?show=team")

    expect(page.get_by_text("Only an editor can add events")).to_be_visible()
    expect(form(page)).to_have_count(0)
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_have_count(0)


def test_an_editor_signs_in_adds_an_event_and_the_list_of_changes_names_her(come, desk):
    """The code flow runs against the provider; the event carries the name that it gave."""
    page = come("/events?show=team")
    desk.provider.hits.clear()
    sign_in(page, desk, ANN)
    assert [hit for hit in ("/authorize", "/token", "/jwks") if hit not in desk.provider.hits] == []
    assert desk.provider.refused == []

    to(page, desk, "/events?show=team")
    name = page.get_by_label("Your name").first
    expect(name).to_have_value("Ann Editor <Ann@Desk.example>")
    expect(name).to_be_disabled()
    add(page, "Strike at <b>Basra</b>")

    to(page, desk, "/data")
    changes = page.get_by_role("region", name="Who changed what")
    row = changes.locator("tbody tr").first
    expect(row).to_contain_text("Ann Editor <Ann@Desk.example>")
    expect(row).to_contain_text("added event")
    assert [event.title for event in desk.store.team.events()] == ["Strike at <b>Basra</b>"]
    assert changes.locator("b").count() == 0


def test_who_signs_out_is_a_reader_again(come, desk):
    """The provider is told, and the forms are gone."""
    page = come("/events?show=team")
    sign_in(page, desk, ANN)
    desk.provider.hits.clear()

    page.get_by_text("Signed in as Ann Editor").wait_for()
    page.get_by_role("button", name="Account").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_test_id("stPopover").get_by_role("button", name="Sign in")).to_be_visible(timeout=SLOW)
    to(page, desk, "/events?show=team")

    assert "/logout" in desk.provider.hits
    expect(page.get_by_text("Sign in as an editor to add events")).to_be_visible()
    expect(form(page)).to_have_count(0)


def test_a_hostile_name_is_text_wherever_it_stands(come, desk):
    """Nothing of it is an element, a link or a script; the corner stays within the window."""
    page = come("/events?show=team")
    sign_in(page, desk, HOSTILE)
    to(page, desk, "/events?show=team")
    add(page, "Fire at Fao")
    to(page, desk, "/data")
    page.get_by_role("button", name="Account").click()
    expect(page.get_by_test_id("stPopoverBody")).to_contain_text("eve@desk.example", timeout=SLOW)

    assert "Signed in as img src=x onerror=alert(1)" in page.inner_text("body")
    assert "img src=x" in page.get_by_role("region", name="Who changed what").inner_text()
    assert page.locator("img[src=x], a[href*='evil.example']").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_provider_that_refuses_leaves_a_reader(come, desk):
    """Coming back with an error is no sign-in, and no page fails."""
    page = come("/events?show=team")
    desk.provider.error = "access_denied"
    try:
        page.get_by_role("button", name="Sign in").first.click()
        page.wait_for_url(f"{desk.url}/")
        ready(page)
    finally:
        desk.provider.error = ""

    expect(page.get_by_test_id("stPopover").get_by_role("button", name="Sign in")).to_be_visible(timeout=SLOW)


def test_a_forged_cookie_is_nobody(come, desk):
    """A cookie that the server has not signed makes no editor."""
    page = come("/events?show=team")
    claims = '{"is_logged_in": true, "email": "ann@desk.example", "origin": "' + desk.url + '"}'
    page.context.add_cookies([{"name": "_streamlit_user", "value": claims, "url": desk.url}])

    to(page, desk, "/events?show=team")

    expect(page.get_by_text("Sign in as an editor to add events")).to_be_visible()
    expect(form(page)).to_have_count(0)


@pytest.mark.parametrize(("host", "told"), [("127.0.0.1", 0), ("0.0.0.0", 1)])
def test_a_server_that_others_reach_and_nobody_signs_in_to_warns(filled, chromium, tmp_path, host, told):
    """The data page says that anyone can change things; bound to this machine alone it does not."""
    url = f"http://127.0.0.1:{free_port()}"
    process = serve(tmp_path, url, copied(filled, tmp_path), host)
    page = chromium.new_page()
    try:
        page.goto(f"{url}/data")
        ready(page)
        expect(page.get_by_role("heading", name="Who changed what")).to_be_visible(timeout=SLOW)

        expect(page.get_by_text("Anyone who reaches this address")).to_have_count(told)
        expect(page.get_by_text("Sign in")).to_have_count(0)
    finally:
        page.close()
        end(process)
