"""Pages: pasted text, saved HTML and addresses; what is a story there, and what states its day."""

import subprocess
import sys
import time
from contextlib import suppress

import pytest

from oilwatch.errors import InputError, OilwatchError, SourceError
from oilwatch.news import page
from tests.services import news
from tests.services.news import Reply

SENTENCES = [
    "Ministers of the exporting countries agreed on Sunday to lower their output from December on.",
    "The kingdom will bear half of the cut, an official said, while others are to follow in spring.",
    "Prices rose by two percent after the meeting, having fallen by a fifth since early October.",
    "Analysts had expected the group to wait until the new sanctions show in the figures of exports.",
    "A committee will watch the market each month, and report on Thursday 3rd November 2016 at the latest.",
    "Refiners in Asia said that they had not been told of smaller cargoes for the first quarter yet.",
]
BODY = "\n\n".join(SENTENCES)
HERE = "https://barrel.example/news/cut"


def paragraphs(first=0):
    """Return running text as HTML, each paragraph another."""
    return "".join(f"<p>{sentence} {first}.</p>" for sentence in SENTENCES)


def html(body, head="", title="Exporters agree to cut output"):
    """Return a page of the Daily Barrel with its menu and its footer."""
    return (
        f"<!DOCTYPE html><html><head><title>{title} | The Daily Barrel</title>"
        f'<meta property="og:site_name" content="The Daily Barrel">{head}</head><body>'
        '<nav><a href="/">Home</a> <a href="/oil">Oil</a></nav>'
        f"{body}<footer><p>Copyright 2024 The Daily Barrel. All rights reserved.</p></footer></body></html>"
    )


def article(more="", title="Exporters agree to cut output", first=0):
    """Return one story as an article element."""
    return f"<article><h1>{title}</h1>{more}{paragraphs(first)}</article>"


def test_a_pasted_story_has_title_author_and_text():
    """The first line is the title; byline and furniture are not text."""
    [story] = page.from_text(
        f"Home\n\nExporters agree to cut output\n\nBy Jane Doe\n\nShare\nTweet\n\n{BODY}\n\nAdvertisement\n"
    )

    assert (story.title, story.author, story.text) == ("Exporters agree to cut output", "Jane Doe", BODY)
    assert (story.published, story.published_how, story.source) == ("", "", "page")


@pytest.mark.parametrize(
    ("line", "day", "how"),
    [
        ("Published November 14, 2018", "2018-11-14", "date in the text"),
        ("Posted on 14 November 2018 at 10:30", "2018-11-14", "date in the text"),
        ("November 14, 2018", "2018-11-14", "date in the text"),
        ("Wednesday, November 14, 2018", "2018-11-14", "date in the text (weekday and date)"),
        ("Nov. 14, 2018, 10:30 AM EST | Updated Nov. 15, 2018", "2018-11-14", "date in the text"),
        ("2018-11-14", "2018-11-14", "date in the text"),
        ("14.11.2018", "2018-11-14", "date in the text"),
        ("By Jane Doe | November 14, 2018", "2018-11-14", "byline in the text"),
        ("By Jane Doe - Nov 14, 2018, 10:00 AM CST", "2018-11-14", "byline in the text"),
        ("LONDON, Nov 14, 2018 (Reuters) - Oil fell.", "2018-11-14", "dateline in the text"),
        ("Vienna, Austria, 5 October 2022 -- The ministers met.", "2022-10-05", "dateline in the text"),
        ("Thursday, November 14, 2018", "", ""),
        ("03/04/2018", "", ""),
        ("November 31, 2018", "", ""),
        ("LONDON, Nov 14 (Reuters) - Oil fell.", "", ""),
        ("November 14", "", ""),
        ("Updated November 15, 2018", "", ""),
        ("On Thursday 3rd November 2016 the minister spoke of a humanitarian crisis in the city.", "", ""),
        ("Published figures of 14 November 2018 show that output fell by a tenth in the year.", "", ""),
        ("By November 14, 2018 the ministers had not met.", "", ""),
        ("In Vienna, 5 October 2022 - that much is known - the ministers met.", "", ""),
    ],
)
def test_only_a_statement_of_publication_is_a_date(line, day, how):
    """A date line, a byline or a dateline with a full date counts; a date in a sentence is a fact."""
    [story] = page.from_text(f"Exporters agree to cut output\n\n{line}\n\n{BODY}")

    assert (story.published, story.published_how) == (day, how)
    assert story.title == "Exporters agree to cut output"


