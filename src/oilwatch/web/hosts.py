"""By which names the server may be asked: what keeps a stranger's name from leading to it (DNS rebinding)."""

import ipaddress
import re
import socket
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from oilwatch.web.refusal import Refusal

_HOST = re.compile(r"(?:\[([0-9a-f:.]{2,45})\]|([a-z0-9_-]+(?:\.[a-z0-9_-]+)*)\.?)(?::[0-9]{1,5})?")
_LOOPBACK = ("localhost",)


def wide(listening: str) -> bool:
    """Return whether a server that listens at *listening* does so on every address of its machine."""
    try:
        return ipaddress.ip_address(listening.strip("[]")).is_unspecified
    except ValueError:
        return not listening


def local(listening: str) -> bool:
    """Return whether only this machine reaches a server that listens at *listening*."""
    try:
        return ipaddress.ip_address(listening.strip("[]")).is_loopback
    except ValueError:
        return listening.lower() in _LOOPBACK


@dataclass(frozen=True, slots=True)
class Names:
    """The names that are answered to: exact ones, ``*.x`` for all below x, and ``*`` for any."""

    names: frozenset[str]
    addresses: bool = False
    """Any IP address is one: nobody can make another's address lead here."""

    @classmethod
    def of(cls, listening: str, base_url: str, more: Collection[str] = ()) -> "Names":
        """Return the names of a server that listens at *listening* and is known to people as *base_url*."""
        found = {*_LOOPBACK, *more, (urlsplit(base_url).hostname or "")}
        if not wide(listening):
            found.add(listening.strip("[]").lower())
        elif not base_url:
            found |= {socket.gethostname().lower(), socket.getfqdn().lower()}
        return cls(frozenset(found - {""}), addresses=wide(listening))

    def know(self, host: str) -> bool:
        """Return whether a header Host names one of them; its port is of no account."""
        name = _name(host)
        if not name:
            return False
        if "*" in self.names or self._has(name):
            return True
        return self.addresses and _address(name) is not None

    def own(self, origin: str, host: str) -> bool:
        """Return whether the host of a page's *origin* is ours, for who asks by the name *host*.

        Stricter than :meth:`know`: where any name or address leads here, only the very name asked by is.
        """
        name = _name(origin)
        return bool(name) and (name == _name(host) or self._has(name))

    def _has(self, name: str) -> bool:
        """Return whether a name is one that was set, or leads to this machine alone."""
        if name in self.names:
            return True
        address = _address(name)
        if address is None:
            return any(name.endswith(known[1:]) for known in self.names if known.startswith("*."))
        return address.is_loopback


def _name(host: str) -> str:
    """Return the name in a header Host, in lower case and without its port; empty: it is none."""
    found = _HOST.fullmatch(host.strip().lower())
    return (found[1] or found[2]) if found else ""


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None


class Hosts:
    """Middleware that refuses what is asked by another name, websockets too."""

    def __init__(self, app: ASGIApp, names: Names) -> None:
        self.app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse with 400, or pass on."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).getlist("host")
        if len(given) == 1 and self._names.know(given[0]):
            await self.app(scope, receive, send)
        else:
            text = (
                "This server does not go by the name in the header Host. Whoever runs it can add names to "
                "OILWATCH_ALLOWED_HOSTS, or set OILWATCH_BASE_URL."
            )
            status = 403 if scope["type"] == "websocket" else 400
            await Refusal(status, "Unknown host", text)(scope, receive, send)
