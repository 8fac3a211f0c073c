"""Checking stories from the command line: files, pages, pipes; what is printed, saved and said of trouble."""

import json
import os
import signal
import subprocess
import time

import pytest

from tests.cli.command import refused
from tests.services import news
from tests.services.news import Reply

RIGHT = "Saudi Arabia pumped 10.7 million b/d of crude in October, while its ministers met others in Vienna."
WRONG = "Saudi Arabia pumped 5.7 million b/d of crude in October, while its ministers met others in Vienna."
NONE = "The ministers met in Vienna, and talked about the weather and about the dinner for two hours."
DAY = ("--published", "2018-11-13")


def story(sentence, title="Kingdom pumps at a record", line="Nov 13, 2018"):
    """Return the text of a story as it is pasted."""
    more = "The ministers will meet again in spring, and had no more to say to those who waited outside. " * 3
    return f"{title}\n\n{line}\n\n{sentence} {more}\n"


def page(*sentences, day="2018-11-13"):
    """Return a page of HTML with a story for each sentence."""
    more = "".join(
        f"<p>The ministers, who had met {n} times, had no more to say to them.</p>" for n in range(9)
    )
    head = f'<time datetime="{day}">{day}</time>'
    stories = "".join(
        f"<article><h1>Kingdom pumps at a record {n}</h1>{head}<p>{one}</p>{more}</article>"
        for n, one in enumerate(sentences)
    )
    return f"<!DOCTYPE html><html><head><title>News</title></head><body>{stories}</body></html>"


def verdicts(document):
    """Return the verdicts of a check, as JSON has it."""
    return [claim["verdict"] for claim in document["claims"]]


def test_a_text_file_is_checked(reader, tmp_path):
    """Each figure has its verdict and what the record says, as of the day that the story states."""
    file = tmp_path / "story.txt"
    file.write_text(story(RIGHT))

    done = reader("check", file, "--json")

    assert (done.code, done.err) == (0, "")
    assert done.json["as_of"] == "2018-11-13"
    assert [claim["span_text"] for claim in done.json["claims"]] == ["10.7 million b/d"]
    assert verdicts(done.json)[0] != "contradicted"
    assert reader.quick("check", file, "--format", "json").raw == done.raw


@pytest.mark.parametrize(
    ("form", "words"), [("text", "10.7 million b/d"), ("markdown", "**"), ("html", "<!doctype")]
)
def test_a_check_is_printed_in_each_form(reader, tmp_path, form, words):
    """Text, Markdown and HTML say the same of the figure, to a pipe as to a file."""
    file, out = (
        tmp_path / "story.txt",
        tmp_path / f"out.{'md' if form == 'markdown' else form.replace('text', 'txt')}",
    )
    file.write_text(story(RIGHT))

    printed = reader.quick("check", file, "--format", form)
    written = reader.quick("check", file, "-o", out)

    assert words in printed.out
    assert (printed.code, printed.err) == (0, "")
    assert (written.code, written.raw, written.err) == (0, b"", "")
    assert out.read_bytes() == printed.raw


def test_standard_input_is_checked(reader):
    """What is piped in is a story too, whether text or HTML."""
    for body in (story(RIGHT), page(RIGHT)):
        with reader.start("check", "-", "--json", stdin=subprocess.PIPE) as process:
            out, err = process.communicate(body.encode())
        assert (process.returncode, err) == (0, b"")
        assert [claim["span_text"] for claim in json.loads(out)["claims"]] == ["10.7 million b/d"]


def test_a_page_with_several_stories_gives_several_checks(reader, tmp_path):
    """JSON has a list of them, text one after the other; each with its own title."""
    file = tmp_path / "page.html"
    file.write_text(page(RIGHT, WRONG, NONE))

    found = reader.quick("check", file, "--json").json
    text = reader.quick("check", file).out

    assert [len(one["claims"]) for one in found] == [1, 1, 0]
    assert text.index("record 0") < text.index("record 1") < text.index("record 2")


def test_a_story_without_figures_says_so(reader, tmp_path):
    """No figures about oil is a result, and is told in words."""
    file = tmp_path / "story.txt"
    file.write_text(story(NONE))

    done = reader.quick("check", file)

    assert (done.code, done.err) == (0, "")
    assert "no figure" in done.out.lower()


def test_the_day_can_be_given(reader, tmp_path):
    """A story without a day asks for it, and takes what --published and --as-of say."""
    file = tmp_path / "story.txt"
    file.write_text(story(RIGHT, line=""))

    without, given, later = (
        reader.quick("check", file, "--json", *more).json
        for more in ((), DAY, (*DAY, "--as-of", "2019-06-30"))
    )

    assert (without["as_of"], verdicts(without)) == ("", ["not_checkable"])
    assert "does not say when it was published" in without["note"]
    assert (given["as_of"], later["as_of"]) == ("2018-11-13", "2019-06-30")