def test_a_chronology_is_no_statement_of_publication():
    """Several dates that stand alone in the text are its subject."""
    [story] = page.from_text(
        f"How the price fell this autumn\n\n{SENTENCES[0]}\n\nOctober 2, 2018\n\n{SENTENCES[1]}\n\n"
        f"October 15, 2018\n\n{SENTENCES[2]}"
    )

    assert story.published == ""


@pytest.mark.parametrize(
    "line",
    [
        "Follow the money behind the deal", "Russia will survive this, and others as well",
        "Read more", "Continue reading the main story", "Continue Reading", "* * *", "Share this article",
        "Sign up for our newsletter", "Read more: Saudi minister speaks", "Related stories", "12 Comments",
    ],
)  # fmt: skip
def test_a_single_story_is_never_split(line):
    """Sub-headings, rules and a piece of furniture in the middle do not make two stories of one."""
    middle = f"{line}\n\nWhat it means for the markets now\n\n" if "omments" not in line else f"{line}\n\n"
    first = "Exporters agree to cut output\n\n"
    text = first + ("" if "omments" in line else BODY + "\n\n") + middle + BODY

    [story] = page.from_text(text)

    assert story.title == "Exporters agree to cut output"
    assert story.text.endswith(BODY)


SEPARATORS = [
    "Enjoyed this article? Support us on Patreon.\nContinue Reading",
    "12 Comments\n\nLeave a comment",
    "Leave a Reply\n\nYour email address will not be published.",
    "Liked it? Take a second to support us!\nRead more »\n\nRelated stories\n\nMinister speaks of glut\nOil",
]


@pytest.mark.parametrize("between", SEPARATORS)
def test_several_stories_of_a_page_are_told_apart(between):
    """Furniture that ends a story, then a title and running text, begin another."""
    [first, second] = page.from_text(
        f"Staff Picks\n\nExporters agree to cut output\n\nThe cut is the first in two years.\n\nJane Doe\n\n"
        f"\n\n{BODY}\n\n{between}\n\n\nPipeline to the coast is delayed again\n\nBy John Roe\n\n{BODY}\n\n"
        f"{between}\n\n"
        "Your donations make all the difference.\n\n5 100\n\nQuick Donate\n\nThe Daily Barrel Newsletter\n"
    )

    assert (first.title, first.author) == ("Exporters agree to cut output", "Jane Doe")
    assert first.text == f"The cut is the first in two years.\n\n{BODY}"
    assert (second.title, second.author) == ("Pipeline to the coast is delayed again", "John Roe")
    assert second.text == BODY


@pytest.mark.parametrize("between", ["* * *", "Read more", "Related stories", "----------"])
@pytest.mark.parametrize(
    "origin", ["By John Roe", "November 14, 2018", "LONDON, 14 November 2018 - Oil fell."]
)
def test_a_lesser_separator_needs_a_byline_or_a_date_after_it(between, origin):
    """A rule or a button ends a story only where another one plainly begins."""
    text = f"Exporters agree to cut output\n\n{BODY}\n\n{between}\n\nPipeline is delayed again this year\n\n"

    assert len(page.from_text(f"{text}{origin}\n\n{BODY}")) == 2
    assert len(page.from_text(f"{text}{BODY}")) == 1


def test_comments_of_readers_are_no_story():
    """What follows a comment form and has no head of a story is left out."""
    [story] = page.from_text(
        f"Exporters agree to cut output\n\n{BODY}\n\n3 Comments\n\nJim\nReply\n\n{SENTENCES[3]} I say so.\n"
    )

    assert story.text == BODY


def test_the_real_page_has_four_stories(shared):
    """A page as a person pasted it gives its four stories, with titles and bylines, without furniture."""
    text = (shared / "stories" / "aleppo-khashoggi-opec-plus.txt").read_text(encoding="utf-8")

    stories = page.from_text(text)

    assert [story.title.split()[0] for story in stories] == ["SYRIA:", "Five", "U.S.", "OPEC"]
    assert [len(story.author.split()) for story in stories] == [2, 0, 3, 2]
    assert [story.published for story in stories] == [""] * 4
    lines = text.splitlines()
    assert all(story.title in lines for story in stories)
    told = "\n".join(story.text for story in stories)
    for word in (
        "Liked it",
        "Leave a Reply",
        "Continue Reading",
        "Donate",
        "Staff Picks",
        "Newsletter",
        "PayPal",
    ):
        assert word not in told
    assert [len(story.text) > 2_000 for story in stories] == [True] * 4
    assert stories[3].text.count("\n\n") > 20


