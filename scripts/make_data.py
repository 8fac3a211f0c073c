"""Make ``data/`` from a folder of compiled official figures: ``python scripts/make_data.py FIGURES_DIR``.

Reads one CSV (period, value, seen_from) per published series, the catalogue of events and the steps of
required production; writes them in this project's layout. Running it again on the same folder changes
nothing. Nothing is computed but ids, the importance of an event, the change and the decision of a step
(make_events.py, make_targets.py) and how far publishers lie apart.
"""

import csv
import math
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import make_events
import make_series
import make_targets

DATA = Path(__file__).resolve().parent.parent / "data"
KINDS = [
    ("opec_decision", "OPEC decision", "opec", 2),
    ("opec_plus_decision", "OPEC+ decision", "opec", 2),
    ("voluntary_cut", "Voluntary cut", "opec", 2),
    ("price_war", "Price war", "opec", 3),
    ("opec_plus_talks_failed", "OPEC+ talks failed", "opec", 2),
    ("opec_plus_talks", "OPEC+ talks", "opec", 1),
    ("opec_meeting", "OPEC meeting", "opec", 1),
    ("jmmc", "Joint monitoring committee", "opec", 1),
    ("membership", "Membership", "opec", 2),
    ("sanctions", "Sanctions", "sanctions", 2),
    ("policy", "Policy", "sanctions", 2),
    ("conflict", "Conflict", "conflict", 3),
    ("supply_outage", "Supply outage", "conflict", 2),
    ("shipping", "Shipping", "conflict", 2),
    ("spr_release", "Stock release", "supply", 2),
    ("market_event", "Market event", "demand", 2),
]


def read(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write rows to a CSV file with LF line ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def differences(figures: Path) -> list[tuple[object, ...]]:
    """Return the rows of differences.csv: how far known figures of other publishers lie from EIA's."""
    return [_saudi(figures), _russian(figures)]


def _saudi(figures: Path) -> tuple[object, ...]:
    """Return how far crude alone lies from crude with condensate, over every month that has both."""
    with_condensate = _now(figures / "crude_production_sau_monthly.csv")
    alone = _now(figures / "steo_crude_sau_monthly.csv")
    away = [100 * (alone[month] / with_condensate[month] - 1) for month in alone if month in with_condensate]
    words = (
        "OPEC, surveys and the Short-Term Energy Outlook count Saudi crude without condensate, which lies"
        f" {-max(away):.1f} to {-min(away):.1f}% below EIA's figure with it"
    )
    return (
        "SAU",
        "production.sau.crude",
        "",
        math.floor(min(away)),
        math.ceil(max(away)),
        words,
        make_series.OUTLOOK,
    )


def _russian(figures: Path) -> tuple[object, ...]:
    """Return how far the ministry's level that one story states lies from EIA's, and a point either side."""
    month, stated = "2016-10", 11247.0
    told = next(t for t in read(figures / "required_production.csv") if "11247 (Oct 2016" in t["basis"])
    away = 100 * (stated / _now(figures / "crude_production_rus_monthly.csv")[month] - 1)
    words = (
        "Russian totals in stories are mostly the energy ministry's, in tonnes at 7.33 barrels, condensate"
        f" included: for October 2016 its 11.247 mb/d lies {away:.1f}% above EIA's figure"
    )
    low, high = round(away - 1, 1), round(away + 1, 1)
    return "RUS", "production.rus.crude", "", low, high, words, told["source_url"]


def _now(path: Path) -> dict[str, float]:
    """Return what each period of a figures file reads now."""
    rows = sorted(read(path), key=lambda row: row["seen_from"])
    return {row["period"]: float(row["value"]) for row in rows if row["value"]}


def main(figures: Path, data: Path = DATA) -> None:
    """Write every file of *data* that is made from figures."""
    published = make_series.published()
    rows = sorted([row for _, row in published] + make_series.unbundled(), key=lambda row: str(row[0]))
    write(data / "series.csv", make_series.COLUMNS, rows)
    for name, row in published:
        observations = [(o["period"], o["value"], o["seen_from"]) for o in read(figures / f"{name}.csv")]
        write(data / "observations" / f"{row[0]}.csv", ("period", "value", "seen_from"), observations)
    write(data / "event_kinds.csv", ("id", "label", "lane", "importance"), KINDS)
    weights = {kind: weight for kind, _, _, weight in KINDS}
    events = make_events.rows(read(figures / "events.csv"), weights)
    write(data / "events.csv", make_events.COLUMNS, [list(row.values()) for row in events])
    steps = make_targets.rows(read(figures / "required_production.csv"), events)
    write(data / "targets.csv", make_targets.COLUMNS, steps)
    columns = "entity series sources low_percent high_percent words source_url".split()
    write(data / "differences.csv", columns, differences(figures))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
