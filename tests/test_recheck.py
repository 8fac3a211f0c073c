"""Saved checks are run again after a load: what is told otherwise is kept, what was saved stays."""

import json
import threading
from dataclasses import replace

import pytest
from click.testing import CliRunner

from oilwatch import claims, recheck, report
from oilwatch.cli import app
from oilwatch.errors import StoreError
from oilwatch.feed import Feeds
from oilwatch.model import Recorded, Story
from oilwatch.store import Store
from tests.claims.small import EVERY, RUS, SAU, months
from tests.report import made
from tests.test_feed import BASE, sound

STORY = Story("Producers run flat out", text="Saudi Arabia pumped 10.7 million b/d in October 2018.")
DAY = "2019-01-15"
KNOWN = Recorded("2018-10", 10_700.0, "2018-12-10")


@pytest.fixture
def record(store):
    """A function (rows, series) that records rows seen at their moments; the series are those of claims."""
    store.sync(EVERY)
    return lambda *rows, of=SAU: store.record_history({of.id: list(rows)}, source="test")


@pytest.fixture
def save(store):
    """A function that checks a story today, saves the check and returns its code."""

    def run(text=STORY.text, day=DAY, **told):
        found = claims.check(replace(STORY, text=text, **told), store, published=day)
        return store.checks.save(report.as_dict(found), text)

    return run


def told(store, code):
    """Return (quoted, words before, words after) of each change of a check, oldest first."""
    return [
        (one.change.quoted, one.change.before["words"], one.change.after["words"])
        for one in store.checks.again.of(code)
    ]


def test_a_figure_that_came_out_since_is_told_with_before_and_after(store, record, save):
    """Saved when nothing was published of the month, the figure can be checked once a load brings it."""
    record(*months(10_000.0, number=8))
    code = save(day="2018-11-05")
    record(Recorded("2018-10", 10_700.0, "2018-12-10"))

    done = recheck.run(store)

    assert (done.checked, done.changed) == (1, 1)
    [(quoted, before, after)] = told(store, code)
    assert quoted == "10.7 million b/d"
    assert before.startswith("cannot be checked: ")
    assert after == "other vintage; recorded now: 10.7 mb/d"
    [one] = store.checks.again.recent(10)
    assert (one.code, one.title, one.change.place) == (code, "Producers run flat out", 0)
    assert one.version == store.data_version()
    assert one.changed_at == "2026-11-22T12:00:00.000Z"


def test_a_revision_makes_a_match_right_when_published_and_since_revised(store, record, save):
    """The verdict is about what was known on the day; that it has been revised is told beside it."""
    record(KNOWN)
    code = save()
    record(Recorded("2018-10", 10_300.0, "2019-06-01"))

    recheck.run(store)

    assert told(store, code) == [
        (
            "10.7 million b/d",
            "matches",
            "right when published and since revised; recorded now: 10.3 mb/d",
        )
    ]
    assert store.checks.again.of(code)[0].change.after["verdict"] == "matches"


def test_what_was_saved_is_never_altered(store, record, save):
    """The document reads as on the day it was saved, also after changes."""
    record(KNOWN)
    code = save()
    before = store.checks.find(code), store.checks.recent()
    record(Recorded("2018-10", 10_300.0, "2019-06-01"))

    assert recheck.run(store).changed == 1
    assert (store.checks.find(code), store.checks.recent()) == before
    assert store.problems() == []


def test_a_load_that_changes_no_figure_of_a_check_is_told_of_none(store, record, save):
    """Another country, another month and the same value again leave it as it is."""
    record(KNOWN)
    code = save()
    record(Recorded("2018-10", 11_000.0, "2018-12-10"), of=RUS)
    record(Recorded("2018-11", 10_900.0, "2019-01-10"))

    assert recheck.run(store) == recheck.Rechecked(checked=1, changed=0)
    assert told(store, code) == []


def test_nothing_is_done_twice_for_one_state_of_the_store(store, record, save):
    """A check just saved is not due, and one that was run again is not due until the store changes."""
    record(KNOWN)
    save()
    assert recheck.run(store) == recheck.Rechecked()
    record(Recorded("2018-10", 10_300.0, "2019-06-01"))
    version = store.data_version()

    assert recheck.run(store).changed == 1
    assert recheck.run(store) == recheck.Rechecked()
    assert store.data_version() == version