def test_lines_broken_at_a_column_are_joined():
    """A text from an e-mail, broken within sentences, reads as paragraphs; its first line is no title."""
    text = (
        "Ministers of the exporting countries agreed on Sunday to lower\n"
        "their output from December on, and to meet again in spring.\n\nPrices rose by two percent."
    )

    [story] = page.from_text(text)

    assert story.title == ""
    assert story.text.split("\n\n")[0] == text.partition("\n\n")[0].replace("\n", " ")


@pytest.mark.parametrize("text", ["", " \n\t\r\n ", "\u202e\u200b\0", "Share\nTweet\n"])
def test_nothing_pasted_is_an_input_error(text):
    """Blank text, or furniture only, is told to the person who pasted it."""
    with pytest.raises(InputError, match="copy it with its headline"):
        page.from_text(text)


def test_a_pasted_title_is_plain():
    """Marks that turn the direction of text and control characters do not reach a title."""
    [story] = page.from_text(f"Exporters \u202eagree\u0007 to\u00a0cut\u200b output\r\n\r\n{BODY}")

    assert story.title == "Exporters agree to cut output"


def test_pasted_html_is_read_as_a_page():
    """A person who pastes the source of a page gets its story."""
    [story] = page.from_text(html(article()))

    assert story.title == "Exporters agree to cut output"
    assert "<p>" not in story.text


