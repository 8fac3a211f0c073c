"""Files written whole or not at all."""

import os
import tempfile
from pathlib import Path

from oilwatch.errors import OilwatchError


def write_whole(path: Path, body: bytes) -> None:
    """Write a file whole or not at all; raise OilwatchError where it cannot be written."""
    place = path.resolve()
    try:
        if place.exists() and not place.is_file():
            raise OilwatchError(f"cannot write {path} (it is no file); choose another place")
        with tempfile.NamedTemporaryFile(dir=place.parent, prefix=".oilwatch-", delete=False) as file:
            part = Path(file.name)
            try:
                file.write(body)
                file.flush()
                os.chmod(part, 0o644)
                part.replace(place)
            except OSError:
                part.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise OilwatchError(f"cannot write {path} ({error.strerror}); choose another place") from error
