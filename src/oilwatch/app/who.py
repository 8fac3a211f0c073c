"""Who is at the page: reader or editor, signed in by the team's own provider; without one, a local person.

Sign-in is Streamlit's own (OpenID Connect, ``[auth]`` of ``secrets.toml``). What a person may do is looked up
anew at each write, so that a name taken out of OILWATCH_EDITORS cannot write from a page that is still open.
"""

import importlib.util
import ipaddress
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import streamlit as st
from streamlit.errors import StreamlitAuthError

from oilwatch import settings
from oilwatch.errors import InputError
from oilwatch.report import safe
from oilwatch.store import lines
from oilwatch.store.team import MOST_AUTHOR

REFUSED = "only an editor may change this; sign in as one"
OPEN = (
    "Anyone who reaches this address can change events and notes: set up sign-in or bind to 127.0.0.1 "
    "(docs/team.md says how)."
)
_NOT_INSTALLED = (
    "Sign-in is set up, but Authlib or httpx2 is not installed: `pip install 'oilwatch[signin]'`."
)
_SHORT = 32
"""Characters of the longest name at the foot of a page."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who is at the page; *name* and *email* are one visible line each, empty where not known."""

    name: str
    email: str
    editor: bool
    signed: bool = False
    """The provider has said who this is, so that the name is not for them to choose."""

    @property
    def by(self) -> str:
        """``name <email>`` in at most 80 characters, as it is kept with what this person writes."""
        if not self.email:
            return _cut(self.name, MOST_AUTHOR) or ("nobody by name" if self.signed else "")
        address = f"<{_cut(self.email, MOST_AUTHOR - 2)}>"
        return f"{_cut(self.name, MOST_AUTHOR - 1 - len(address))} {address}".strip()


def person() -> Person:
    """Return who is at the page; where no sign-in is set up, an editor with the name typed last."""
    if not configured():
        return Person(str(st.session_state.get("who:name", "")), "", editor=True)
    return claimed(st.user.to_dict(), settings.load().editors)


def claimed(claims: Mapping[str, object], editors: Collection[str]) -> Person:
    """Return the person of what a provider claims; *editors* are e-mail addresses in lower case.

    An editor is who is signed in with an address of theirs that the provider does not call unverified.
    """
    if claims.get("is_logged_in") is not True:
        return Person("", "", editor=False)
    told, verified = claims.get("email"), claims.get("email_verified")
    email = told.strip() if isinstance(told, str) else ""
    # lower() makes plain letters of some foreign ones, such as the Kelvin sign: another's address then fits
    key = email.lower() if email.isascii() else email
    sure = verified is None or verified is True or str(verified).lower() == "true"
    name = _line(claims.get("name") or claims.get("preferred_username"))
    return Person(name, _line(email), editor=sure and bool(key) and key in editors, signed=True)


def configured() -> bool:
    """Return whether sign-in is set up; raise InputError where the file that would say so is broken."""
    if "is_logged_in" in st.user:
        return True
    if st.secrets.load_if_toml_exists():
        return "auth" in st.secrets
    if any(Path(path).is_file() for path in st.get_option("secrets.files")):
        raise InputError("secrets.toml cannot be read as TOML, so nobody can be signed in; mend it")
    return False


def must_edit() -> Person:
    """Return who is at the page; raise InputError where that is no editor. Every write asks here first."""
    me = person()
    if not me.editor:
        raise InputError(REFUSED)
    return me


def gate(doing: str, place: str) -> bool:
    """Return whether who is here may edit; say otherwise in one line who may, with a button to sign in.

    *doing* completes "Sign in as an editor to"; *place* is of this line alone on its page.
    """
    me = person()
    if me.editor:
        return True
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if me.signed:
            _say(f"Only an editor can {doing}; {me.by} is a reader here.")
        else:
            st.caption(f"Sign in as an editor to {doing}", width="content")
            _ways_in(place)
    return False