STATED = [
    ('<meta property="article:published_time" content="2018-11-14T10:00:00-05:00">', "",
     "2018-11-14T15:00:00.000Z", "page metadata (article:published_time)"),
    ('<meta name="date" content="2018-11-14">', "", "2018-11-14", "page metadata (date)"),
    ('<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": "2018-01-01"}, '
     '{"@type": "NewsArticle", "datePublished": "2018-11-14T10:00:00Z"}]}</script>', "",
     "2018-11-14T10:00:00.000Z", "json-ld datePublished"),
    ("", '<time class="entry-date published" datetime="2018-11-14T10:00:00Z">Wed</time>',
     "2018-11-14T10:00:00.000Z", "date marked on the page"),
    ("", '<span class="posted-on">November 14, 2018</span>', "2018-11-14", "date marked on the page"),
    ("", '<time class="updated" datetime="2018-11-14">x</time>', "", ""),
    ('<meta property="article:modified_time" content="2018-11-14">', "", "", ""),
    ('<meta name="date" content="soon"><script type="application/ld+json">{broken</script>', "", "", ""),
    ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", "", "", ""),
    ("", "", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("head", "more", "published", "how"), STATED)
def test_a_page_states_its_date_in_words_that_are_named(head, more, published, how):
    """Metadata and marked elements count; a change, a guess and the footer's copyright do not."""
    [story] = page.from_html(html(article(f'<p class="byline">By Jane Doe</p>{more}'), head), url=HERE)

    assert (story.published, story.published_how) == (published, how)
    assert (story.title, story.outlet) == ("Exporters agree to cut output", "The Daily Barrel")
    assert story.author == "Jane Doe"
    assert "Copyright" not in story.text
    assert all(sentence in story.text for sentence in SENTENCES)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://barrel.example/2018/11/14/cut", "2018-11-14"),
        ("https://www.opec.org/pr-detail/611-2-august-2026.html", "2026-08-02"),
        ("https://barrel.example/2018/13/14/cut", ""),
        ("https://barrel.example/report-2-august-2026.html", ""),
        ("https://barrel.example/20181114", ""),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_an_address_may_state_the_day(url, day):
    """A day in the path counts where the page itself says nothing."""
    [story] = page.from_html(html(article()), url=url)

    assert (story.published, story.published_how) == (day, "address" if day else "")


def test_several_articles_of_a_page_are_several_stories():
    """Each keeps its own title, byline and date; the date of the page belongs to the story it names."""
    head = '<meta property="og:title" content="Exporters agree to cut output">'
    head += '<meta property="article:published_time" content="2018-11-14T10:00:00Z">'
    second = article('<a rel="author">John Roe</a>', "Pipeline to the coast is delayed", 2)
    third = article('<time pubdate datetime="2018-11-12">12</time>', "Refinery goes back to work", 3)
    teaser = "<article><h2>Minister speaks of glut</h2><p>Read what he had to say.</p></article>"

    stories = page.from_html(html(article() + second + third + teaser, head), url=HERE)

    assert [(story.title, story.author, story.published) for story in stories] == [
        ("Exporters agree to cut output", "", "2018-11-14T10:00:00.000Z"),
        ("Pipeline to the coast is delayed", "John Roe", ""),
        ("Refinery goes back to work", "", "2018-11-12"),
    ]
    assert all(SENTENCES[5] in story.text for story in stories)


def test_a_story_with_teasers_and_comments_is_one():
    """Short articles beside a story, and comments marked as articles, are not stories."""
    teaser = "<article><h3>Minister speaks of glut</h3><p>Read what he had to say.</p></article>"
    comment = f'<article class="comment-body"><h4>Jim</h4>{paragraphs(9)}</article>'

    [story] = page.from_html(html(article("<h2>What it means</h2>") + teaser * 5 + comment))

    assert story.title == "Exporters agree to cut output"


@pytest.mark.parametrize(
    "body",
    [
        b"", b"   ", b"\0" * 500, news.CHALLENGE, news.CONSENT, html("<p>Too short.</p>"), "<p>",
        "<!-- x -->",
        html("<h1>Access Denied</h1><p>You don't have permission to access this page on this server at all. "
             "Reference number 18.2, of an edge server that will not tell you more than this.</p>"),
        html("<p>Please verify you are a human to go on. " + "Wait, it will not take long. " * 7),
        html("<p>We value your privacy</p><p>" + "We and our partners store cookies. " * 8 + "</p>"),
    ],
)  # fmt: skip
def test_a_page_without_a_story_says_what_to_do(body):
    """Challenges, consent forms and empty pages are never read as a story."""
    with pytest.raises(SourceError, match=r"could not read a story there: .*paste the text") as caught:
        page.from_html(body)

    assert "\n" not in str(caught.value)


def test_a_long_story_may_speak_of_captchas():
    """Only a page that is little else than a challenge is taken for one."""
    [story] = page.from_html(
        html(article("<p>A captcha kept the traders out of the auction, they said.</p>"))
    )

    assert "captcha" in story.text


@pytest.mark.parametrize("body", ["<svg>html", "<svg><div>" + article(), "<frameset>", "</html><math>"])
def test_markup_that_no_reader_expects_is_told_in_one_line(body):
    """Where the library below gives up on a page, a person reads what to do instead."""
    with pytest.raises(SourceError, match="could not read a story there"):
        page.from_html(body)


@pytest.mark.parametrize(
    ("encoding", "head"),
    [("utf-8", ""), ("cp1252", ""), ("iso-8859-1", '<meta charset="iso-8859-1">'), ("utf-16", "")],
)
def test_a_page_is_read_in_its_character_set(encoding, head):
    """Declared or not, accents come out right."""
    [story] = page.from_html(
        html(article("<p>Le pétrole a monté, dit-on à Zürich ce matin.</p>"), head).encode(encoding)
    )

    assert "pétrole a monté, dit-on à Zürich" in story.text


@pytest.mark.parametrize(
    "text",
    [
        "x" * 5_000_000, "\n" * 5_000_000, "Share\n" * 150_000, "By Jane Doe\n" * 150_000, "a, " * 1_600_000,
        "Oil Prices Rise Again Today\n" * 150_000, "(" * 5_000_000, "\u202e" * 5_000_000,
        ("Leave a reply\nOil Prices Rise Again Today\n" + f"{BODY}\n") * 8_000,
        "November 14, 2018\n" * 150_000,
    ],
    ids=["one line", "blank", "share", "byline", "commas", "titles", "brackets", "bidi", "stories", "dates"],
)  # fmt: skip
def test_hostile_text_is_done_within_seconds(text):
    """Five million characters of anything are read or refused in time that grows with their number."""
    _within_seconds(page.from_text, text)


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 380_000, "<script>" * 230_000, "<" * 1_900_000, "&" * 1_900_000, "<b>x" * 470_000,
        "<table><tr><td>" * 120_000, "<!--" * 470_000, "<p>" + "a" * 1_900_000, f"<p>{BODY}" * 20_000,
        "<a " + "b=c " * 470_000, "<img src='data:image/png;base64," + "A" * 10_000_000 + "'>",
        "<article><h1>a</h1><p>b</p></article>" * 9_500, "<br>text" * 55_000, "<br>" * 400_000,
    ],
    ids=["divs", "scripts", "brackets", "entities", "bold", "tables", "comments", "word", "large",
         "attributes", "picture", "articles", "breaks", "tags"],
)  # fmt: skip
def test_hostile_html_is_done_within_seconds(text):
    """Deep, large and broken markup is read or refused in bounded time."""
    _within_seconds(page.from_html, f"<html><body>{text}")


