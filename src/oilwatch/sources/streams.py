"""Large files, read without holding them in memory."""

import hashlib
from typing import IO


def digest(file: IO[bytes]) -> str:
    """Return the SHA-256 of a whole file, and leave it at its beginning."""
    found = hashlib.sha256()
    file.seek(0)
    while part := file.read(1_048_576):
        found.update(part)
    file.seek(0)
    return found.hexdigest()
