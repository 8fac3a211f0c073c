"""Requests as bytes, for what no client library would send."""

import socket
from urllib.parse import urlsplit


def raw(server: str, head: bytes) -> tuple[bytes, bytes]:
    """Send bytes as they are, and return the first line and the whole of the answer."""
    place = urlsplit(server)
    with socket.create_connection((place.hostname, place.port), timeout=30) as wire:
        wire.sendall(head)
        said = b""
        while part := wire.recv(65_536):
            said += part
    return said.split(b"\r\n", 1)[0], said