@pytest.mark.parametrize(
    ("sentence", "line", "code"),
    [
        (RIGHT, "Nov 13, 2018", 0),
        (WRONG, "Nov 13, 2018", 1),
        (RIGHT, "", 1),
        (NONE, "Nov 13, 2018", 0),
        (NONE, "", 0),
    ],
)
def test_strict_ends_with_1_where_a_figure_is_wrong_or_has_no_day(reader, tmp_path, sentence, line, code):
    """With --strict a contradicted figure or one without a day ends with 1; without it nothing does."""
    file = tmp_path / "story.txt"
    file.write_text(story(sentence, line=line))

    strict, plain = reader.quick("check", file, "--strict"), reader.quick("check", file)

    assert (strict.code, plain.code) == (code, 0)
    assert strict.raw == plain.raw


def test_a_saved_check_is_found_under_its_address(writer):
    """--save prints where the check is, keeps it with its text, and saves the same check once."""
    writer.write("story.txt", story(RIGHT))

    done, again, other = (
        writer.quick("check", "story.txt", "--save", *more, env={"OILWATCH_BASE_URL": "https://oil.example/"})
        for more in ((), (), ("--json",))
    )

    address = done.out.splitlines()[-1]
    assert address.startswith("saved: https://oil.example/check?c=")
    assert again.out.splitlines()[-1] == address
    assert (other.err, other.json["as_of"]) == (f"{address}\n", "2018-11-13")
    [(_, code, *_)] = writer.contents()["saved_check"]
    assert address.endswith(f"={code}")


def test_a_check_without_figures_is_not_saved(writer):
    """There is nothing to show of it, and that is said."""
    writer.write("story.txt", story(NONE))

    done = writer.quick("check", "story.txt", "--save")

    assert (done.code, done.err) == (0, "nothing to save: no figures about oil were found\n")
    assert writer.contents()["saved_check"] == []


def test_the_page_at_an_address_is_checked(reader):
    """An address is read by the client for pages, unless nothing outside may be called."""
    with news.running(news.fixed({"/a": Reply(page(RIGHT).encode())})) as site:
        done = reader.quick("check", f"{site.url}/a", "--json", env={"OILWATCH_ALLOW_PRIVATE": "1"})
        offline = reader.quick("check", f"{site.url}/a", env={"OILWATCH_OFFLINE": "1"})
        guarded = reader.quick("check", f"{site.url}/a")

    assert done.json["story"]["url"] == f"{site.url}/a"
    assert verdicts(done.json)
    refused(offline, 1, "OILWATCH_OFFLINE")
    assert guarded.code in (1, 2)
    assert len(site.hits) == 1


@pytest.mark.parametrize(
    ("name", "body", "code", "words"),
    [
        (
            "none.txt",
            None,
            2,
            "cannot read 'none.txt' (No such file or directory); expected a file, an address",
        ),
        (".", None, 2, "cannot read '.' (Is a directory)"),
        ("empty.txt", b" \n", 2, "'empty.txt' is empty"),
        ("story.pdf", b"%PDF-1.7 ...", 2, "is a PDF and no text"),
        ("story.docx", b"PK\x03\x04...", 2, "is a packed document and no text"),
        ("noise.txt", b"a\x00b" * 100, 2, "is no text"),
        ("long.txt", b"x" * 20_000_001, 2, "has more than 20,000,000 bytes"),
        ("thin.html", b"<html><body><p>Hello.</p></body></html>", 1, "could not read a story there"),
        ("ftp://host/x", None, 2, "expected an http(s) address"),
    ],
)
def test_what_is_no_story_is_refused_in_one_line(bare, filled_home, name, body, code, words):
    """A file that is missing, empty, or of another kind is named, with what to do."""
    if body is not None:
        bare.write(name, body)

    refused(bare.quick("--db", f"sqlite:///{filled_home}/oilwatch.db", "check", name), code, words)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "expected FILE, URL or -"),
        (("x.txt", "--workers", "2"), "expected FILE, URL or -"),
        (("x.txt", "--restart"), "expected FILE, URL or -"),
        (("x.txt", "--batch", "in.jsonl"), "--batch takes no FILE"),
        (("--batch", "in.jsonl", "--save"), "--batch takes no FILE, --strict or --save"),
        (("--batch", "in.jsonl", "--format", "html"), "writes JSON lines"),
        (("--batch", "in.jsonl", "--workers", "0"), "0 is not in the range"),
    ],
)
def test_options_that_do_not_go_together_are_refused(reader, arguments, words):
    """A call that cannot be meant is one line with the way to the help."""
    refused(reader.quick("check", *arguments), 2, words)


