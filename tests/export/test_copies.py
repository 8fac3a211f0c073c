"""What can be copied of a view: a sentence in AP style, a citation, and code that runs."""

import re
import subprocess
import sys
import threading
from dataclasses import replace
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from oilwatch import export, views
from tests.export.conftest import BASE

MARKET = "/?from=2026-01-01"


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        (
            MARKET,
            "The spot price of Brent crude was $95.29 a barrel and that of WTI crude was $86.48 a barrel on "
            "Aug. 18, 2026, according to the U.S. Energy Information Administration, as of Nov. 22, 2026.",
        ),
        (
            "/production",
            "The crude oil output of Saudi Arabia was 6.60 million barrels a day, that of Russia was 9.83 "
            "million barrels a day and that of the United States was 13.93 million barrels a day in April "
            "2026, according to the U.S. Energy Information Administration, as of Nov. 22, 2026.",
        ),
        (
            "/?series=price.wti.spot&to=2020-04-20",
            "The spot price of WTI crude was minus $36.98 a barrel on April 20, 2020, according to the U.S. "
            "Energy Information Administration, as of Nov. 22, 2026.",
        ),
        (
            "/?transform=spread&to=2026-06-30",
            "The spot price of Brent crude was $0.10 a barrel below that of WTI on June 30, 2026, ",
        ),
        ("/?transform=change&series=price.brent.spot", "% higher than a year earlier on Aug. 18, 2026, "),
        ("/production?transform=share", "of the sum shown in April 2026, according to"),
        (
            "/production?series=production.sau.crude,production.sau.crude_only&to=2022-12-31",
            "The crude oil output including lease condensate of Saudi Arabia was 10.",
        ),
        (
            "/production?series=production.sau.crude,production.sau.crude_only&to=2022-12-31",
            " and the crude oil output by the Short-Term Energy Outlook of Saudi Arabia was ",
        ),
        ("/?series=price.brent.futures", "There are no figures for this view as of Nov. 22, 2026."),
    ],
)
def test_a_sentence_in_ap_style_tells_the_newest_figures(shown, link, sentence):
    """Value, unit in words, AP date, source and day, in one sentence."""
    told = export.copies(shown(link), BASE)["AP style"]

    assert sentence in told
    assert told.endswith(".")


def test_a_spread_credits_the_publishers_of_both_prices(shown):
    """And once a publisher that gives both."""
    content = shown("/?transform=spread")
    first, second = content.abouts
    other = replace(content, abouts=(first, replace(second, publisher="Own Office")))

    both, one = (export.copies(of, BASE)["AP style"] for of in (other, content))

    assert ", according to the U.S. Energy Information Administration and Own Office, as of" in both
    assert one.count("Energy Information Administration") == 1


def test_prices_that_one_word_would_be_true_of_are_told_apart(armed):
    """Where two have the same kind and name, each has its definition."""
    _, content = armed("Own")
    line = content.lines.lines[0]
    lines = tuple(
        replace(line, about=replace(line.about, definition=words), name=words) for words in ("FOB", "CIF")
    )

    told = export.copies(replace(content, lines=replace(content.lines, lines=lines)), BASE)["AP style"]

    assert "The spot price (FOB) of Own was minus $3.00 a barrel and the spot price (CIF) of Own was" in told


@pytest.mark.parametrize(
    "link",
    [MARKET, "/production", "/production?unit=kb/d", "/?transform=rebased", "/production?transform=share"],
)
def test_every_number_of_the_sentence_is_a_number_of_the_view(shown, link):
    """But for days and years, no number stands in it that is not a row's, rounded."""
    content = shown(link)
    latest = {row.name: row.value for row in views.rows(content)}.values()
    shapes = {f"{value:,.{decimals}f}" for value in latest for decimals in (0, 1, 2)}

    told = export.copies(content, BASE)["AP style"]
    plain = re.sub(r"(?:[A-Z][a-z]{2,8}\.? )(?:\d{1,2}, )?\d{4}|first day = 100", "", told)
    numbers = re.findall(r"\d[\d,]*(?:\.\d+)?", plain)

    assert numbers
    assert set(numbers) <= shapes


def test_a_copy_younger_than_the_day_is_owned_up_to(shown):
    """Where nobody can have seen the figure on the day, the sentence says of which copy it is."""
    told = export.copies(shown("/?from=2010-01-01&to=2010-03-31&as_of=2010-06-01"), BASE)["AP style"]

    assert re.search(r"as of June 1, 2010, by the earliest copy kept, of [A-Z][a-z.]+ \d+, \d{4}\.$", told)


def test_a_citation_is_balanced_escaped_and_keeps_its_key(armed, shown):
    """Braces pair up whatever the title is, and the key is the same wherever the view is served."""
    _, content = armed(r"50% of {all} \input{x} $x$ #1 a_b ~ ^ & @misc{y,")

    entry = export.copies(content, BASE)["BibTeX"]
    here, there = (export.copies(shown(MARKET), base)["BibTeX"] for base in (BASE, "http://127.0.0.1:1"))

    assert entry.count("{") == entry.count("}")
    assert r"\input" not in entry
    assert not re.search(r"(?<!\\)[%#$&]", entry)
    assert here.split(",")[0] == there.split(",")[0]
    assert f"url = {{{BASE}{MARKET}}}" in here


class Answer(BaseHTTPRequestHandler):
    """Answers every request with one file and remembers what was asked."""

    def __init__(self, asked, body, *args):
        self.asked, self.body = asked, body
        super().__init__(*args)

    def do_GET(self):
        """Send the file."""
        self.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_):
        """Say nothing."""


@pytest.mark.parametrize(
    "link",
    ["/production?transform=share", "/production?series=production.sau.crude,production.usa.crude_weekly"],
)
def test_the_pandas_code_runs_and_reads_the_figures(source, shown, link):
    """In a process of its own it reads the view's CSV over HTTP, without comments, days beside months."""
    content, asked = shown(link), []
    body = export.file(source, content, "csv", base_url=BASE)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Answer, asked, body))
    threading.Thread(target=server.serve_forever, daemon=True).start()

    code = export.copies(content, f"http://127.0.0.1:{server.server_port}")["pandas"]
    show = "\nprint(len(data), table.shape, data['value'].sum().round(2))"
    done = subprocess.run([sys.executable, "-c", code + show], capture_output=True, text=True, check=False)
    server.shutdown()
    server.server_close()

    rows = views.rows(content)
    assert done.stderr == ""
    shape = (len({f"{row.period}-01"[:10] for row in rows}), len({row.name for row in rows}))
    assert done.stdout.split(" ", 1)[0] == str(len(rows))
    assert str(shape) in done.stdout
    assert float(done.stdout.split()[-1]) == pytest.approx(sum(row.value for row in rows), abs=0.01)
    assert asked == [f"/api/v1/view.csv?{link.partition('?')[2]}&page=production"]


def test_a_name_with_a_number_sign_is_read_whole(armed):
    """Readers that skip comments do not cut a row at a ``#`` inside a name."""
    import io

    import pandas as pd

    source, content = armed("Dubai #1 crude")

    read = pd.read_csv(io.BytesIO(export.file(source, content, "csv")), comment="#")

    assert read["name"].tolist() == ["Dubai #1 crude"] * 2
    assert read["value"].tolist() == [-2.0, -3.0]
