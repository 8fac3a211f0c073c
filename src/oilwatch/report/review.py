"""ClaimReview (schema.org): each figure with a rating, as data that search engines read."""

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from typing import Any

from oilwatch.model import Check, Verdict
from oilwatch.report import frame, safe, words

RATINGS = {
    "matches": 5, "rounds_to": 5, "other_vintage": 4, "other_definition": 3, "other_period": 2, "off_by": 2,
    "contradicted": 1,
}  # fmt: skip
"""From 5, as recorded, to 1, contradicted; what cannot be checked has no rating."""
MOST = 2_000
"""Characters of the longest sentence that is quoted."""
_STOP = re.compile(r"(?<=[.!?])[\s”\"']+|\n")


def script(check: Check, address: str = "", prefix: str = "s1") -> str:
    """Return the element that holds the reviews; empty where nothing is rated.

    *address* is where the check is published, where it is, and *prefix* starts its anchors there. No text
    of a story can end the element.
    """
    found = list(reviews(check, f"{address}#{prefix}" if address else ""))
    if not found:
        return ""
    data = json.dumps(found).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return f'<script type="application/ld+json">{data}</script>'


def reviews(check: Check, place: str = "") -> Iterator[dict[str, Any]]:
    """Yield a ClaimReview for each figure that has a rating; *place* is the address up to the letter."""
    stating = sentences(check)
    for card in words.cards(check):
        rating = RATINGS.get(card.verdict.verdict)
        if rating is not None:
            yield {
                "@context": "https://schema.org",
                "@type": "ClaimReview",
                **({"url": f"{place}-{card.letter}"} if place else {}),
                "claimReviewed": stating(card.verdict),
                "author": {"@type": "Organization", "name": "oilwatch"},
                "reviewBody": safe.line(card.verdict.summary),
                "itemReviewed": _item(check),
                "reviewRating": {
                    "@type": "Rating", "ratingValue": rating, "bestRating": 5, "worstRating": 1,
                    "alternateName": safe.line(card.chip.word),
                },
            }  # fmt: skip


def _item(check: Check) -> dict[str, Any]:
    work = {"@type": "NewsArticle", "headline": frame.title(check)}
    link, day = safe.address(check.story.url), safe.line(check.as_of)[:10]
    work |= {"url": link} if link else {}
    work |= {"datePublished": day} if day else {}
    outlet = safe.line(check.story.outlet)
    author = {"author": {"@type": "Organization", "name": outlet}} if outlet else {}
    return {"@type": "Claim", **author, "appearance": work}


def sentences(check: Check) -> Callable[[Verdict], str]:
    """Return a function that gives the sentence of the story that states a figure, on one line."""
    text = check.story.text
    cuts = [0, *(found.end() for found in _STOP.finditer(text)), len(text)]

    def stating(verdict: Verdict) -> str:
        claim = verdict.claim
        low = cuts[max(bisect_right(cuts, claim.start) - 1, 0)]
        high = cuts[min(bisect_left(cuts, claim.end), len(cuts) - 1)]
        return safe.line(text[low:high][:MOST]) or safe.line(claim.span_text)

    return stating