@pytest.mark.parametrize("option", ["--published", "--as-of"])
@pytest.mark.parametrize("batch", [False, True])
def test_a_day_that_is_none_is_refused(writer, option, batch):
    """Yesterday, or the 30th of February, is no day: nothing is checked or written."""
    writer.write("story.txt", story(RIGHT))
    writer.write("in.jsonl", '{"text": "x"}\n')
    what = ("--batch", "in.jsonl", "-o", "out.jsonl") if batch else ("story.txt",)

    for day in ("yesterday", "2018-02-30"):
        refused(writer.quick("check", *what, option, day), 2, "expected")
    assert not (writer.home / "out.jsonl").exists()


def test_without_a_store_it_says_how_to_make_one(bare):
    """Neither a page nor a batch is begun where there is nothing to check against."""
    bare.write("story.txt", story(RIGHT))
    bare.write("in.jsonl", '{"text": "x"}\n')

    refused(bare.quick("check", "story.txt"), 1, "run: oilwatch init")
    refused(bare.quick("check", "--batch", "in.jsonl", "-o", "out.jsonl"), 1, "run: oilwatch init")
    assert not (bare.home / "out.jsonl").exists()


def lines(count):
    """Return a batch of stories, right and wrong ones."""
    made = [{"id": n, "published": "2018-11-13", "text": WRONG if n % 3 else RIGHT} for n in range(count)]
    return "".join(f"{json.dumps(line)}\n" for line in made)


def test_a_batch_gives_a_line_for_each_line(writer):
    """A batch says of each story what a check of it alone says, in the order of the input."""
    writer.write("in.jsonl", lines(50))
    writer.write("story.txt", story(RIGHT))

    done = writer("check", "--batch", "in.jsonl", "-o", "out.jsonl", "--workers", "2")

    out = [json.loads(line) for line in (writer.home / "out.jsonl").read_text().splitlines()]
    assert (done.code, done.raw, done.err) == (0, b"", "")
    assert [line["story"]["id"] for line in out] == list(range(50))
    assert verdicts(out[0]) == verdicts(writer.quick("check", "story.txt", "--json").json)
    assert verdicts(out[1]) == ["contradicted"]


def test_a_batch_goes_through_a_pipe(writer):
    """Standard input and output serve as files; a malformed line is told on stderr and ends with 1."""
    with writer.start("check", "--batch", "-", stdin=subprocess.PIPE) as process:
        out, err = process.communicate((lines(3) + "nonsense\n" + lines(2)).encode())

    found = [json.loads(line) for line in out.splitlines()]
    assert process.returncode == 1
    assert [line["story"]["id"] for line in found] == [0, 1, 2, None, 0, 1]
    assert err.decode().startswith("oilwatch: standard input: line 4: it is no JSON")
    assert err.count(b"\n") == 1


def test_a_batch_on_postgresql_says_the_same(writer, cluster):
    """Each process opens the store itself, on a database server too."""
    writer.write("in.jsonl", lines(8))
    writer.quick("check", "--batch", "in.jsonl", "-o", "sqlite.jsonl")
    with cluster.database() as address:
        env = {"OILWATCH_DB": address}
        assert writer("init", env=env).code == 0
        done = writer("check", "--batch", "in.jsonl", "-o", "out.jsonl", env=env)

    assert (done.code, done.err) == (0, "")
    first, second = (
        [verdicts(json.loads(line)) for line in (writer.home / name).read_text().splitlines()]
        for name in ("out.jsonl", "sqlite.jsonl")
    )
    assert len(first) == 8
    assert first == second


def test_a_batch_is_stopped_by_ctrl_c_and_gone_on_with(writer):
    """Ctrl-C ends it in one line, without a traceback of any process; run again it is completed."""
    writer.write("in.jsonl", lines(6_000))
    arguments = ("check", "--batch", "in.jsonl", "-o", "out.jsonl", "--workers", "2")
    out = writer.home / "out.jsonl"
    with writer.start(*arguments, start_new_session=True) as process:
        while not (out.exists() and out.stat().st_size):
            assert process.poll() is None
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
        printed, err = process.communicate(timeout=30)
    held = out.read_bytes()
    count = held.count(b"\n")

    again = writer(*arguments)

    assert (process.returncode, printed) == (130, b"")
    assert err.strip().startswith(b"oilwatch: stopped;")
    assert err.strip().count(b"\n") == 0
    assert 0 < count < 6_000
    assert again.code == 0
    assert again.err == f"oilwatch: out.jsonl holds {count:,} lines already; going on behind them\n"
    assert out.read_bytes().startswith(held)
    assert [json.loads(line)["story"]["id"] for line in out.read_bytes().splitlines()] == list(range(6_000))


def test_progress_is_shown_on_a_terminal_only(writer):
    """A terminal gets a bar that ends at 100%; a pipe gets nothing of it."""
    from tests.cli.test_output import on_terminal

    writer.write("in.jsonl", lines(5))

    code, got = on_terminal(writer, "check", "--batch", "in.jsonl", "-o", "out.jsonl")

    assert code == 0
    assert "100%" in got
