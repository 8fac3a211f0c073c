"""Whatever text comes, reading gives claims or none: no error, no claim outside the text, no flood."""

import math
import random
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from oilwatch.claims import reading

DAY = date(2018, 11, 13)
SHAPES = {
    "nothing": "",
    "spaces": " \t\u00a0\u2003" * 500,
    "new lines": "\n" * 5_000,
    "one word": "x" * 50_000,
    "one number": "9" * 50_000,
    "one number of barrels": "Brent rose to $" + "9" * 5_000 + " a barrel",
    "a fraction without end": "Brent rose to $66." + "1" * 5_000,
    "ones and commas": "1," * 5_000,
    "groups of ones": "1" + ",111" * 5_000 + " b/d from Iraq",
    "dollars": "$" * 5_000,
    "commas": "," * 5_000,
    "full stops": "." * 5_000,
    "a a a": "a " * 5_000,
    "millions": "1 " + "million " * 5_000 + "barrels",
    "since": "Brent fell 2% " + "since " * 3_000,
    "and": "Iraq pumped 2 million b/d " + "and " * 3_000,
    "names": "Iraq, Iran and " * 500 + "Kuwait each pumped 2 million b/d.",
    "highest": "the highest since the highest " * 1_000,
    "brackets": "(" * 3_000 + "Brent fell 2%" + ")" * 3_000,
    "quotes": "\"'“”‘’" * 1_000,
    "no end": "Saudi output rose 2 percent and " * 300,
    "turned around": "\u202eBrent\u202c \u200ffell\u200e 2% \u2066in October\u2069. " * 100,
    "hidden": "Br\u00adent f\u200bell 2\ufeff% in Oc\u2060tober.",
    "nulls": "Brent\x00fell\x002%\x1b[31m",
    "halves of a pair": "Brent \ud800 fell \udfff 2%",
    "combining": "Brent fell 2%" + "\u0301" * 3_000,
    "emoji": "Brent 🛢️ fell 2️⃣% 👨‍👩‍👧‍👦 " * 100,
    "Arabic": "ارتفع خام برنت ٢٪ إلى ٦٦ دولارا للبرميل. " * 50,
    "Arabic digits": "Brent rose to $٦٦ a barrel, or ²% and ½ of Ⅷ.",
    "full width": "Ｂｒｅｎｔ ｒｏｓｅ ２％ ｔｏ ＄６６",
    "Russian": "Нефть Brent подорожала на 2,1% до 66,12 доллара за баррель. " * 50,
    "Chinese": "布伦特原油上涨2.1%至每桶66.12美元。" * 100,
    "dates that are none": "Brent fell 2% since 31 February 2018, 0 March, 32 May 9999 and 99/99/9999.",
    "years far away": "The highest since 1800; the lowest since 2099; the most in 999999 years.",
    "spans far away": "Brent fell 2% in 99999999 years and 10000 months.",
    "a table": "Output, million b/d\n" + "Iraq | 4.1 | 4.2\n" * 200,
    "markup": "<script>alert(1)</script> Brent &lt;fell&gt; 2% <b>since</b> {{October}} %s %d",
    "negative": "Oil settled at -$37.63, at minus $37.63, at $-37.63 and at −$37.63 a barrel.",
    "zero": "Brent fell 0 percent to $0 as Iraq pumped 0 b/d, 0.0 million more.",
}
"""Texts that break readers."""
PHRASES = (
    "Brent;WTI;crude;oil prices;Saudi Arabia;Russia and Iraq;OPEC+;the eight;the United States;its;"
    "the kingdom;rose;fell;has pumped;will cut;agreed to raise;settled at;the highest since;a record;"
    "not;about;nearly;between;from;to;by;2 percent;a fifth;half a million barrels a day;"
    "10.7 million b/d;$66.12 a barrel;300,000 bpd;45 cents;1,2;a third;-3%;doubled;1.2-1.4 million;"
    "minus;in October;since early October;on Monday;in the week to Nov. 2;late 2016;last year;"
    "the second quarter;a year earlier;from December;three straight months;respectively;in each case;"
    "compliance;quota;share of;world output;inventories;capacity;if;expected;denied;,;.;;;(;);—;:;'s;"
    "and;while;\n;%;$;million;"
)  # fmt: skip


def check(text):
    """Assert what holds of the claims of any text, and return them."""
    claims = reading.read(text, DAY)
    assert len(claims) <= reading.MOST_CLAIMS + 100
    for claim in claims:
        assert 0 <= claim.start < claim.end <= len(text)
        assert text[claim.start : claim.end] == claim.span_text
        assert claim.span_text.strip()
        values = claim.normalized_value
        for number in values if isinstance(values, tuple) else (values,):
            assert isinstance(number, str) or math.isfinite(number)
        assert all(limit is None or math.isfinite(limit) for limit in (claim.low, claim.high))
        assert date.fromisoformat(claim.period_start) <= date.fromisoformat(claim.period_end)
        assert all(
            claim.baseline_period is None or date.fromisoformat(day) for day in claim.baseline_period or ()
        )
    return claims


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES.keys())
def test_a_hostile_text_gives_claims_or_none(text):
    """No error, and every claim stands where it says, with numbers that are numbers."""
    check(text)


def test_reading_the_same_text_again_gives_the_same_claims():
    """What was read before leaves no trace."""
    text = "Brent rose 2 percent to $66 on Monday. Iraq pumped 4.1 million b/d in October."
    before = check(text)
    for hostile in SHAPES.values():
        check(hostile)
    assert check(text) == before
    assert before


def test_a_text_of_more_claims_than_anyone_reads_is_cut_off():
    """Claims are bounded, whatever the text."""
    assert len(reading.read("Brent rose 2%. " * 30_000, DAY)) <= reading.MOST_CLAIMS + 100


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
@example("1" * 400)
def test_any_text_is_read(text):
    """Random characters of all languages raise nothing."""
    check(text)


@given(
    st.lists(st.sampled_from([*PHRASES.split(";"), ""]), max_size=40),
    st.sampled_from(["", " ", "\n", "\u200b"]),
)
@settings(max_examples=300, deadline=None)
def test_any_order_of_the_market_s_own_words_is_read(phrases, between):
    """The words that the grammar knows, in orders that it does not, raise nothing."""
    check((between or " ").join(phrases))


@example(date(2000, 1, 1), 5263)
@given(st.dates(date(1861, 1, 1), date(2099, 12, 31)), st.integers(0, 10_000))
@settings(max_examples=200, deadline=None)
def test_every_day_can_be_the_day_of_a_story(day, seed):
    """Ends of months, leap days and centuries are days like others."""
    source = random.Random(seed)
    text = " ".join(source.choice(PHRASES.split(";")) for _ in range(30))
    for claim in reading.read(text, day):
        assert claim.as_of == day.isoformat()
        assert date.fromisoformat(claim.period_start) <= date.fromisoformat(claim.period_end)