def test_each_change_is_told_once_and_from_where_it_stood(store, record, save):
    """A second revision goes on from the first; one that is taken back is a change too."""
    record(KNOWN)
    code = save()
    for value, seen in ((10_300.0, "2019-06-01"), (10_200.0, "2019-07-01"), (10_700.0, "2019-08-01")):
        record(Recorded("2018-10", value, seen))
        recheck.run(store)
    record(Recorded("2018-11", 10_900.0, "2019-08-10"))
    recheck.run(store)

    revised = "right when published and since revised; recorded now: "
    assert [row[1:] for row in told(store, code)] == [
        ("matches", f"{revised}10.3 mb/d"),
        (f"{revised}10.3 mb/d", f"{revised}10.2 mb/d"),
        (f"{revised}10.2 mb/d", "matches"),
    ]


def test_a_withdrawn_figure_is_told_once(store, record, save):
    """Where the publication no longer shows the month, that is what is recorded now."""
    record(KNOWN, Recorded("2018-09", 10_500.0, "2018-11-10"))
    code = save()
    record(Recorded("2018-10", None, "2019-06-01"))
    assert recheck.run(store).changed == 1
    record(Recorded("2018-11", 10_900.0, "2019-06-02"))

    assert recheck.run(store).changed == 0
    assert [row[1:] for row in told(store, code)] == [("matches", "matches; recorded now: withdrawn")]


def test_a_figure_that_only_came_out_later_is_followed_too(store, record, save):
    """What it was held against, published after the story, may be revised as well."""
    record(*months(10_000.0, number=8))
    record(Recorded("2018-10", 10_700.0, "2018-12-10"))
    code = save(day="2018-11-05")
    record(Recorded("2018-10", 10_300.0, "2019-06-01"))
    recheck.run(store)
    record(Recorded("2018-11", 10_900.0, "2019-06-02"))
    recheck.run(store)

    [(_, before, after)] = told(store, code)
    assert "recorded now: 10.3 mb/d" in after
    assert "recorded now: 10.3 mb/d" not in before


def test_a_copy_of_before_that_is_added_later_changes_what_was_known(store, record, save):
    """What was held against the figure was younger than the story; an older copy shows what was known."""
    record(Recorded("2018-10", 10_700.0, "2018-12-20"))
    code = save()
    record(Recorded("2018-10", 10_200.0, "2019-01-10"))

    recheck.run(store)

    assert [after.split(";")[0] for *_, after in told(store, code)] != ["matches"]
    assert len(told(store, code)) == 1


def test_several_figures_of_a_story_are_told_apart(store, record, save):
    """Each change carries the place of its own figure."""
    record(KNOWN)
    record(Recorded("2018-10", 11_400.0, "2018-12-10"), of=RUS)
    code = save("In October 2018 Saudi Arabia pumped 10.7 million b/d and Russia pumped 11.4 million b/d.")
    record(Recorded("2018-10", 11_000.0, "2019-06-01"), of=RUS)

    recheck.run(store)

    [one] = store.checks.again.of(code)
    assert (one.change.place, one.change.quoted) == (1, "11.4 million b/d")


def test_a_document_that_is_none_stops_no_other(store, record, save):
    """What cannot be read as a check is passed over, and so is a check without a day."""
    record(KNOWN)
    code = save()
    store.checks.save({"story": {"title": "nothing"}, "claims": [{"a": 1}]}, "text")
    store.checks.save({"story": None, "claims": None, "as_of": 7, "data_version": "x"}, "text")
    store.checks.save(report.as_dict(claims.check(STORY, store)), STORY.text)
    record(Recorded("2018-10", 10_300.0, "2019-06-01"))

    assert recheck.run(store) == recheck.Rechecked(checked=4, changed=1)
    assert len(told(store, code)) == 1


