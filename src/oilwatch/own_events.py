"""Events of a team's own, from a form or a CSV: read by the catalogue's rules, all or none."""

import csv
import io
from collections.abc import Mapping, Sequence

from oilwatch import catalog
from oilwatch.errors import InputError
from oilwatch.model import Event

MOST_BYTES, MOST_ROWS, MOST_TOLD = 2_000_000, 5_000, 10
NEEDED = ("date", "kind", "title")


def from_rows(rows: Sequence[Mapping[str, str]], *, name: str) -> list[Event]:
    """Return the events of rows with the columns date, kind, title and any other of events.csv.

    They have no id yet. Raises InputError that names each row of *name* and the rule that it breaks.
    """
    found, broken = catalog.parse_events(rows, name=name, required=NEEDED)
    if broken:
        more = f"; and {len(broken) - MOST_TOLD} more" if len(broken) > MOST_TOLD else ""
        raise InputError("; ".join(broken[:MOST_TOLD]) + more)
    return found


def from_csv(body: bytes, *, name: str) -> list[Event]:
    """Return the events of a CSV file, as :func:`from_rows` does; raise InputError where it is none."""
    if len(body) > MOST_BYTES:
        raise InputError(f"{name}: expected at most {MOST_BYTES // 1_000_000} MB, got {len(body):,} bytes")
    try:
        text = body.decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: expected UTF-8 text ({error.reason} at byte {error.start})") from error
    except csv.Error as error:
        raise InputError(f"{name}: no readable CSV ({error})") from error
    if not 0 < len(rows) <= MOST_ROWS:
        raise InputError(f"{name}: expected 1 to {MOST_ROWS:,} rows below the header, got {len(rows):,}")
    return from_rows(rows, name=name)
