"""The rows of events.csv: the compiled events, with what each follows and when its day was known.

Links between events and times stand in ``event_links.csv`` (id, relation, of, why) and
``event_schedule.csv`` (id, scheduled, time, zone, why) beside this script, each with its reason. An id
there that no event has is an error: nothing is left out in silence.
"""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
COLUMNS = (
    "id date kind title countries size_kbd effective_from importance confidence source_url "
    "scheduled time zone follows"
).split()
Row = dict[str, str]


def rows(source: Sequence[Mapping[str, str]], weights: Mapping[str, int], beside: Path = HERE) -> list[Row]:
    """Return the rows of events.csv, sorted by date and id; *weights* are the importance of each kind.

    The id is the date and the kind, numbered where two would be equal. An event without a source does not
    enter. Raises SystemExit where a link or a time names no event, or one twice.
    """
    events = identified([row for row in source if row["source_url"].strip()])
    schedule = _schedule(beside / "event_schedule.csv", events)
    follows = _follows(beside / "event_links.csv", events)
    out = []
    for event_id in sorted(events, key=lambda event_id: (events[event_id]["date"], event_id)):
        row = events[event_id]
        weight = importance(weights[row["kind"]], row["size_kbd"])
        times = schedule.get(event_id, {})
        out.append({
            **{name: row.get(name, times.get(name, "")) for name in COLUMNS}, "id": event_id,
            "importance": str(weight), "follows": ";".join(follows.get(event_id, [])),
        })  # fmt: skip
    return out


def identified(source: Sequence[Mapping[str, str]]) -> dict[str, Mapping[str, str]]:
    """Return the compiled rows by id."""
    found: dict[str, Mapping[str, str]] = {}
    taken: dict[str, int] = {}
    for row in source:
        name = f"{row['date']}-{row['kind'].replace('_', '-')}"
        taken[name] = taken.get(name, 0) + 1
        found[name if taken[name] == 1 else f"{name}-{taken[name]}"] = row
    return found


def importance(base: int, size: str) -> int:
    """Return 1 to 3: a decision that changes nothing is 1, one of 1 mb/d or more is 3, else its kind's."""
    if size and abs(float(size)) >= 1000:
        return 3
    return min(base, 1) if size and float(size) == 0 else base


def _schedule(path: Path, events: Mapping[str, object]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for number, row in enumerate(_read(path), start=2):
        _need(row["id"], events, f"{path.name}, row {number}")
        if row["id"] in found:
            raise SystemExit(f"{path.name}, row {number}: {row['id']} stands twice; keep one row")
        found[row["id"]] = row
    return found


def _follows(path: Path, events: Mapping[str, object]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for number, row in enumerate(_read(path), start=2):
        for name in ("id", "of"):
            _need(row[name], events, f"{path.name}, row {number}")
        cell = f"{row['relation']}:{row['of']}"
        if cell in found.setdefault(row["id"], []):
            raise SystemExit(f"{path.name}, row {number}: {row['id']} {cell} stands twice; keep one row")
        found[row["id"]].append(cell)
    return {event_id: sorted(cells) for event_id, cells in found.items()}


def _need(event_id: str, events: Mapping[str, object], where: str) -> None:
    if event_id not in events:
        raise SystemExit(f"{where}: expected the id of an event, got {event_id!r}; no event has it")


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
