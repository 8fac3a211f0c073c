"""The only socket (yfinance excepted): every request to an outside service.

A request has a deadline for the whole of it, however slowly an answer drips, and a cap on its decompressed
size; what may be tried again, how often and as whom is the publisher's :class:`Manner`. Keys never leave
this module but to the service itself: they are taken out of bodies, addresses, errors and logs.
"""

import logging
import threading
import time
import zlib
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import IO
from urllib.parse import urlencode, urljoin

import tenacity
import urllib3

from oilwatch import periods
from oilwatch.errors import InputError, SourceError
from oilwatch.http import address as address_of
from oilwatch.http import body, causes, connect
from oilwatch.http.address import joined, origin, without_key

__all__ = ["PROJECT", "Answer", "Client", "Manner", "joined", "origin", "without_key"]

PROJECT = "oilwatch/0.1 (+https://github.com/oilwatch/oilwatch)"
MOST_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Manner:
    """How a publisher wants to be asked, and how long we wait for it (seconds, bytes)."""

    user_agents: tuple[str, ...] = (PROJECT,)
    """Who we say we are; the second is tried where the first is not answered."""
    pace: float = 0.25
    attempts: int = 3
    retry: Collection[int] = (500, 502, 503, 504)
    patience: float = 20
    """The longest ``Retry-After`` that is waited for; a longer one ends the request."""
    deadline: float = 60
    most: int = 64_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of any status: *body* decompressed, *headers* by lower-case name, *address* without key."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    address: str
    retrieved_at: str

    @property
    def wait(self) -> float:
        """Seconds that ``Retry-After`` asks for; 0 where it does not say."""
        return _seconds(self.headers.get("retry-after", ""))


_SECRETS: set[str] = set()


def _clean_record(record: logging.LogRecord) -> bool:
    text = record.getMessage()
    for secret in _SECRETS:
        text = text.replace(secret, "REDACTED")
    record.msg, record.args = text, ()
    return True