def author(key: str) -> str:
    """Show the field of who writes, and return it: prefilled, and fixed for who is signed in."""
    me = person()
    if me.signed:
        st.text_input("Your name", me.by, key=f"{key}:fixed", disabled=True)
        return me.by  # never what the field holds: a message of the browser can be forged
    st.session_state.setdefault(key, me.name)
    return st.text_input("Your name", max_chars=MOST_AUTHOR, key=key)


def remember(name: str) -> None:
    """Keep the name that a local person has written under, for the next field and for what they remove."""
    st.session_state["who:name"] = _line(name)


def corner() -> None:
    """Show at the foot of a page who is signed in and how to change that; nothing where it is not set up."""
    if not configured():
        return
    me = person()
    with st.container(
        key="who-corner", horizontal=True, horizontal_alignment="right", vertical_alignment="center"
    ):
        if me.signed:
            _say(f"Signed in as {_cut(me.name or me.email, _SHORT)}", width="content")
        with st.popover("Account" if me.signed else "Sign in", type="tertiary", icon=":material/person:"):
            if me.signed:
                _say(f"{me.by}, {'an editor' if me.editor else 'a reader'}")
                st.button("Sign out", key="who:out", on_click=st.logout, icon=":material/logout:")
            else:
                st.caption("Everybody can read; editors add events and notes.")
                _ways_in("corner")


def warn() -> None:
    """Say where everybody who reaches this server may write: no sign-in, and not on loopback alone."""
    if not configured() and wide(str(st.get_option("server.address") or "")):
        st.warning(OPEN, icon=":material/lock_open:")


def wide(address: str) -> bool:
    """Return whether other machines can reach a server that listens at *address*; empty: everywhere."""
    if address.lower() in ("localhost", "localhost."):
        return False
    try:
        return not ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return True


# -- signing in ----------------------------------------------------------------------------------------


def _ways_in(place: str) -> None:
    """Show a button for each provider, or what is missing; and why the last attempt failed."""
    if said := st.session_state.pop("who:said", ""):
        st.warning(said, icon=":material/info:")
    if not (_has("authlib") and (_has("httpx2") or _has("httpx"))):  # the second does not come with the first
        st.caption(_NOT_INSTALLED)
        return
    names = _providers()
    for name in names:
        st.button(
            f"Sign in with {name}" if name and len(names) > 1 else "Sign in",
            key=f"who:in:{place}:{name}", on_click=_sign_in, args=(name,), icon=":material/login:",
        )  # fmt: skip


def _has(package: str) -> bool:
    return importlib.util.find_spec(package) is not None


def _providers() -> list[str]:
    """Return the names of the providers of ``[auth]``; the one without a name is empty."""
    section = st.secrets["auth"] if st.secrets.load_if_toml_exists() and "auth" in st.secrets else {}
    named = sorted(
        name for name, part in section.items() if isinstance(part, Mapping) and "client_id" in part
    )
    return named if named and "client_id" not in section else ["", *named]


def _sign_in(provider: str) -> None:
    try:
        st.login(provider or None)
    except StreamlitAuthError as error:
        st.session_state["who:said"] = " ".join(str(error).split())


# -- words ---------------------------------------------------------------------------------------------


def _say(text: str, width: Literal["stretch", "content"] = "stretch") -> None:
    """Show a line that holds a name: as HTML, for in Markdown addresses and :icons: work even escaped."""
    line = f'<p class="ow-sub" style="margin: 0; overflow-wrap: anywhere">{safe.markup(text)}</p>'
    st.html(line, width=width)


def _line(told: object) -> str:
    """Return what a provider told as one line; no sign that hides, turns others or bounds an address."""
    return lines.clean(told.replace("<", " ").replace(">", " ")) if isinstance(told, str) else ""


def _cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    return f"{text[: most - 1]}…" if most > 1 else ""
