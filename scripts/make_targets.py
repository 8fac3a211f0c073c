"""The rows of targets.csv: steps of required production, each with its change and the decision that set it.

The rule by which a decision is found is in :func:`decision`; no row is set by hand.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

COLUMNS = ("entity effective_from kbd layer basis confidence source_url seen_from event change_kbd").split()
COPY = "2026-11-22"
"""The day on which the steps of required production were compiled."""
DECISIONS = {"opec_decision", "opec_plus_decision", "voluntary_cut", "opec_plus_talks_failed", "membership"}
BEFORE_CUTS = "target before voluntary cuts"
"""The layer that no voluntary cut changes."""
COVERED_BY = {"SAU": ("Saudi Arabia", {"OPEC", "OPEC+"}), "RUS": ("Russia", {"OPEC+"})}
"""How events name an entity, and the groups whose decisions cover it."""
LOOK_BACK = timedelta(days=120)
Row = Mapping[str, str]


def rows(compiled: Sequence[Row], events: Sequence[Row]) -> list[list[object]]:
    """Return the rows of targets.csv by entity, layer and date; *events* are those of events.csv."""
    ordered = sorted(compiled, key=lambda t: (t["country"], t["definition"], t["effective_from"]))
    out: list[list[object]] = []
    before: Row | None = None
    for step in ordered:
        same = before is not None and all(before[name] == step[name] for name in ("country", "definition"))
        change = _change(before, step) if same and before else None
        out.append([
            step["country"].upper(), step["effective_from"], step["kbd"], step["definition"], step["basis"],
            step["confidence"], step["source_url"], COPY, decision(step, change, events),
            "" if change is None else f"{change:g}",
        ])  # fmt: skip
        before = step
    return out


def decision(step: Row, change: float | None, events: Sequence[Row]) -> str:
    """Return the id of the decision that set a step, or nothing.

    Only decisions that cover the entity, by name or by group, and are not later than the step count; a
    voluntary cut sets no target before voluntary cuts. In this order: one in force from the step's month
    that moves as the step does; one whose size is not stated; any other that changes something; the newest
    of the 120 days before, in force by then, that moves as the step does (a plan of several steps); a
    rollover for the month.
    Where several are alike: one that names the entity, then the earliest, which the others only confirm.
    """
    ranked = []
    for event in _covering(step, events):
        rank = _rank(event, step, change)
        if rank:
            day = date.fromisoformat(event["date"]).toordinal()
            named = COVERED_BY[step["country"].upper()][0] in event["countries"].split(";")
            newest = -day if rank == _PLANNED else 0
            ranked.append((rank, newest, not named, day, event["id"]))
    return min(ranked)[-1] if ranked else ""


_AGREES, _UNSTATED, _CHANGES, _PLANNED, _ROLLOVER = 1, 2, 3, 4, 5


def _rank(event: Row, step: Row, change: float | None) -> int:
    size = float(event["size_kbd"]) if event["size_kbd"] else None
    agrees = size is not None and change is not None and _sign(size) == _sign(change)
    if event["effective_from"][:7] == step["effective_from"][:7]:
        if agrees or (change is None and size):
            return _AGREES
        if size is None:
            return _UNSTATED
        return _CHANGES if size else _ROLLOVER
    since = date.fromisoformat(step["effective_from"])
    recent = since - date.fromisoformat(event["date"]) <= LOOK_BACK
    in_force = event["effective_from"] <= step["effective_from"]
    return _PLANNED if agrees and size and recent and in_force else 0


def _covering(step: Row, events: Sequence[Row]) -> Iterator[Row]:
    name, groups = COVERED_BY[step["country"].upper()]
    for event in events:
        if event["kind"] not in DECISIONS or event["date"] > step["effective_from"]:
            continue
        if event["kind"] == "voluntary_cut" and step["definition"] == BEFORE_CUTS:
            continue
        if {name, *groups} & set(event["countries"].split(";")):
            yield event


def _change(before: Row, step: Row) -> float | None:
    return float(step["kbd"]) - float(before["kbd"]) if step["kbd"] and before["kbd"] else None


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)