@dataclass(slots=True)
class Client:
    """Asks outside services. *trusted*: origins of the settings, which may be private; *secrets*: keys."""

    trusted: Collection[str] = ()
    secrets: Sequence[str] = ()
    allow_private: bool = False
    offline: bool = False
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    sleep: Callable[[float], None] = time.sleep
    _last: dict[str, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Keep keys out of the log of the library below."""
        _SECRETS.update(filter(None, self.secrets))
        logging.getLogger("urllib3.connectionpool").addFilter(_clean_record)

    def get(
        self,
        address: str,
        params: Mapping[str, str] | Sequence[tuple[str, str]] = (),
        *,
        manner: Manner = Manner(),
        headers: Mapping[str, str] | None = None,
        into: IO[bytes] | None = None,
    ) -> Answer:
        """Return the answer of any status; *into* takes a large body instead of memory.

        Raises SourceError where none came: unreachable, too slow, too large, broken off, or an address
        that may not be asked.
        """
        address_of.checked(address)
        if self.offline:
            raise SourceError("not asked: OILWATCH_OFFLINE is set")
        query = urlencode(list(params.items() if isinstance(params, Mapping) else params))
        target = f"{address}{'&' if '?' in address else '?'}{query}" if query else address
        tries = iter([*manner.user_agents, *[manner.user_agents[0]] * manner.attempts])

        def once() -> Answer:
            asked = {"User-Agent": next(tries), "Accept-Encoding": "gzip, deflate", **(headers or {})}
            if into:
                into.seek(0)
                into.truncate()
            return self._follow(target, asked, manner, into or BytesIO())

        return _retrying(manner, self.sleep)(once)

    def clean(self, text: str) -> str:
        """Return *text* without any key."""
        for secret in filter(None, self.secrets):
            text = text.replace(secret, "REDACTED")
        return text

    def _follow(self, target: str, headers: Mapping[str, str], manner: Manner, into: IO[bytes]) -> Answer:
        began = time.monotonic()
        for _ in range(MOST_REDIRECTS + 1):
            self._pace(target, manner)
            left = manner.deadline - (time.monotonic() - began)
            status, found = self._once(target, headers, (max(left, 0.001), manner.most), into)
            if status in (301, 302, 303, 307, 308) and "location" in found:
                target = self._moved(target, found["location"])
                into.seek(0)
                into.truncate()
                continue
            whole = into.getvalue() if isinstance(into, BytesIO) else b""
            for secret in filter(None, self.secrets):
                whole = whole.replace(secret.encode(), b"REDACTED")
            moment = periods.moment(self.now())
            return Answer(status, found, whole, self.clean(address_of.without_key(target)), moment)
        raise SourceError(
            f"{address_of.host(target)} redirects in a circle; tell its publisher, or try again later"
        )

    def _moved(self, target: str, location: str) -> str:
        """Return where a redirect leads; raise SourceError where that is no web address."""
        try:
            moved = urljoin(target, location)
            address_of.checked(moved)
        except (ValueError, InputError):
            raise SourceError(
                f"{address_of.host(target)} redirects to what is no web address; expected an http(s) address"
            ) from None
        return moved

    def _pace(self, target: str, manner: Manner) -> None:
        host = address_of.host(target)
        with self._lock:
            ready = max(self._last.get(host, 0) + manner.pace, time.monotonic())
            self._last[host] = ready
        if (left := ready - time.monotonic()) > 0:
            self.sleep(left)

    def _once(
        self, target: str, headers: Mapping[str, str], limits: tuple[float, int], into: IO[bytes]
    ) -> tuple[int, dict[str, str]]:
        host, seconds = address_of.host(target), limits[0]
        trusted = self.allow_private or address_of.checked(target) in self.trusted
        with closing(connect.Watch(seconds)) as watch, connect.Session() as session:
            session.trust_env = trusted  # a proxy would resolve names itself
            session.mount("http://", connect.Adapter(watch, guarded=not trusted))
            session.mount("https://", connect.Adapter(watch, guarded=not trusted))
            try:
                with session.get(
                    target, headers=dict(headers), stream=True, allow_redirects=False,
                    timeout=(min(seconds, 10), seconds + 5),
                ) as response:  # fmt: skip
                    found = {name.lower(): self.clean(value) for name, value in response.headers.items()}
                    for part in body.parts(response.raw, found, limits[1], host):
                        into.write(part)
                    watch.check()
                    return response.status_code, found
            except (OSError, EOFError, ValueError, urllib3.exceptions.HTTPError, zlib.error) as error:
                if watch.fired:
                    raise Slow(f"{host} gave no whole answer within {seconds:.0f} s; try later") from None
                raise Broken(f"{host}: {self.clean(causes.plainly(error))}") from None


class Broken(SourceError):
    """The connection failed in a way that another attempt may mend."""


class Slow(SourceError):
    """The deadline passed."""


def _retrying(manner: Manner, sleep: Callable[[float], None]) -> tenacity.Retrying:
    """Return what tries again: a failed connection, and the statuses that *manner* names."""
    backoff = tenacity.wait_exponential(multiplier=0.5, max=8) + tenacity.wait_random(0, 0.5)
    failures: tuple[type[SourceError], ...] = (Broken, Slow) if len(manner.user_agents) > 1 else (Broken,)

    def asked_wait(state: tenacity.RetryCallState) -> float:
        answered = state.outcome is not None and not state.outcome.failed
        return state.outcome.result().wait if answered and state.outcome else 0.0

    return tenacity.Retrying(
        stop=lambda state: state.attempt_number >= manner.attempts or asked_wait(state) > manner.patience,
        wait=lambda state: asked_wait(state) or backoff(state),
        retry=tenacity.retry_if_exception_type(failures)
        | tenacity.retry_if_result(lambda answer: answer.status in manner.retry),
        retry_error_callback=lambda state: state.outcome and state.outcome.result(),
        sleep=sleep,
    )


def _seconds(text: str) -> float:
    """Return the seconds of a ``Retry-After``, given as a number or as a date."""
    if text.strip().isascii() and text.strip().isdigit():
        return float(text)
    try:
        return max((parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds(), 0.0)
    except (ValueError, TypeError):
        return 0.0
