"""Where a difference is known or no error: what keeps a figure from being called contradicted."""

import re
from datetime import date, timedelta

from oilwatch import catalog, periods
from oilwatch.claims import allowed, choosing, figures, rolling, wording
from oilwatch.claims.figures import Case, Reading
from oilwatch.claims.ladder import Guard
from oilwatch.model import Series

MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_CONTRACT = re.compile(
    rf"(?:brent|wti|crude|futures?|contracts?|intermediate)(?: crude| futures| oil)* for (?:{MONTHS})"
    rf"|(?:{MONTHS})(?:'s)?(?: brent| wti| crude| oil)*(?: futures)? (?:contract|delivery|futures|settlement)"
    rf"|for (?:{MONTHS}) (?:delivery|settlement)|most active|second month|expir"
)
CONTRACTS_APART = 10.0
"""By how many percent two contract months may lie apart when one follows the other."""
SPOT_DAYS = 30
PART = 0.55
"""A level below this share of what was recorded is rather of something else than wrong."""
AROUND = 70
_WITHIN_DAY = re.compile(
    r"as much as|touch|intraday|in the session|at one point|before (?:slipping|paring|giving|easing|the news)"
    r"|briefly|in the morning|earlier in the day|rebound|loss into|gain into|spiked|traded (?:at|below|above)"
)
_NOT_OUTPUT = re.compile(
    r"\b(?:export|shipment|capacity|spare|could|sustain|idle|demand|consum|import|refin|lost|outage|offline|tanker)"
)
WITHIN_DAY = 4.0
"""By how many points a move within a day may differ from that of its close, where no close is spoken of."""
_CLOSE = re.compile(
    r"\b(?:settl|clos|ended|ending|ends|finish)|\b(?:to|at) \$|\bto (?:a |an )?\w* ?(?:high|low)"
)
_WHOLE = re.compile(r"\b(?:pump|produc|output)")
_PARTS = re.compile(
    r"\b(?:fields?|basins?|regions?|provinces?|offshore|units?|ventures?|blocks?|projects?|of which|shares?"
    r"|half|alone|joint|terminals?|ports?|compan(?:y|ies)|states?|platforms?|deposits?|sands|shale|heavy|condensate"
    r"|more|less|extra|another)\b"
)
_CONTRACT_BASES = frozenset(("second_month", "expiring_contract", "next_day"))


def nothing(case: Case) -> Guard:
    """Return why a claim has nothing to be held against."""
    who = wording.subject(case.claim)
    what = {"price": "prices", "price_change": "prices", "inventory": "stocks"}.get(
        case.claim.measure, "output"
    )
    return Guard(
        "not_in_store", f"the store has no series of {what} for {who}", "an imported or loaded series of it"
    )


def missing(case: Case, about: Series, span: tuple[str, str]) -> Guard:
    """Return why a series has no figure for a span: it is not over, not out, too early, or a gap."""
    first, last = case.record.span(about)
    when = wording.span_text(*span)
    if span[1] > case.day and (span[0] > case.day or about.frequency == "monthly"):
        return Guard(
            "not_yet_published",
            f"{when} was not over on {periods.period_text(case.day)}",
            "a later --as-of day",
        )
    if last and periods.end(last).isoformat() < span[1]:
        return Guard(
            "not_yet_published",
            f"“{about.title}” goes to {periods.period_text(last)} only",
            "a load of newer figures",
        )
    if first and periods.start(first, about.frequency).isoformat() > span[0]:
        return Guard(
            "not_in_store",
            f"“{about.title}” begins with {periods.period_text(first)}",
            "a series that reaches back",
        )
    return Guard(
        "not_in_store", f"“{about.title}” has no figure for {when}", "another series with that period"
    )


def session_before(case: Case, about: Series, day: str) -> str:
    """Return the last period of a daily series before a day; empty where it lies more than five days back."""
    start = (date.fromisoformat(day) - timedelta(days=5)).isoformat()
    before = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    found = case.record.between(about, start, before)
    return found[-1] if found else ""


def near_futures(case: Case, main: Reading) -> tuple[str, str] | None:
    """Return what to say of a settlement that lies about as far from spot as futures do."""
    if not case.proxy:
        return None
    away = wording.difference(case.claim, main)[1]
    band, own = choosing.distance(case.record, case.claim.entity)
    if away is None or abs(away) > 100 * band:
        return None
    told = "the store's own 95% range" if own else "usually"
    return (
        "other_definition",
        f"futures lie within {100 * band:.1f}% of spot ({told}), and the store has none here",
    )


def known_difference(case: Case, main: Reading) -> tuple[str, str] | None:
    """Return what to say of a difference between publishers that is known."""
    claim, level = case.claim, main.level
    if claim.kind != "level" or not level:
        return None
    low, high = allowed.interval(claim)
    for known in catalog.differences():
        if known.series != main.about.id or (known.sources and claim.source not in known.sources):
            continue
        if low <= level * (1 + known.high / 100) and high >= level * (1 + known.low / 100):
            return "other_definition", known.words
    return None


