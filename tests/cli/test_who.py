"""Who changed what by a command: kept in the list of changes under the name of the system's user."""

import getpass
from contextlib import closing

import pytest

from oilwatch import plausible
from oilwatch.cli import person
from oilwatch.model import Copy, Observation, Page, Receipt
from oilwatch.store import Store

ME = f"command line ({getpass.getuser()})"
CSV = "date,kind,title\n2024-05-06,conflict,Fire at Basra\n"


def changes(run):
    """Return (who, action, to what) of the changes of a store, oldest first."""
    with closing(Store(f"sqlite:///{run.file}")) as store:
        return [(one.who, one.action, one.what) for one in reversed(store.audit.recent())]


def test_events_added_removed_and_restored_are_in_the_list(writer):
    """Added under the name that was given, the rest under the user's."""
    [row] = writer.quick(
        "team", "--add", writer.write("own.csv", CSV), "--author", "Ann", "--json"
    ).json["rows"]  # fmt: skip
    name = row["id"]
    writer.quick("team", "--remove", name)
    writer.quick("team", "--restore", name)

    assert changes(writer) == [
        ("Ann", "added event", name), (ME, "removed event", name), (ME, "restored event", name),
    ]  # fmt: skip


def test_figures_accepted_are_in_the_list(writer):
    """With the series that they are of."""
    moment = "2026-11-20T09:00:00.000Z"
    rows = [Observation("production.sau.crude", "2026-09", 9_100_000.0)]
    page = Page(Receipt(b"made up", "https://example.org/answer", moment), rows, [])
    with closing(Store(f"sqlite:///{writer.file}")) as store:
        copy = Copy(moment, (page,), {})
        store.loads.record("eia-bulk-intl", [copy], screen=plausible.screen, started=store.now())

    done = writer.quick("accept", "production.sau.crude")

    assert done.code == 0, done.err
    assert changes(writer) == [(ME, "accepted figures", "production.sau.crude")]


def test_figures_imported_are_in_the_list(writer):
    """With the series that they were given to."""
    path = writer.write("own.csv", "period,value\n2026-10-01,70\n")

    done = writer.quick(
        "import", path, "--series", "price.own.team", "--unit", "USD/bbl", "--frequency", "daily"
    )

    assert done.code == 0, done.err
    assert changes(writer) == [(ME, "imported figures", "price.own.team")]


def test_a_refused_command_is_no_change(writer):
    """What was not done is not in the list."""
    assert writer.quick("team", "--remove", "team-2024-05-06-none").code == 2
    assert changes(writer) == []


@pytest.mark.parametrize(
    ("user", "told"), [("ann", "command line (ann)"), ("a" * 300, f"command line ({'a' * 60})")]
)
def test_a_users_name_fits_what_is_kept(monkeypatch, user, told):
    """A very long one is cut."""
    monkeypatch.setenv("LOGNAME", user)

    assert person.by() == told
