"""The body of an answer: decompressed in bounded steps, never more than its cap, and whole."""

import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from oilwatch.errors import SourceError

_STEP = 65_536


def parts(raw: Any, headers: Mapping[str, str], most: int, host: str) -> Iterator[bytes]:
    """Yield the parts of a body; raise SourceError beyond *most* bytes, EOFError where it breaks off."""
    read = total = 0
    packed = headers.get("content-encoding", "identity").lower() in ("gzip", "deflate", "x-gzip")
    unpack = zlib.decompressobj(wbits=47) if packed else None
    while chunk := raw.read1(_STEP, decode_content=False):
        read += len(chunk)
        for part in _unpacked(unpack, chunk):
            total += len(part)
            if total > most:
                raise SourceError(f"{host} sent more than {most:,} bytes; that is not what was asked for")
            yield part
    expected = headers.get("content-length", "")
    if (expected.isdigit() and read < int(expected)) or (unpack and read and not unpack.eof):
        raise EOFError(f"the answer broke off after {read:,} bytes")


def _unpacked(unpack: Any, chunk: bytes) -> Iterator[bytes]:
    if unpack is None:
        yield chunk
        return
    while chunk:
        if part := unpack.decompress(chunk, _STEP):
            yield part
        chunk = unpack.unconsumed_tail
        if unpack.eof:
            break
