"""Events of a team's own, from a form or a CSV: read by the catalogue's rules, all or none."""

import csv
import io
from collections.abc import Mapping, Sequence

from oilwatch import catalog
from oilwatch.errors import InputError
from oilwatch.model import Event

MOST_BYTES, MOST_ROWS, MOST_TOLD = 2_000_000, 5_000, 10
NEEDED = ("date", "kind", "title")
KEPT = (*NEEDED, "countries", "size_kbd", "effective_from", "importance", "source_url", "time", "zone")


def from_rows(rows: Sequence[Mapping[str, str]], *, name: str) -> list[Event]:
    """Return the events of rows with the columns date, kind, title and others of KEPT.

    They have no id yet. Raises InputError that names each row of *name* and the rule that it breaks.
    """
    found, broken = catalog.parse_events(rows, name=name, required=NEEDED)
    if broken:
        more = f"; and {len(broken) - MOST_TOLD} more" if len(broken) > MOST_TOLD else ""
        raise InputError("; ".join(broken[:MOST_TOLD]) + more)
    unkept = sorted({column for row in rows for column in row if column is not None} - set(KEPT))
    if unkept:
        raise InputError(
            f"{name}: expected the columns {', '.join(KEPT)}, got {unkept[0][:40]!r}; leave it out"
        )
    return found


def from_csv(body: bytes, *, name: str) -> list[Event]:
    """Return the events of a CSV file, as :func:`from_rows` does; raise InputError where it is none."""
    if len(body) > MOST_BYTES:
        raise InputError(f"{name}: expected at most {MOST_BYTES // 1_000_000} MB, got {len(body):,} bytes")
    try:
        text = body.decode("utf-8-sig")
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        header = list(reader.fieldnames or ())
        rows = list(reader)
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: expected UTF-8 text ({error.reason} at byte {error.start})") from error
    except csv.Error as error:
        raise InputError(f"{name}: no readable CSV ({error})") from error
    if len(set(header)) != len(header):
        raise InputError(f"{name}: a column stands twice in the header; expected each once")
    if not 0 < len(rows) <= MOST_ROWS:
        raise InputError(f"{name}: expected 1 to {MOST_ROWS:,} rows below the header, got {len(rows):,}")
    return from_rows(rows, name=name)
