"""Story text is never more than text, whatever it is and wherever it is shown."""

import json
import re
from dataclasses import fields, replace
from html.parser import HTMLParser

import pytest

from oilwatch import report
from oilwatch.model import Story
from oilwatch.report import marked, review, safe
from tests.report import made

SOURCE = re.compile(r"\[source\]\(<https://e\.example/[^\s<>\"'`\\]*>\)")
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
NO_LINKS = (
    "javascript:alert(1)", "data:text/html,x", "//e.example", "https://", 'https://e.example/"x', "https://[",
    "https://e.example/ x", "\x00https://e.example", "https://e.example/\u202e",
)  # fmt: skip


class Seen(HTMLParser):
    """What a parser of HTML finds: elements with their attributes, and text."""

    def __init__(self, page):
        super().__init__()
        self.elements, self.all = [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        """Note an element."""
        self.elements.append((tag, tuple(name for name, _ in attrs), dict(attrs)))

    def handle_data(self, data):
        """Note text."""
        self.all += data


def poisoned(text):
    """Return a check in which everything that can come from a story is *text*."""
    whole = f"Brent: {text} 10.7 million b/d. {text}"
    words = {one.name: text for one in fields(Story)} | {"text": whole}
    claim = replace(made.claim(text=whole), span_text=text, candidates=(text, text), entity=text, source=text)
    held = made.evidence(series=text, url=f"https://e.example/{text}", publisher_id=text, vintage=text)
    said = [
        made.verdict(name, held, of=claim, summary=text, reason=text, tolerance_rule=text)
        for name in ("matches", "off_by", "contradicted", "not_checkable")
    ]
    check = made.check(*said, note=text, published_from=text)
    return replace(check, story=Story(**words))


SHAPE = [(tag, names) for tag, names, _ in Seen(report.html([poisoned("harmless")])).elements]


@pytest.mark.parametrize("text", made.HOSTILE)
def test_a_story_adds_no_element_no_attribute_and_no_link(text):
    """The file has the elements of a harmless story, less the links that are none."""
    page = Seen(report.html([poisoned(text)]))

    shape = [(tag, names) for tag, names, _ in page.elements]
    assert [one for one in shape if one[0] != "a"] == [one for one in SHAPE if one[0] != "a"]
    links = [told["href"] for tag, _, told in page.elements if tag == "a"]
    assert all(one.startswith(("#s1-", "https://e.example/", "http://evil.example")) for one in links)


@pytest.mark.parametrize("text", made.HOSTILE)
def test_nothing_that_hides_or_turns_text_is_left(text):
    """In every form a character without a shape is written as its code, so that it can be seen."""
    check = poisoned(text)

    for shown in (report.text(check), report.markdown(check), report.html([check])):
        assert not HIDDEN.search(shown)
        shown.encode()
    assert safe.visible("\u202e7") == "⟨U+202E⟩7"


@pytest.mark.parametrize("text", made.HOSTILE)
def test_the_reviews_are_json_and_no_story_ends_their_element(text):
    """What stands in the script element is one JSON document with the text of the story inside."""
    check = poisoned(text)
    element = review.script(check, "https://oil.example/check?c=x")

    body = re.fullmatch(r'<script type="application/ld\+json">([^<>&]*)</script>', element)
    found = json.loads(body[1])
    assert [one["reviewRating"]["ratingValue"] for one in found] == [5, 2, 1]
    assert all("10.7 million b/d" in one["claimReviewed"] for one in found)


@pytest.mark.parametrize("text", made.HOSTILE)
def test_markdown_of_a_story_has_no_markup_but_ours(text):
    """No HTML, no picture, no code, no link but to a source, no heading, list or rule of the story's."""
    shown = report.markdown(poisoned(text))
    free = re.sub(r"\\[^\w\s]", "x", SOURCE.sub("", shown)).split("- Repeat")[0]

    assert not re.search(r"[<\[`]|https?://|www\.", free)
    lines = free.splitlines()
    assert [one for one in lines if one.startswith("#") and not re.match(r"## |### [a-d]\. ", one)] == []
    quoted = [one[2:] for one in lines if one.startswith(">")]
    assert quoted
    assert [one for one in quoted if re.match(r"\s*([-+=#>]|\d+[.)] )", one)] == []


def test_an_address_that_is_no_web_address_is_no_link():
    """Only http and https with a host are, and nothing that could leave the attribute."""
    for url in NO_LINKS:
        assert safe.address(url) == ""
    assert safe.address("https://e.example/a?b=c&d") == "https://e.example/a?b=c&d"


def test_the_marked_story_reads_as_the_story():
    """It is the text, character for character, and the letter of the figure."""
    text = 'A <b>"10.7 million b/d"</b> & more'
    check = made.check(made.verdict(of=made.claim(text=text)), text=text)

    shown = Seen(marked.story(check, marked.Manner()))

    assert shown.all == 'A <b>"10.7 million b/da"</b> & more'