def _within_seconds(read, text):
    began = time.monotonic()
    with suppress(OilwatchError):
        read(text)
    assert time.monotonic() - began < 30


def test_a_story_is_read_at_its_address(serve, client):
    """The address that answered in the end is the address of the story."""
    replay = serve({
        "/old": Reply(status=301, headers={"Location": "/2018/11/14/cut"}),
        "/2018/11/14/cut": Reply(html(article()).encode()),
    })  # fmt: skip

    [story] = page.from_address(client, f"{replay.url}/old")

    assert story.url == f"{replay.url}/2018/11/14/cut"
    assert (story.published, story.published_how) == ("2018-11-14", "address")


def test_the_character_set_of_an_answer_counts(serve, client):
    """A page may leave its character set to the header."""
    body = html(article("<p>Нефть подорожала на два процента, сообщили в Москве.</p>")).encode(
        "koi8-r", "ignore"
    )
    replay = serve({"/a": Reply(body, "text/html; charset=koi8-r")})

    assert "подорожала на два процента" in page.from_address(client, f"{replay.url}/a")[0].text


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Reply(b"%PDF-1.7 ...", "application/pdf"), "got application/pdf"),
        (Reply(b"%PDF-1.7 ...", news.HTML), "got application/pdf"),
        (Reply(b"{}", news.JSON), "got application/json"),
        (Reply(b"x", "image/png"), "got image/png"),
        (Reply(news.CHALLENGE, status=403), "status 403 .it refuses programs"),
        (Reply(news.CHALLENGE), "keeps programs out"),
        (Reply(b"", status=404), "status 404"),
        (Reply(b"", status=204), "status 204"),
    ],
)
def test_what_is_no_page_is_refused_with_what_to_do(reply, told, serve, client):
    """Other files and refusals say what came, and that the text can be pasted instead."""
    replay = serve({"/a": reply})

    with pytest.raises(SourceError, match=f"could not read a story there: .*{told}.*paste the text"):
        page.from_address(client, f"{replay.url}/a")


@pytest.mark.parametrize(
    "mode", ["truncated body", "gzip bomb", "redirect loop", "reset", "wrong content type"]
)
def test_a_fault_on_the_way_is_one_line(mode, serve, client):
    """Whatever goes wrong between here and there, one line says so."""
    replay = serve({"/a": Reply(html(article()).encode())})
    replay.mode = mode

    with pytest.raises(SourceError) as caught:
        page.from_address(client, f"{replay.url}/a")

    assert "\n" not in str(caught.value)


def test_a_slow_page_is_read(serve, client):
    """A page that drips within its deadline is whole."""
    replay = serve({"/a": Reply(html(article()).encode())})
    replay.mode, replay.drip = "slow drip", 0.0001

    assert len(page.from_address(client, f"{replay.url}/a")) == 1


@pytest.mark.parametrize("url", ["", "nonsense", "file:///etc/passwd", "javascript:alert(1)", "http://[x"])
def test_what_is_no_web_address_is_an_input_error(url, client):
    """Only http and https addresses are asked."""
    with pytest.raises(InputError, match="expected an http"):
        page.from_address(client, url)


def test_without_the_extra_packages_a_person_is_told_what_to_install():
    """Reading pages is an extra; pasted text needs nothing."""
    code = (
        "import sys; sys.modules['trafilatura'] = sys.modules['lxml'] = None\n"
        "from oilwatch.news import page\nfrom oilwatch.errors import SourceError\n"
        f"assert len(page.from_text({BODY!r})) == 1\n"
        "try:\n    page.from_html('<html><body>x')\nexcept SourceError as error:\n    print(error)"
    )

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert "pip install 'oilwatch[pages]'" in told
