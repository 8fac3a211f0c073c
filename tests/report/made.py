"""Checks made by hand, as the engine would give them."""

from dataclasses import replace

from oilwatch.model import Check, Claim, Evidence, Story, Verdict

TEXT = (
    "October saw Saudi Arabia's wells give up 10.7 million b/d; Russia and the United States each managed "
    "11.4 million. Crude is roughly 20 percent cheaper than in early October.\n\n"
    "OPEC+ is to cut 1.2 million b/d from January, and Brent could reach $90 a barrel."
)
DAY = "2018-11-13"
HOSTILE = (
    "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\u202e0.7 million", "| a | b |",
    "[x](javascript:alert(1))", "![x](http://evil.example/x.png)", "`code`", "http://evil.example", "]]>",
    "\n# title\n", "\n- item\n---\n", "&lt;b&gt; &#60;", "\"' onmouseover='x'", "<!--", "\ud800", "$x^2$",
    "*a* _b_ ~~c~~", "www.evil.example", "\u2028", ":red[x]", "😀" * 20, "{{7*7}}", "</style>",
    "\u200b\ufeff", "a\x00b\x1b[31m",
)  # fmt: skip
"""What a story may hold that must stay text."""


def claim(span="10.7 million b/d", said=10_700.0, **told):
    """Return a claim about Saudi output, at the place of its text in the story."""
    text = told.pop("text", TEXT)
    start = text.index(span)
    usual = {
        "value": 10.7, "unit": "million b/d", "normalized_unit": "kb/d", "kind": "level",
        "measure": "production", "entity": "SAU", "period_start": "2018-10-01", "period_end": "2018-10-31",
        "digits": 50.0,
        "low": said - 50 if isinstance(said, float) else None,
        "high": said + 50 if isinstance(said, float) else None, "as_of": DAY,
    }  # fmt: skip
    return Claim(
        span_text=span, start=start, end=start + len(span), normalized_value=said, **{**usual, **told}
    )


def evidence(role="then", value=10_680.0, **told):
    """Return a recorded figure of Saudi output."""
    usual = {
        "series": "production.sau.crude", "publisher_id": "INTL.57-1-SAU-TBPD.M", "period": "2018-10",
        "unit": "kb/d", "seen_from": "2018-11-06", "vintage": "published", "difference": 20.0,
        "difference_percent": 0.2, "raw_sha256": "ab" * 32, "url": "https://www.eia.gov/international/",
    }  # fmt: skip
    return Evidence(role=role, value=value, **{**usual, **told})


def verdict(said="matches", *held, of=None, **told):
    """Return a verdict on a claim."""
    usual = {
        "reason": "", "summary": f"The record shows {said}.",
        "tolerance_rule": "half a unit of the last digit",
    }  # fmt: skip
    return Verdict(claim=of or claim(), verdict=said, evidence=held, **{**usual, **told})


def check(*verdicts, text=TEXT, **told):
    """Return a check of the story."""
    story = Story(title="Three big producers run flat out", url="https://news.example/a", published=DAY)
    usual = {"as_of": DAY, "published_from": "given", "data_version": 12}
    return Check(story=replace(story, text=text), verdicts=verdicts, **{**usual, **told})


def every():
    """Return a check with a figure of each verdict, two of them on one span, one nested in another."""
    price = {"measure": "price_change", "entity": "BRENT", "kind": "pct_change", "unit": "percent",
             "normalized_unit": "percent", "low": -21.0, "high": -19.0}  # fmt: skip
    near = evidence(value=10_980.0, difference=420.0, difference_percent=3.8, series="production.usa.crude")
    return check(
        verdict("matches", evidence(), evidence("now", 10_630.0, seen_from="2026-08-01", difference=70.0)),
        verdict("off_by", near, of=claim("11.4 million", 11_400.0, entity="USA")),
        verdict("rounds_to", evidence(value=11_360.0), of=claim("11.4 million", 11_400.0, entity="RUS")),
        verdict("contradicted", evidence(value=-14.2, unit="percent", series="price.brent.spot",
                                         period="2018-11-12"),
                of=claim("roughly 20 percent", -20.0, value=20, **price)),
        verdict("other_period", evidence("period"), of=claim("20 percent cheaper", -20.0, value=20, **price)),
        verdict("other_vintage", evidence("vintage"), of=claim("1.2 million b/d", -1200.0, kind="decision")),
        verdict("other_definition", evidence("definition"), of=claim("1.2 million", -1200.0)),
        verdict("not_checkable", reason="forecast",
                of=claim("$90 a barrel", 90.0, kind="forecast", measure="price", entity="BRENT",
                         normalized_unit="USD/bbl", checkable=False, not_checkable_reason="forecast",
                         candidates=("a forecast of WTI", "a level of Brent"))),
        note="The day was given.",
    )  # fmt: skip


def engine(story, store, *, published=None):
    """Check a story as the engine does, for the one story it knows; any other has no figures."""
    day = published or story.published[:10]
    at, known = story.text.find(TEXT[:60]), every()
    told = {"story": story, "as_of": day, "published_from": "given" if published else story.published_how}
    if at < 0:
        return replace(known, **told, verdicts=())
    moved = [
        replace(one, claim=replace(one.claim, start=one.claim.start + at, end=one.claim.end + at))
        for one in known.verdicts
    ]
    return replace(known, **told, verdicts=tuple(moved))
