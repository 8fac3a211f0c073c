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
    expected = raw.length_remaining  # none of a 304, whatever length its headers claim
    while chunk := raw.read1(_STEP, decode_content=False):
        read += len(chunk)
        while chunk:
            if unpack and unpack.eof:  # another member of the same gzip
                unpack = zlib.decompressobj(wbits=47)
            part = unpack.decompress(chunk, _STEP) if unpack else chunk
            chunk = (unpack.unconsumed_tail or unpack.unused_data) if unpack else b""
            total += len(part)
            if max(read, total) > most:
                raise SourceError(
                    f"{host} sent more than {most:,} bytes; that is not what was asked for; try again later"
                )
            yield part
    if (expected and read < expected) or (unpack and read and not unpack.eof):
        raise EOFError(f"the answer broke off after {read:,} bytes")
