"""Lines of a page that belong to no story: menus, share buttons, comment forms, appeals for money.

Each pattern has to match a whole short line, and repeats only single characters within bounds: time stays
linear however hostile a text is.
"""

import re

LONGEST = 200
"""A longer line is never furniture."""

COMMENT = (
    r"(click|tap) to (comment|leave a comment)",
    r"(leave|post|write|add) (a|your) (reply|comment)\b.{0,40}",
    r"(show|view|hide|read|load) (all |more )?(the )?(\d{1,6} )?comments.{0,20}",
    r"(\d{1,6}|no) (comments?|responses?|replies)",
    r"comments?( \(\d{1,6}\))?:?",
    r"join the (conversation|discussion)",
    r"notify (me )?of\b.{0,60}",
    r"your e-?mail address will not be published.{0,60}",
    r"comments are closed.{0,20}",
)
APPEAL = (
    r"(like|liked|enjoy|enjoyed|enjoying|love|loved)"
    r" (it|this|this (article|story|post)|what you.{1,30})\?.{0,120}",
    r"(please )?take a (second|moment|minute) to support.{0,120}",
    r"(please )?support (us|our|independent)\b.{0,120}",
    r"(please )?consider (a|making a) (donation|contribution).{0,120}",
)
GO_ON = (
    r"(continue|keep) reading( ?[›»→>.…]{1,3})?",
    r"read (more|on|full story|the full story)( ?[›»→>.…]{1,3})?",
)
RULE = (r"([*_=~•·#—–-] ?){3,80}",)
RELATED = (
    r"(related|similar|recommended|popular|trending|latest|more|top|other|recent)"
    r" (articles?|posts?|stories|news|reading|topics|content):?",
    r"you (may|might) (also )?(like|enjoy):?",
    r"most (read|popular|viewed):?",
    r"(read next|up next|recommended( for you)?|trending( now)?|what to read next):?",
    r"more (from .{1,30}|like this|(on|in) (this|our) .{1,30}):?",
)
SMALL = (
    r"share( (this|on|via)\b.{0,60}| (article|story))?:?|\d{1,7} shares?|\d{1,3} min(ute)?s? read",
    r"tweet|pin|pin it|e-?mail|print|copy link|like|reply|save|bookmark|listen|close|register|my account",
    r"facebook|twitter|linkedin|whatsapp|telegram|reddit|pinterest|flipboard|x",
    r"advertisements?|sponsored( content)?|(story|article) continues\b.{0,60}|scroll (to|down)\b.{0,40}",
    r"continue (reading )?(the main story|below).{0,40}",
    r"(also read|read (more|also)|related|see also): .{1,160}",
    r"(connect|follow|contact|keep in touch|stay in touch)( with)? us\b.{0,60}|about us|contact",
    r"(staff|editors?['’]?s?|our|reader) (picks?|choices?|favou?rites?)",
    r"menu|home|search|sections|subscribe|sign (in|up)|log (in|out)|newsletters?|featured",
    r"(skip|jump) to (main )?(content|navigation)|toggle navigation|breaking news|top stories",
    r"(remember to |please |don['’]t forget to ){0,3}(subscribe|sign up) (to|for|now|today|here)\b.{0,160}",
    r"(please )?(follow|find|like) .{1,80} on (facebook|twitter|x|youtube|soundcloud|instagram|telegram"
    r"|linkedin|spotify|rumble|google news|apple podcasts?)\b.{0,40}",
    r"get (our|the) .{0,60} (in your inbox|newsletter).{0,40}",
)
FOOT = (
    r"(©|\(c\)|copyright) ?(©|\(c\)|\d{4}|by ).{0,160}|.{0,120} all rights reserved\.?",
    r"(privacy|cookie) (policy|notice|settings).{0,80}",
    r"terms (of (use|service)|(and|&) conditions).{0,80}",
    r"(we use|this site uses) cookies.{0,160}|accept( all)?( cookies)?",
    r"your (donations?|support|contributions?) (makes?|helps?|keeps?)\b.{0,160}",
    r"(amount to )?donate( (now|today|to|in|a|with|via)\b.{0,100})?|quick donate",
    r"(validating|processing) payment.{0,60}|waiting for paypal.{0,20}",
    r"the .{1,40} newsletter|powered by .{1,60}|back to top|advertise( with us)?|careers",
)
ENDS = {"comment": COMMENT, "appeal": APPEAL, "go_on": GO_ON, "rule": RULE, "related": RELATED}
"""Kinds that may stand between two stories."""
KINDS = {**ENDS, "small": SMALL, "foot": FOOT}

_ANY = {kind: re.compile("|".join(patterns), re.IGNORECASE) for kind, patterns in KINDS.items()}


def kind(line: str) -> str:
    """Return the kind of furniture that a line is, one of KINDS; empty for a line of a story."""
    if len(line) > LONGEST:
        return ""
    line = line.strip(" \t|•·") or line
    return next((kind for kind, pattern in _ANY.items() if pattern.fullmatch(line)), "")
