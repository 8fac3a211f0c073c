"""A headline as plain words: what outlets and aggregators put around it is taken off, spellings are made one.

A title is hostile: only its first 400 characters count, characters that nobody sees are dropped, and
every rule here runs in time linear in what is left.
"""

import re
import unicodedata
from typing import NamedTuple

from oilwatch.news import headline

MOST = 400
LABELS = {
    "": (
        "update|wrapup|refile|corrected|correction|rpt|repeat|recast|exclusive|breaking|breaking news"
        "|bulletin|just in|alert|urgent|flash|advisory|new|energy|markets|oil|video|watch|graphic|photos|news"
        "|world news|oil news|headline|late edition"
    ),
    "analysis": (
        "analysis|insight|column|opinion|commentary|explainer|explained|factbox|breakingviews|editorial"
        "|viewpoint|view|comment|instant view|q&a|podcast|timeline|special report|fact check|profile"
        "|interview|poll|live|live updates|live blog|op-ed|reaction|talking point|quotebox|quotes|essay"
        "|the big read|lex|newsletter"
    ),
    "preview": "preview|look ahead|week ahead|day ahead|outlook|curtain raiser",
}
"""What stands before a headline's colon or dash, by the mood that it gives."""
_LABEL = {word: mood for mood, words in LABELS.items() for word in words.split("|")}
_LEAD = re.compile(r"\s*([a-z][a-z&\- ]{1,16}?)(?:\s?\d{1,2})?\s*(?:[:|\u2013\u2014]|-(?=\S)|\s-\s)\s*")
OUTLETS = frozenset(
    "reuters bloomberg cnbc cnn bbc ap afp upi npr fox nyt wsj ft forbes rt tass xinhua axios politico"
    " fortune time platts argus oilprice barrons marketwatch investing yahoo msn aljazeera guardian"
    " telegraph independent".split()
)
_OUTLETISH = re.compile(
    r"\b(?:news|times|post|journal|press|herald|tribune|daily|today|gazette|guardian|telegraph|standard|agency"
    r"|chronicle|mail|observer|finance|financial|business|economist|magazine|tv|radio|network|wire|online|report"
    r"|yahoo|arabiya|jazeera|national|globe|star|sun|mirror|review|insider|watch|street|com|co\.uk|org|net)$"
)
_KEPT_TAILS = re.compile(
    r"\b(?:sources?|delegates?|officials?|survey|report|minist\w+|poll|trade|data|analysts?)\b"
)
_TAIL = re.compile(r"(\s[-\u2013\u2014]\s|\s?[|\u00b7]\s?)(?!.*(?:\s[-\u2013\u2014]\s|[|\u00b7]))(.{2,60})$")
_SPELLED = (
    (re.compile(r"\bU\s?\.\s?S\s?\.?\s?A?\b\.?|\bUSA?\b"), " usa "),
    (re.compile(r"\bu\.s\.a?\.?"), " usa "),
    (re.compile(r"\bU\s?\.\s?A\s?\.\s?E\b\s?\.?"), " uae "),
    (re.compile(r"\bU\s?\.\s?K\b\s?\.?"), " uk "),
    (re.compile(r"\bU\s?\.\s?N\b\s?\.?|\bUN\b"), " united nations "),
    (re.compile(r"\bE\s?\.\s?U\b\s?\.?"), " eu "),
    (re.compile(r"\bopec[ -]?(?:\+|plus\b)|\bopec \+|\bo\.p\.e\.c\.\+", re.I), " opec+ "),
    (re.compile(r"\bnon[- ]opec\b", re.I), " nonopec "),
    (re.compile(r"\bpct\b|\bper ?cent\b|\bpercent\b|\u066a|\uff05", re.I), "%"),
    (re.compile(r"\s*['\u2019]\s?s\b|(?<=s)['\u2019](?=\s)", re.I), ""),
    (
        re.compile(
            r"\bto end[- ](?=of\b|the\b|year|\d|(?:jan|feb|mar|apr|may|ju[nl]|aug|sep|oct|nov|dec))", re.I
        ),
        "until end ",
    ),
    (re.compile(r"(\d)\s([.,])\s(\d)"), r"\1\2\3"),
    (re.compile(r"\b(k|m|mm|t)?b(?:bls?|arrels?|o)?\s?/\s?d(?:ay)?\b", re.I), r"\1bpd"),
    (re.compile(r"(?<=\d)(k|m|mm|t)?b(?:bls?|o)?\s?/\s?d\b", re.I), r" \1bpd"),
    (
        re.compile(
            r"\b(?:bbls?|b|barrels?(?:[- ]of(?:[- ][a-z]{2,12}){1,3}?)?)[\s-](?:per|a|each|every)[\s-]day\b"
            r"|\bbarrels? (?:of (?:crude |oil ){1,2})?daily\b|\bbarriles (?:diarios|(?:al|por) d[ií]a)\b"
            r"|\bbarils (?:par jour|/jour|/j)\b|\b(?:barrel|fass) (?:pro tag|am tag|täglich)\b"
            r"|\bbarris (?:por dia|diarios)\b|\bbarili al giorno\b|\bb\.?p\.?d\b\.?|\bbopd\b|\bbbld\b",
            re.I,
        ),
        " bpd ",
    ),
    (re.compile(r"\b(m|k|mm)b(?:p)?d\b", re.I), r" \1bpd "),
)
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[.'&][^\W\d_]+)*\+?|[%$\u20ac\u00a3?:;,+/|\u2013\u2014-]")
_JOINED = re.compile(r"(?<=[^\W\d_])-(?=[^\W_])|(?<=\d)-(?=[a-z])|\b(?:l|d|n|s|qu|dell|all)'(?=[a-z]{3})")
"""Hyphens inside words, and articles that lean on the next word."""
_WRITTEN = re.compile(r"[^\W\d_]+")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


class Plain(NamedTuple):
    """A headline's own text, its tokens in order, and the mood of the label that stood before it."""

    text: str
    tokens: tuple[str, ...]
    label: str


def plain(title: str, outlet: str = "") -> Plain:
    """Return a headline without labels, outlet and odd signs; the empty text where nothing is left."""
    text = unicodedata.normalize("NFKC", headline.plain(title[: MOST * 2], MOST))
    text, label = _without_label(_without_outlet(text, outlet))
    for pattern, written in _SPELLED:
        text = pattern.sub(written, text)
    text = _JOINED.sub(" ", _without_marks(text.casefold()).replace("open-ended", "unlimited"))
    tokens = tuple(_TOKEN.findall(text))
    return Plain(" ".join(tokens), tokens, label)


def words(token: str) -> tuple[str, ...]:
    """Return the words of a token: itself, or the pairs of signs of a script that writes no spaces."""
    if len(token) > 2 and _WIDE.search(token):
        return tuple(token[place : place + 2] for place in range(len(token) - 1))
    return (token,)


def proper(title: str) -> frozenset[str]:
    """Return the words of a title that are written with a capital, in small letters; none where most are.

    The first word counts as well: whether it is a name, another headline tells.
    """
    written = _WRITTEN.findall(title)
    named = [word.casefold() for word in written if word[0].isupper()]
    return frozenset(named) if len(named) * 2 <= len(written) + 1 else frozenset()


def _without_marks(text: str) -> str:
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text.replace("\u2019", "'").replace("\u2212", "-"))
    return unicodedata.normalize("NFC", "".join(part for part in parts if not unicodedata.combining(part)))


