"""The container: a ZIP that can be written in one way only. Pure.

Files are stored, not compressed: what a compressor writes depends on its version, and what is not
compressed cannot swell. Every byte is settled by the names and the bytes of the files.
"""

import struct
import zlib
from collections.abc import Iterator, Mapping

LARGEST = 128 * 1024 * 1024
"""The largest bundle that is read or written, in bytes."""
MOST_FILES = 64
_DATE = 1 << 5 | 1
"""1 January 1980, the first day that a ZIP can name."""
_MODE = 0o100644 << 16
_UNIX, _NEEDED = 3 << 8 | 20, 10
_LOCAL, _CENTRAL, _END = struct.Struct("<4s5H3I2H"), struct.Struct("<4s6H3I5H2I"), struct.Struct("<4s4H2IH")


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return the container of *files*, by name (ASCII), sorted."""
    parts, entries, at = [], [], 0
    for name in sorted(files):
        body = files[name]
        head = _local(name.encode("ascii"), len(body), zlib.crc32(body))
        entries.append((name.encode("ascii"), len(body), zlib.crc32(body), at))
        parts += [head, body]
        at += len(head) + len(body)
    return b"".join([*parts, _directory(entries, at)])


def unpack(body: bytes) -> tuple[dict[str, bytes], str]:
    """Return the files of a container as far as they can be read, and what is wrong with it.

    Empty: it is byte for byte what :func:`pack` makes of these files, but for checksums that do not fit
    their file, whose names :func:`damaged` gives.
    """
    files: dict[str, bytes] = {}
    entries: list[tuple[bytes, int, int, int]] = []
    at = 0
    while body[at : at + 4] == b"PK\x03\x04":
        found = _entry(body, at)
        if isinstance(found, str):
            return files, found
        name, size, crc = found
        start = at + _LOCAL.size + len(name)
        if entries and name <= entries[-1][0]:
            return files, f"the file at byte {at:,} is twice there or out of order"
        files[name.decode("ascii")] = body[start : start + size]
        entries.append((name, size, crc, at))
        at = start + size
        if len(entries) > MOST_FILES:
            return files, f"it has more than {MOST_FILES} files"
    directory = _directory(entries, at)
    if body[at:] != directory:
        return files, f"its list of files, from byte {at:,} on, is not the one of a bundle"
    return files, ""


def damaged(body: bytes, files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the names of files whose checksum in the container is another; *files* as unpacked of *body*."""
    at = 0
    for name, held in files.items():
        if _LOCAL.unpack_from(body, at)[6] != zlib.crc32(held):
            yield name
        at += _LOCAL.size + len(name) + len(held)


def _entry(body: bytes, at: int) -> tuple[bytes, int, int] | str:
    """Return name, size and checksum of the file at a place, or what is wrong with its head."""
    if at + _LOCAL.size > len(body):
        return "it ends too early"
    head = _LOCAL.unpack_from(body, at)
    method, crc, size, long = head[3], head[6], head[8], head[9]
    name = body[at + _LOCAL.size : at + _LOCAL.size + long]
    if method:
        return f"the file at byte {at:,} is compressed; a bundle has its files as they are"
    if not name.isascii() or body[at : at + _LOCAL.size + long] != _local(name, size, crc):
        return f"the head of the file at byte {at:,} is not the one of a bundle"
    if at + _LOCAL.size + long + size > len(body):
        return f"the file at byte {at:,} is longer than what is there"
    return name, size, crc


def _local(name: bytes, size: int, crc: int) -> bytes:
    return _LOCAL.pack(b"PK\x03\x04", _NEEDED, 0, 0, 0, _DATE, crc, size, size, len(name), 0) + name


def _directory(entries: list[tuple[bytes, int, int, int]], at: int) -> bytes:
    """Return the list of files and the end of a container that begins at byte *at*."""
    listed = b"".join(
        _CENTRAL.pack(
            b"PK\x01\x02",
            _UNIX,
            _NEEDED,
            0,
            0,
            0,
            _DATE,
            crc,
            size,
            size,
            len(name),
            0,
            0,
            0,
            0,
            _MODE,
            start,
        )
        + name
        for name, size, crc, start in entries
    )
    count = len(entries)
    return listed + _END.pack(b"PK\x05\x06", 0, 0, count, count, len(listed), at, 0)
