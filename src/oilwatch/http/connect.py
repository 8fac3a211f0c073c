"""Connections: only to addresses that may be asked, and none that outlives its deadline.

A name is resolved once, every address it has must be global, and the connection goes to the very address
that was looked at, so that a second answer of a name server changes nothing.
"""

import ipaddress
import socket
import threading
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from oilwatch.errors import InputError

_UNICAST = ipaddress.ip_network("2000::/3")
"""The only part of IPv6 in which there are public addresses."""
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Watch:
    """Ends connections when *seconds* are over, whatever they are waiting for."""

    def __init__(self, seconds: float) -> None:
        self.fired = False
        self._held: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._fire)
        self._timer.daemon = True
        self._timer.start()

    def hold(self, connected: socket.socket) -> None:
        """Watch a connection; a copy is held, because encryption takes the socket over."""
        with self._lock:
            self._held.append(connected.dup())
        if self.fired:
            self._fire()

    def check(self) -> None:
        """Raise TimeoutError where the time was over before the answer was whole."""
        if self.fired:
            raise TimeoutError

    def close(self) -> None:
        """Stop watching."""
        self._timer.cancel()
        with self._lock:
            for held in self._held:
                held.close()
            self._held.clear()

    def _fire(self) -> None:
        self.fired = True
        with self._lock:
            for held in self._held:
                try:
                    held.shutdown(socket.SHUT_RDWR)
                except OSError:  # it has ended by itself
                    continue


class Session(requests.Session):
    """Leaves redirects alone: requests would read the body beside one whole, without a cap."""

    def get_redirect_target(self, resp: requests.Response) -> None:  # noqa: D102, ARG002
        return None


class Adapter(HTTPAdapter):
    """Connects under a watch and, where *guarded*, to global addresses only."""

    def __init__(self, watch: Watch, *, guarded: bool) -> None:
        self._made_for = (watch, guarded)
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the pools connect as this module says."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _pools(*self._made_for)

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        """Watch the connection to a proxy as well."""
        manager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = _pools(*self._made_for)
        return manager


def _pools(watch: Watch, guarded: bool) -> dict[str, type[HTTPConnectionPool]]:
    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return _connect(self, watch, guarded)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return _connect(self, watch, guarded)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def _connect(connection: HTTPConnection, watch: Watch, guarded: bool) -> socket.socket:
    seconds = connection.timeout if isinstance(connection.timeout, int | float) else 10
    host = connection.host.strip("[]")
    found = socket.getaddrinfo(host, connection.port, type=socket.SOCK_STREAM)
    if guarded:
        for entry in found:
            _must_be_global(host, str(entry[4][0]))
    last: OSError = OSError("the name has no address")
    for family, kind, protocol, _, place in found:
        made = socket.socket(family, kind, protocol)
        try:
            made.settimeout(seconds)
            watch.hold(made)
            made.connect(place)
        except OSError as error:
            made.close()
            last = error
        else:
            return made
    raise last


def _must_be_global(host: str, address: str) -> None:
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        ip = inner or ip
    if (ip.version == 6 and ip not in _UNICAST) or not ip.is_global or ip.is_multicast:
        raise InputError(
            f"{host} is at {address}, inside a private network: only public http(s) addresses are read. "
            "Save the page and give the file, or let whoever runs this set OILWATCH_ALLOW_PRIVATE=1"
        )
