"""Many stories: a line in, a line out, in order, whatever a line is and whatever becomes of a process."""

import hashlib

import pytest

from oilwatch.batch import lines
from oilwatch.errors import InputError, OilwatchError, StoreError
from tests.batch import checkers

GOOD = {"id": "good", "published": "2018-11-13", "text": "Oil rose."}


def test_each_line_gets_a_line_in_its_place(desk):
    """A thousand stories, some of them slow, come out in the order in which they went in, each once."""
    texts = [f"story {n} !sleep:{0.1 if n % 97 == 0 else 0}" for n in range(1, 1001)]
    desk.give(*texts)

    outcome = desk.run()

    assert [(line["story"]["id"], line["text"]) for line in desk.out()] == list(enumerate(texts, 1))
    assert sorted(desk.checked()) == sorted(texts)
    assert (outcome.held, outcome.written, outcome.errors) == (0, 1000, 0)
    assert (desk.problems, desk.notes) == ([], [])


def test_one_process_gives_the_same_as_several(desk):
    """How many processes there are makes no difference to a single byte."""
    desk.give(*[f"story {n}" for n in range(300)])
    desk.run(processes=3)
    first = desk.target.read_bytes()

    desk.run(processes=1, restart=True)

    assert desk.target.read_bytes() == first


def test_a_story_keeps_its_id_and_its_day(desk):
    """The id of a line is that of its answer, text or number; its own day goes before the common one."""
    desk.give(GOOD, {"id": 7, "text": "Oil fell.", "published": None}, {"text": "No id."})

    desk.run(published="2020-01-02")

    first, second, third = (line["story"] for line in desk.out())
    assert (first["id"], first["published"]) == ("good", "2018-11-13")
    assert (second["id"], second["published"]) == (7, "2020-01-02")
    assert third["id"] == hashlib.sha256(b"No id.").hexdigest()[:12]


MALFORMED = [
    (b"{", None, "no JSON"),
    (b"nonsense", None, "no JSON"),
    (b'{"id": "a", "text": "x"} trailing', None, "no JSON"),
    (b'{"id": "a", "text": "\xff"}', None, "not in UTF-8"),
    (b'{"id": "a", "text": "\\ud800"}', None, "no JSON"),
    (b"[" * 100_000, None, "no JSON"),
    (b"[1]", None, "it is a list"),
    (b"null", None, "it is null"),
    (b'"text"', None, "it is text"),
    (b"{}", None, "it has no text"),
    (b'{"id": "a"}', "a", "it has no text"),
    (b'{"id": "a", "text": " \\n"}', "a", "it has no text"),
    (b'{"id": "a", "text": null}', "a", "it has no text"),
    (b'{"id": "a", "text": 3}', "a", "its text is a number"),
    (b'{"id": "a", "text": ["x"]}', "a", "its text is a list"),
    (b'{"id": "a", "text": "x", "published": 2018}', "a", "its published is a number"),
    (b'{"id": "a", "text": "x", "url_or_path": "y"}', "a", "both text and url_or_path"),
    (b'{"id": "a", "url_or_path": {}}', "a", "its url_or_path is an object"),
    (b'{"id": ["a"], "text": "x"}', None, "its id is a list"),
    (b'{"id": true, "text": "x"}', None, "its id is true or false"),
    (b'{"id": 1.5, "text": "x"}', None, "its id is a number"),
    (b'{"id": "a", "text": "' + b"x" * lines.MOST + b'"}', None, "longer than 5,000,000 bytes"),
]


def test_a_malformed_line_becomes_an_error_and_the_others_go_on(desk):
    """Every kind of line that asks for nothing has an answer in its place that says why, with id and line."""
    desk.give(GOOD, *(line for body, *_ in MALFORMED for line in (body, GOOD)))

    outcome = desk.run()

    out = desk.out()
    assert [line["story"]["id"] for line in out[::2]] == ["good"] * (len(MALFORMED) + 1)
    for at, (_, name, words) in enumerate(MALFORMED):
        assert out[2 * at + 1]["story"] == {"id": name, "line": 2 * at + 2}
        assert words in out[2 * at + 1]["error"]
        assert desk.problems[at] == f"line {2 * at + 2}: {out[2 * at + 1]['error']}"
        assert len(desk.problems[at]) < 250
    assert outcome.errors == len(MALFORMED) == len(desk.problems)


def test_a_story_that_cannot_be_checked_is_an_error_in_its_place(desk):
    """What the check refuses has its reason in the output; the other stories are checked."""
    desk.give("fine", "!refuse", "fine too")

    assert desk.run().errors == 1
    assert [line.get("error") for line in desk.out()] == [None, "the story is refused", None]


@pytest.mark.parametrize("end", [b"\n", b"", b"\r\n", b"\n\n \n"])
def test_the_end_of_the_input_makes_no_difference(desk, end):
    """With or without a last line break, with blank lines and a byte order mark: as many lines as stories."""
    desk.give(b'\xef\xbb\xbf{"id": 1, "text": "one"}\r', b"", b'{"id": 2, "text": "two"}', end=end)

    desk.run()

    assert [line["text"] for line in desk.out()] == ["one", "two"]


@pytest.mark.parametrize("body", [b"", b"\n", b" \n\n"])
def test_an_input_without_stories_gives_an_empty_output(desk, body):
    """Nothing in, nothing out, and no error."""
    desk.source.write_bytes(body)

    assert desk.run().written == 0
    assert desk.out() == []


def test_progress_goes_from_nothing_to_all(desk):
    """What was told of the progress grows up to the size of the input."""
    desk.give(*[f"story {n}" for n in range(500)])

    desk.run()

    done = [at for at, _ in desk.seen]
    assert done == sorted(done)
    assert done[-1] == desk.source.stat().st_size
    assert {total for _, total in desk.seen} == {desk.source.stat().st_size}


