"""The check page: a story as a person gives it, and its check under an address of its own."""

import re
from dataclasses import dataclass
from datetime import date
from typing import IO, Protocol

import streamlit as st

from oilwatch import report, settings
from oilwatch.app import checked, data, parts, stale
from oilwatch.errors import InputError
from oilwatch.http import Client
from oilwatch.model import Check, Story
from oilwatch.news import page as news_page
from oilwatch.news import place
from oilwatch.report import frame
from oilwatch.store import Store

_FIRST_DAY = date(1900, 1, 1)


class Checker(Protocol):
    """What checks a story, as ``oilwatch.claims.check`` does."""

    def __call__(self, story: Story, store: Store, *, published: str | None = None) -> Check:
        """Return the check of a story that was published on a day; None: on the day that it says."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A story as a person gave it: its text, else its file, else its address; and its day, where given."""

    text: str
    file: IO[bytes] | None
    name: str
    url: str
    published: str | None


def page(check: Checker) -> None:
    """Show the whole page; *check* does the work."""
    parts.title(
        "Check a story", "Each figure about oil, held against what the record said on the day of the story"
    )
    codes = list(dict.fromkeys(filter(None, re.split("[.,]", st.query_params.get("c", "")))))
    asked = _form(folded=bool(codes))
    if asked is not None:
        _run(asked, check)
    else:
        parts.notices(st.session_state.pop("check:said", []))
        checked.saved(codes)
        if not settings.load().base_url:  # a dashboard with a public address shows nobody another's drafts
            checked.recent(folded=bool(codes))
            if not codes:
                stale.section()


def _form(*, folded: bool) -> Asked | None:
    """Show where a story is given; return it once it is sent."""
    box = st.expander("Check another story") if folded else st.container()
    with box, st.form("check:form", border=False):
        text = st.text_area(
            "Text of the story", key="check:text", height=200, placeholder="Paste it with its headline"
        )
        left, right = st.columns(2)
        file = left.file_uploader("or its file (txt, html)", type=["txt", "html", "htm"], key="check:file")
        url = right.text_input("or its address", key="check:url", placeholder="https://")
        day = right.date_input(
            "Published on (where the story does not say)", value=None, key="check:published",
            min_value=_FIRST_DAY, max_value=data.today(),
        )  # fmt: skip
        sent = st.form_submit_button("Check the figures", icon=":material/fact_check:")
    if not sent:
        return None
    name = file.name if file else ""
    return Asked(text.strip(), file, name, url.strip(), day.isoformat() if isinstance(day, date) else None)


def read(asked: Asked) -> list[Story]:
    """Return the stories of what was given; raise InputError or SourceError where there are none."""
    if asked.text and asked.file:
        raise InputError("expected one story, got a text and a file; empty one of the two")
    if asked.text:
        return news_page.from_text(asked.text, url=asked.url)
    if asked.file:
        return place.read(asked.file, asked.name)
    if not asked.url:
        raise InputError("expected a story, got none; paste its text, choose its file or give its address")
    chosen = settings.load()
    secrets = tuple(chosen.keys.values())
    client = Client(secrets=secrets, allow_private=chosen.allow_private, offline=chosen.offline)
    return news_page.from_address(client, asked.url)


def _run(asked: Asked, check: Checker) -> None:
    """Check what was given; show it under the address of what was saved, or say what is missing."""
    with st.spinner("Reading and checking"):
        found = [check(story, data.store(), published=asked.published) for story in read(asked)]
    said = [said for one in found if (said := _missing(one))]
    codes = [
        data.store().checks.save(report.as_dict(one), one.story.text) for one in found if not _missing(one)
    ]
    if not codes:
        parts.notices(said)
        return
    st.session_state["check:said"] = said
    st.query_params["c"] = ".".join(codes[: checked.MOST])
    st.rerun()


def _missing(check: Check) -> str:
    """Return why a check is not shown: no figures, or no day; empty where it is."""
    title = parts.escaped(frame.title(check)[:120])
    if not check.verdicts:
        return f"“{title}”: no figures about oil were found."
    if not check.as_of:
        return f"“{title}” does not say when it was published: give the day and check again."
    return ""