@pytest.mark.parametrize("text", made.HOSTILE)
def test_hostile_words_in_a_story_are_kept_as_words(store, record, save, text):
    """Whatever stands in title and text, its figure is followed."""
    clean = text.encode(errors="replace").decode()
    record(KNOWN)
    code = save(f"{STORY.text}\n\n{clean}", title=clean)
    record(Recorded("2018-10", 10_300.0, "2019-06-01"))

    recheck.run(store)

    assert "10.7 million b/d" in [row[0] for row in told(store, code)]


def test_no_more_than_so_many_are_run_and_the_others_at_the_next_load(store, record, save):
    """The newest come first; whoever waited longest comes first the next time."""
    record(KNOWN)
    codes = [save(f"{STORY.text} {number}") for number in range(5)]
    record(Recorded("2018-10", 10_300.0, "2019-06-01"))

    assert recheck.run(store, most=3).checked == 3
    assert [bool(told(store, code)) for code in codes] == [False, False, True, True, True]
    record(Recorded("2018-11", 10_900.0, "2019-06-02"))
    assert recheck.run(store, most=2).checked == 2
    assert all(told(store, code) for code in codes)


def test_two_processes_at_once_keep_each_change_once(address, opened, store, record, save):
    """Both may read the same checks; only one of them writes."""
    record(KNOWN)
    codes = [save(f"{STORY.text} {number}") for number in range(30)]
    record(Recorded("2018-10", 10_300.0, "2019-06-01"))
    stores, done = [opened(address) for _ in range(4)], []
    start = threading.Barrier(len(stores))

    def work(mine):
        start.wait()
        done.append(recheck.run(mine))

    threads = [threading.Thread(target=work, args=(mine,)) for mine in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(one.checked for one in done) == sum(one.changed for one in done) == 30
    assert [len(told(store, code)) for code in codes] == [1] * 30


def test_a_store_that_cannot_be_read_is_told_and_not_raised(tmp_path):
    """A load does not fail of what comes after it."""
    store = Store(f"sqlite:///{tmp_path / 'none.db'}")

    with pytest.raises(StoreError):
        recheck.run(store)
    assert recheck.after(store).words.startswith("FAILED: the store sqlite:///")
    store.close()


def test_what_is_kept_of_a_change_is_plain_json(store, record, save):
    """Before and after have verdict, what is recorded now, and words."""
    record(KNOWN)
    code = save()
    record(Recorded("2018-10", 10_300.0, "2019-06-01"))
    recheck.run(store)

    [one] = store.checks.again.of(code)
    after = json.loads(json.dumps(one.change.after))
    assert (after["verdict"], after["now"]) == ("matches", "10.3 mb/d")
    assert after["figures"] == [[SAU.id, "2018-10", 10_300.0]]
    assert one.change.before["figures"] == []


# -- told by the feed ------------------------------------------------------------------------------------


@pytest.fixture
def changed(store, record, save):
    """A function (title) that saves a check of which a figure changes; it returns its code."""
    record(KNOWN)

    def run(title=STORY.title):
        code = save(title=title)
        value = 10_300.0 - len(store.checks.recent(100))
        record(Recorded("2018-10", value, f"2019-06-{len(store.checks.recent(100)):02}"))
        recheck.run(store)
        return code

    return run


def entries(store, query):
    """Return the feed of a query as a reader of feeds gets it."""
    return sound(Feeds().get(store, query, BASE).body)


def test_the_feed_tells_of_changed_verdicts_where_it_is_asked_to(store, changed):
    """An entry has story, figure, before and after, and leads to the saved check; the usual feed has none."""
    code = changed()

    [entry] = entries(store, "only=checks").entries

    assert entry.title == (
        "“10.7 million b/d” in Producers run flat out: matches → right when published and since revised; "
        "recorded now: 10.3 mb/d"
    ).replace("10.3 ", "10.299 ")
    assert (entry.link, entry.updated) == (f"{BASE}/check?c={code}", "2026-11-22T12:00:00.000Z")
    assert "Before: matches\nNow: right when published" in entry.content[0].value
    assert [one.term for one in entry.tags] == ["check"]
    assert not any(one.tags[0].term == "check" for one in entries(store, "").entries)


def test_a_feed_can_follow_certain_checks(store, changed):
    """Their codes choose them, in one form of the address; what is no code is left out with a notice."""
    first, second = changed("First"), changed("Second")

    shown = entries(store, f"c={first}")
    assert {one.link[-16:] for one in shown.entries} == {first}
    assert shown.feed.title == "oilwatch: figures of 1 saved check that are told otherwise"
    self_link = next(one.href for one in shown.feed.links if one.rel == "self")
    assert self_link == f"{BASE}/feed.xml?only=checks&c={first}"
    assert {one.link[-16:] for one in entries(store, f"only=checks&c={first}.{second}").entries} == {
        first, second
    }  # fmt: skip
    assert "c: expected codes" in entries(store, f"only=checks&c={first}.x<b>").feed.subtitle
    assert entries(store, f"c={'A' * 16}").entries == []
    assert entries(store, "only=checks&to=2026-11-21").entries == []
    assert len(entries(store, "only=checks&from=2026-11-22&to=2026-11-22").entries) == 3


def test_a_public_address_lists_no_drafts_of_others(store, changed, monkeypatch):
    """There the codes have to be named: whoever has one may read the check anyway."""
    code = changed()
    monkeypatch.setenv("OILWATCH_BASE_URL", BASE)

    shown = entries(store, "only=checks")
    assert shown.entries == []
    assert "name the saved checks" in shown.feed.subtitle
    assert len(entries(store, f"only=checks&c={code}").entries) == 1


def test_a_change_makes_the_feed_another(store, record, save):
    """A run that finds something is no new data version, and is told all the same."""
    record(KNOWN)
    save()
    record(Recorded("2018-10", 10_300.0, "2019-06-01"))
    feeds = Feeds()
    before = feeds.get(store, "only=checks", BASE)
    recheck.run(store)

    after = feeds.get(store, "only=checks", BASE)
    assert before.etag != after.etag
    assert feeds.get(store, "only=checks", BASE) is after


@pytest.mark.parametrize("text", made.HOSTILE)
def test_a_hostile_title_breaks_no_feed(store, changed, text):
    """It is text in a sound document."""
    changed(text.encode(errors="replace").decode())

    [entry] = entries(store, "only=checks").entries
    assert "10.7 million b/d" in entry.title


# -- done after a load -----------------------------------------------------------------------------------


@pytest.fixture
def command(address, monkeypatch):
    """A function (words) that runs the command line on the store, without a network; the result."""
    monkeypatch.setenv("OILWATCH_OFFLINE", "1")
    return lambda *words: CliRunner().invoke(app, ["--db", address, *words], catch_exceptions=False)


def test_an_import_runs_the_saved_checks_again(store, record, save, command, tmp_path):
    """What came of it is one line on stderr; the output stays as it is."""
    record(KNOWN)
    code = save()
    path = tmp_path / "own.csv"
    path.write_text("period,value\n2018-10,10300\n")

    done = command("import", str(path), "--series", SAU.id, "--json")

    assert json.loads(done.stdout)["revised"] == 1
    assert done.stderr == "1 saved check run again, 1 figure told otherwise\n"
    assert len(told(store, code)) == 1


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_load_runs_the_saved_checks_again(store, record, save, command, form):
    """It does so whatever became of its sources, and says it in its output; where nothing is due, nothing."""
    record(KNOWN)
    save()
    record(Recorded("2018-10", 10_300.0, "2019-06-01"))

    done, again = (command("load", "fred", *(["--json"] if form == "json" else [])) for _ in range(2))

    if form == "json":
        assert json.loads(done.stdout)["saved_checks"] == {"checked": 1, "changed": 1, "reason": ""}
        assert "saved_checks" not in json.loads(again.stdout)
    else:
        assert "saved checks       1 saved check run again, 1 figure told otherwise\n" in done.stdout
        assert "saved checks" not in again.stdout


def test_init_runs_the_saved_checks_again(store, record, save, command):
    """The bundled figures too may tell of what was not known."""
    code = save("Brent settled at $82.48 a barrel on 9 October 2018.", day="2018-10-10")
    assert told(store, code) == []

    done = command("init", "--json")

    assert json.loads(done.stdout)["new"] > 0
    assert "1 saved check run again" in done.stderr
    assert told(store, code)[0][1].startswith("cannot be checked")