def _without_label(text: str) -> tuple[str, str]:
    """Return the text after labels such as ``UPDATE 2-`` and ``Analysis:``, and the mood that they give."""
    mood = ""
    for _ in range(3):
        found = _LEAD.match(text.lower())
        if not found or " ".join(found[1].split()) not in _LABEL or found.end() >= len(text):
            break
        named = " ".join(found[1].split())
        if named in ("oil", "energy", "markets", "new", "watch") and "-" in found[0]:
            break  # "oil-producing", "new-look"
        mood, text = mood or _LABEL[named], text[found.end() :]
    return text, mood


def _without_outlet(text: str, outlet: str) -> str:
    for _ in range(2):
        found = _TAIL.search(text)
        if not found or not text[: found.start()].strip() or not _is_outlet(found[2], found[1], outlet):
            break
        text = text[: found.start()]
    return text


def _is_outlet(tail: str, sign: str, outlet: str) -> bool:
    plain_tail = re.sub(r"[^a-z0-9]", "", tail.lower())
    name = re.sub(r"^(?:www|edition|news)\.|\.(?:com|co|org|net|uk|example|in|au)\b", "", outlet.lower())
    name = re.sub(r"[^a-z0-9]", "", name)
    if name and plain_tail and (name.startswith(plain_tail) or plain_tail.startswith(name)):
        return True
    if len(tail.split()) > 4 or re.search(r"\d", tail):
        return False
    known = plain_tail.removeprefix("the") in OUTLETS or bool(_OUTLETISH.search(tail.lower().strip()))
    if known and tail.lower().strip() != "report":
        return True
    return "-" not in sign and "\u2013" not in sign and not _KEPT_TAILS.search(tail.lower())
