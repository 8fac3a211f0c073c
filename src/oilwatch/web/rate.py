"""How often one client may ask: a moving window of a minute, kept in memory."""

import ipaddress
import math
import time

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.types import ASGIApp, Receive, Scope, Send

from oilwatch.web.refusal import Refusal

POSTS = 60
"""Requests a minute to the API that are no mere reading: each may cost a second of work."""
_UNCOUNTED = ("/static/", "/component/", "/assets/")
_PROBES = ("/healthz", "/_stcore/health")


def client(scope: Scope) -> str:
    """Return whose request it is: an IPv4 address, or the /64 of an IPv6 one, which one person has whole."""
    told = (scope.get("client") or ("", 0))[0]
    try:
        address = ipaddress.ip_address(told)
    except ValueError:
        return told or "-"
    if isinstance(address, ipaddress.IPv4Address):
        return told
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((int(address) >> 64 << 64, 64)))


class Rate:
    """Middleware that answers 429 to who asks more than *a_minute* requests a minute; 0: any number.

    Files of the dashboard, websockets and probes of health are not counted.
    """

    def __init__(self, app: ASGIApp, a_minute: int) -> None:
        self.app = app
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._every = RateLimitItemPerMinute(max(a_minute, 1))
        self._posts = RateLimitItemPerMinute(max(min(a_minute, POSTS), 1))
        self._on = a_minute > 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse with 429, or pass on."""
        if wait := self._wait(scope):
            text = f"This address has asked too often; ask again in {wait} s."
            await Refusal(429, "Too many requests", text, wait)(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _wait(self, scope: Scope) -> int:
        """Count a request, and return after how many seconds to ask again; 0: it may be answered."""
        if not self._on or scope["type"] != "http":
            return 0
        path = scope["path"]
        if path.startswith(_UNCOUNTED) or path in _PROBES:
            return 0
        whose = client(scope)
        if scope["method"] == "POST" and path.startswith("/api/") and (wait := self._hit(self._posts, whose)):
            return wait
        return self._hit(self._every, whose)

    def _hit(self, item: RateLimitItem, whose: str) -> int:
        kind = "posts" if item is self._posts else "every"
        if self._limiter.hit(item, kind, whose):
            return 0
        until = self._limiter.get_window_stats(item, kind, whose).reset_time
        return max(1, math.ceil(until - time.time()))
