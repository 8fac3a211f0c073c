"""Addresses: their origin, how a path is put below a base, and which may be asked at all."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from oilwatch.errors import InputError

_KEYS = ("api_key",)


def origin(address: str) -> str:
    """Return scheme, host and port of an address, in one form."""
    parts = urlsplit(address)
    port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    return f"{parts.scheme}://{(parts.hostname or '').rstrip('.')}:{port}"


def joined(base: str, path: str) -> str:
    """Return *path* below *base*, whose end may already be the first parts of *path*."""
    base, parts = base.rstrip("/"), path.strip("/").split("/")
    for count in range(len(parts), 0, -1):
        if urlsplit(base).path.endswith("/" + "/".join(parts[:count])):
            return "/".join([base, *parts[count:]]) + ("/" if path.endswith("/") else "")
    return f"{base}/{path.lstrip('/')}"


def without_key(address: str) -> str:
    """Return an address without its key."""
    parts = urlsplit(address)
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0].lower() not in _KEYS]
    return parts._replace(query=urlencode(kept)).geturl()


def host(address: str) -> str:
    """Return host and port of an address as they are written."""
    return urlsplit(address).netloc.rpartition("@")[2]


def checked(address: str) -> str:
    """Return the origin of an http(s) address; raise InputError where it is none."""
    try:
        parts, found = urlsplit(address), origin(address)
    except ValueError:
        parts, found = urlsplit(""), ""
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
        raise InputError(
            f"expected an http(s) address such as https://example.org/page, got {address[:80]!r}"
        )
    return found