def named_source(case: Case) -> Guard | None:
    """Return the guard of a figure by a source that the store does not have."""
    claim = case.claim
    if claim.source and not choosing.has_source(case.record, case):
        return Guard(
            "not_in_store",
            f"the story names another source ({claim.source}), which the store does not have",
            "that source's own figures",
        )
    return None


def of_output(case: Case, main: Reading) -> Guard | None:
    """Return why a difference of output is no error."""
    claim = case.claim
    if (found := named_source(case)) is not None:
        return found
    if (found := _unclear(case, main)) is not None:
        return found
    first, last = figures.span(claim)
    if figures.grain(first, last) in ("day", "week") and main.about.frequency == "monthly":
        return Guard("not_in_store", "the store has only the mean of the month", "daily or weekly figures")
    wanted = {"crude+ngl": "liquids"}.get(claim.definition, claim.definition)
    if wanted not in ("", "weekly", choosing.defined(main.about)) and claim.entity != "USA":
        return Guard(
            "not_in_store",
            f"the store has no figure of the story's definition ({claim.definition})",
            "a series of that definition",
        )
    return None


def _unclear(case: Case, main: Reading) -> Guard | None:
    """Return the guard of a level that may be of something else: a part of output, exports, a capacity."""
    claim = case.claim
    if claim.kind != "level" or isinstance(claim.normalized_value, str):
        return None
    near = case.sentence[max(0, case.offset - AROUND) : case.offset + len(claim.span_text) + AROUND]
    small = abs(allowed.number(claim)) < PART * main.nearest(allowed.number(claim))
    whole = _WHOLE.search(case.sentence) and not _PARTS.search(case.sentence)
    if (small and not whole) or _NOT_OUTPUT.search(near):
        return Guard(
            "ambiguous", "it may be a part of output, a change, exports or a capacity", "a clearer sentence"
        )
    return None


def contract(case: Case) -> Guard | None:
    """Return the guard of a price whose sentence names a contract month."""
    if case.claim.basis in _CONTRACT_BASES or _CONTRACT.search(case.sentence):
        return Guard(
            "not_in_store", "the story names a contract month, and the store has front-month prices only",
            "prices by contract month",
        )  # fmt: skip
    return None


def of_price(case: Case, main: Reading) -> Guard | None:
    """Return why a difference of a price level is no error."""
    claim = case.claim
    if (found := contract(case)) is not None:
        return found
    near = case.sentence[max(0, case.offset - AROUND) : case.offset + len(claim.span_text) + AROUND]
    if claim.basis == "intraday" or _WITHIN_DAY.search(near):
        return Guard("intraday_only", "it is a price within the day", "prices within the day")
    away = abs(wording.difference(claim, main)[1] or 0.0)
    days = claim.kind == "level" or claim.period_start == claim.period_end
    if (
        days
        and choosing.is_futures(main.about)
        and away <= CONTRACTS_APART
        and rolling.rolls(claim.entity, claim.period_end)
    ):
        return Guard("ambiguous", "the front month changed around that day", "prices by contract month")
    if case.proxy and (claim.kind != "level" or _was_there(case, main)):
        return Guard(
            "not_in_store",
            "it is a price of futures, of which the store has none here, and spot moved so much within the"
            " month that it does not tell",
            "futures prices (oilwatch load)",
        )
    return None


def _was_there(case: Case, main: Reading) -> bool:
    """Return whether spot itself was at the price of the story within the month before."""
    day = case.claim.period_end
    start = (date.fromisoformat(day) - timedelta(days=SPOT_DAYS)).isoformat()
    found = figures.levels(case, main.about, start, min(day, case.day)) or []
    values = [figure.seen.value for figure in found]
    low, high = allowed.interval(case.claim)
    return bool(values) and low <= max(values) and high >= min(values)


def of_move(case: Case, main: Reading, base: str, end: str) -> Guard | None:
    """Return why a difference of a price move is no error."""
    if case.proxy:
        return Guard(
            "not_in_store",
            "it is a move of futures, of which the store has none here, and spot may move otherwise",
            "futures prices (oilwatch load)",
        )
    if (found := of_price(case, main)) is not None:
        return found
    day = case.claim.period_start == case.claim.period_end and case.claim.kind == "pct_change"
    if day and not _CLOSE.search(case.sentence) and _within_day(case, main):
        return Guard(
            "intraday_only", "the story does not say that it is a settlement, and prices move within the day",
            "prices within the day",
        )  # fmt: skip
    if base and rolling.rolled(case.claim.entity, base, end):
        return Guard("ambiguous", "the front month changed in between", "prices by contract month")
    return None


def _within_day(case: Case, main: Reading) -> bool:
    """Return whether a move may have stood within the day: near the one at the close, but not its mirror."""
    value = allowed.number(case.claim)
    turned = abs(main.nearest(-value) + value) <= abs(value) / 2
    return not turned and abs(wording.difference(case.claim, main)[0]) <= WITHIN_DAY
