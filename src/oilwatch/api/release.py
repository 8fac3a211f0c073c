"""Which code and which catalogue answer: part of every tag, so that a new release is seen as new."""

import hashlib
from functools import cache
from pathlib import Path

import oilwatch
from oilwatch.catalog import data_folder


@cache
def fingerprint() -> str:
    """Return a digest of the package's source and of the lists of the catalogue; read once a process."""
    digest = hashlib.sha256(oilwatch.__version__.encode())
    for path in (*sorted(Path(oilwatch.__file__).parent.rglob("*.py")), *sorted(data_folder().glob("*.csv"))):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