def test_a_path_is_seen_from_the_folder_of_the_input(desk, tmp_path, monkeypatch):
    """A line may name a file beside the input; one that is not there, or is no file, is an error."""
    (tmp_path / "story.txt").write_text(
        "Exporters agree\n\n" + "The ministers agreed on Sunday to cut output. " * 8
    )
    desk.give({"id": "f", "url_or_path": "story.txt"}, {"id": "g", "url_or_path": "none.txt"},
              {"id": "h", "url_or_path": "."}, {"id": "i", "url_or_path": "a\0b"}, GOOD)  # fmt: skip
    monkeypatch.chdir("/")

    assert desk.run().errors == 3

    out = desk.out()
    assert (out[0]["story"]["id"], out[0]["story"]["title"]) == ("f", "Exporters agree")
    assert [line["story"]["id"] for line in out] == ["f", "g", "h", "i", "good"]
    assert "cannot read 'none.txt' (No such file" in out[1]["error"]


def test_a_page_with_several_stories_is_one_line(desk, tmp_path):
    """All stories of a page stand in the line of the page, so that lines and answers stay side by side."""
    body = "".join(
        f"<p>The ministers, who had met {n} times by then, had no more to say.</p>" for n in range(9)
    )
    stories = "".join(f"<article><h1>Exporters agree {n}</h1>{body}</article>" for n in range(2))
    (tmp_path / "page.html").write_text(f"<html><head><title>x</title></head><body>{stories}</body></html>")
    desk.give({"id": "p", "url_or_path": "page.html"}, GOOD)

    desk.run()

    page, good = desk.out()
    assert page["story"] == {"id": "p", "url": ""}
    assert [one["story"]["title"] for one in page["stories"]] == ["Exporters agree 0", "Exporters agree 1"]
    assert good["story"]["id"] == "good"
    assert desk.run().held == 2


def test_nothing_outside_is_asked_when_offline(desk, monkeypatch):
    """With OILWATCH_OFFLINE an address in a line is an error in its place."""
    monkeypatch.setenv("OILWATCH_OFFLINE", "1")
    desk.give({"id": "u", "url_or_path": "https://example.org/page"}, GOOD)

    assert desk.run().errors == 1
    assert "OILWATCH_OFFLINE" in desk.out()[0]["error"]


def test_a_process_that_dies_is_replaced_and_its_story_tried_again(desk):
    """Where a process dies once, every story is checked all the same, and the death is told."""
    texts = [f"story {n}" for n in range(200)]
    texts[70] = "story !once:mark"
    desk.give(*texts)

    outcome = desk.run()

    assert [line["text"] for line in desk.out()] == texts
    assert (outcome.errors, len(desk.problems)) == (0, 1)
    assert "a process of the batch died (killed, perhaps for want of memory)" in desk.problems[0]


@pytest.mark.parametrize("word", ["!die", "!bug:x"])
def test_a_story_that_kills_its_process_twice_is_given_up(desk, word, capfd):
    """A story on which the check dies, among others and twice alone, is an error; all others are checked."""
    texts = [f"story {n}" for n in range(100)]
    texts[13] = f"story {word}"
    desk.give(*texts)

    outcome = desk.run()

    out = desk.out()
    assert out[13]["story"] == {"id": 14, "line": 14}
    assert "died" in out[13]["error"]
    assert [line["text"] for at, line in enumerate(out) if at != 13] == texts[:13] + texts[14:]
    assert outcome.errors == 1
    assert desk.checked().count(texts[13]) == 3


def test_a_story_that_kills_its_process_is_found_also_when_it_is_alone(desk):
    """A portion of one line is tried twice, no more."""
    desk.give("!die")

    assert desk.run().errors == 1
    assert desk.checked() == ["!die"] * 2


def test_a_store_that_fails_ends_it_and_keeps_what_was_written(desk):
    """Where the store cannot be read any more the run stops with its reason, and no story gets the blame."""
    desk.give(*[f"story {n}" for n in range(500)], "!store")

    with pytest.raises(StoreError, match="the store is gone"):
        desk.run()

    assert all("error" not in line for line in desk.out())


@pytest.mark.parametrize(
    ("opener", "error", "words"),
    [
        (checkers.broken, StoreError, "the store is not there"),
        (checkers.stillborn, OilwatchError, "a process of the batch died"),
    ],
)
def test_processes_that_cannot_begin_end_the_run(desk, opener, error, words):
    """Where no process can open the store the run ends at once, and nothing is written."""
    desk.give("one", "two")

    with pytest.raises(error, match=words):
        desk.run(opener=opener)

    assert desk.out() == []


def test_the_input_is_not_overwritten(desk, tmp_path):
    """Input and output may not be one file, whatever it is called."""
    desk.give("one")
    before = desk.source.read_bytes()
    desk.target.symlink_to(desk.source)

    with pytest.raises(InputError, match="is the input itself"):
        desk.run(restart=True)

    assert desk.source.read_bytes() == before


def test_an_input_or_output_that_cannot_be_had_is_named(desk, tmp_path):
    """A missing input and an output in a folder that is not there are one line each."""
    with pytest.raises(InputError, match=r"cannot read .*No such file"):
        desk.run()
    desk.source.mkdir()
    with pytest.raises(InputError, match=r"directory"):
        desk.run()
    desk.source.rmdir()
    desk.give("one")
    desk.folder.joinpath("out.jsonl").mkdir()
    with pytest.raises(OilwatchError, match=r"cannot write .*directory"):
        desk.run()
