"""Make ``data/`` from a folder of compiled official figures: ``python scripts/make_data.py FIGURES_DIR``.

Reads one CSV (period, value, seen_from) per published series, the catalogue of events and the steps of
required production; writes them in this project's layout. Running it again on the same folder changes
nothing. Nothing is computed here but ids, the importance of an event and how far publishers lie apart.
"""

import csv
import math
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"
EIA = "U.S. Energy Information Administration"
PUBLIC_DOMAIN = "US government work, no copyright; credit the U.S. Energy Information Administration"
HISTORY = "https://www.eia.gov/dnav/pet/hist/LeafHandler.ashx?n=PET&s={}&f={}"
INTERNATIONAL = (
    "https://www.eia.gov/international/data/world/petroleum-and-other-liquids/"
    "monthly-petroleum-and-other-liquids-production"
)
OUTLOOK = "https://www.eia.gov/steo/"
TARGETS_COPY = "2026-11-22"
"""The day on which the steps of required production were compiled."""

COUNTRIES = {
    "sau": "Saudi Arabia",
    "rus": "Russia",
    "usa": "United States",
    "ago": "Angola",
    "are": "United Arab Emirates",
    "bra": "Brazil",
    "can": "Canada",
    "chn": "China",
    "dza": "Algeria",
    "irn": "Iran",
    "irq": "Iraq",
    "kwt": "Kuwait",
    "lby": "Libya",
    "mex": "Mexico",
    "nga": "Nigeria",
    "nor": "Norway",
    "ven": "Venezuela",
}
JODI_AREAS = dict(
    pair.split(":")
    for pair in (
        "sau:SA rus:RU usa:US ago:AO are:AE bra:BR can:CA chn:CN dza:DZ irn:IR irq:IQ kwt:KW lby:LY "
        "mex:MX nga:NG nor:NO ven:VE"
    ).split()
)
OUTLOOK_AREAS = {
    "sau": ("Saudi Arabia", "COPR_SA"),
    "rus": ("Russia", "COPR_RS"),
    "usa": ("United States", "COPRPUS"),
    "opec": ("OPEC", "COPR_OPEC"),
    "opecplus": ("OPEC+", "COPR_OPECPLUS"),
    "world": ("World", "COPR_WORLD"),
}
LEASE = "Crude oil including lease condensate"
LAGS = {
    "spot": 9, "international": 100, "us_monthly": 62, "us_weekly": 8, "outlook": 12, "target": -27,
    "futures": 4, "jodi": 55,
}  # fmt: skip
"""Days from a period's end to its publication, read off the dated copies (see data/SOURCES.md)."""

SERIES_COLUMNS = (
    "id title measure entity entity_name definition unit frequency "
    "publisher publisher_id source_url licence lag_days preference"
).split()
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


def spot_series() -> list[tuple[str, list[object]]]:
    """Return (figures file, row of series.csv) for the two spot prices."""
    places = {
        "brent": ("Brent", "Europe Brent crude oil spot price, FOB", "RBRTE"),
        "wti": ("WTI", "Cushing, Oklahoma WTI crude oil spot price, FOB", "RWTC"),
    }
    return [
        (f"{code}_spot_daily", [
            f"price.{code}.spot", title, "price", name.upper(), name,
            "Spot price for immediate delivery, free on board; not the futures settlement", "USD/bbl",
            "daily", EIA, f"PET.{key}.D", HISTORY.format(key, "D"), PUBLIC_DOMAIN, LAGS["spot"], 1,
        ])
        for code, (name, title, key) in places.items()
    ]  # fmt: skip


def crude_series() -> list[tuple[str, list[object]]]:
    """Return (figures file, row) for crude including lease condensate, by country, and the US week."""
    rows = []
    for code, name in COUNTRIES.items():
        us = code == "usa"
        key = "PET.MCRFPUS2.M" if us else f"INTL.57-1-{code.upper()}-TBPD.M"
        rows.append((f"crude_production_{code}_monthly", [
            f"production.{code}.crude", f"{name}, crude oil production incl. lease condensate",
            "production", code.upper(), name, LEASE, "kb/d", "monthly", EIA, key,
            HISTORY.format("MCRFPUS2", "M") if us else INTERNATIONAL, PUBLIC_DOMAIN,
            LAGS["us_monthly"] if us else LAGS["international"], 1,
        ]))  # fmt: skip
    rows.append(("crude_production_usa_weekly", [
        "production.usa.crude_weekly", "United States, weekly estimate of crude oil production",
        "production", "USA", "United States",
        f"{LEASE}; weekly model estimate, never to be spliced with the monthly series", "kb/d", "weekly",
        EIA, "PET.WCRFPUS2.W", HISTORY.format("WCRFPUS2", "W"), PUBLIC_DOMAIN, LAGS["us_weekly"], 3,
    ]))  # fmt: skip
    return rows


def other_series() -> list[tuple[str, list[object]]]:
    """Return (figures file, row) for the outlook's crude series and for total liquids."""
    rows = []
    for code, (name, key) in OUTLOOK_AREAS.items():
        text = LEASE if code == "usa" else "Crude oil as the Short-Term Energy Outlook defines it"
        if code in ("sau", "rus"):
            text = "Crude oil only, without lease condensate"
        rows.append((f"steo_crude_{code}_monthly", [
            f"production.{code}.crude_only", f"{name}, crude oil production in the Short-Term Energy Outlook",
            "production", code.upper(), name,
            f"{text}; history of each monthly edition, which is dated to the first day of its month", "kb/d",
            "monthly", EIA, f"STEO.{key}.M", OUTLOOK, PUBLIC_DOMAIN, LAGS["outlook"], 2,
        ]))  # fmt: skip
    for code in ("sau", "rus"):
        rows.append((f"total_liquids_{code}_monthly", [
            f"production.{code}.liquids", f"{COUNTRIES[code]}, total petroleum and other liquids production",
            "production", code.upper(), COUNTRIES[code],
            "Total petroleum and other liquids: crude, condensate, natural gas liquids, other liquids",
            "kb/d", "monthly", EIA, f"INTL.53-1-{code.upper()}-TBPD.M", INTERNATIONAL, PUBLIC_DOMAIN,
            LAGS["international"], 4,
        ]))  # fmt: skip
    return rows


def futures_series() -> list[list[object]]:
    """Return the rows of series.csv for front-month futures, of which no figures are bundled."""
    return [
        [
            f"price.{code}.futures", f"{name} crude oil futures, front month", "price", name.upper(), name,
            "Daily close of the front-month futures contract; not the spot price, and not adjusted where one "
            "contract follows another", "USD/bbl", "daily", "Yahoo Finance", symbol,
            f"https://finance.yahoo.com/quote/{symbol}", "Yahoo's terms: own use, no redistribution",
            LAGS["futures"], 1,
        ]
        for code, name, symbol in (("brent", "Brent", "BZ=F"), ("wti", "WTI", "CL=F"))
    ]  # fmt: skip


def jodi_series() -> list[list[object]]:
    """Return the rows of series.csv for output as countries report it, of which no figures are bundled."""
    return [
        [
            f"production.{code}.jodi", f"{name}, crude oil production as reported to JODI",
            "production", code.upper(), name,
            "Crude oil production as the country itself reports it to JODI-Oil (CRUDEOIL, INDPROD), without "
            "natural gas liquids", "kb/d", "monthly", "Joint Organisations Data Initiative",
            f"JODI.{JODI_AREAS[code]}.CRUDEOIL.INDPROD.KBD", "https://www.jodidata.org/oil/",
            "no explicit licence; credit the Joint Organisations Data Initiative, do not mirror",
            LAGS["jodi"], 5,
        ]
        for code, name in COUNTRIES.items()
    ]  # fmt: skip


def target_series() -> list[list[object]]:
    """Return the rows of series.csv for required production, whose values come from targets.csv."""
    return [
        [
            f"target.{code}.required", f"{COUNTRIES[code]}, OPEC+ required production",
            "target", code.upper(), COUNTRIES[code],
            "Required production after voluntary adjustments, the level in force in each month; crude only "
            "(Russia before May 2020: with condensate)", "kb/d", "monthly",
            "OPEC+ statements as compiled in data/targets.csv", "", "https://www.opec.org/press-releases.html",
            "facts, each row with its own source in data/targets.csv", LAGS["target"], 1,
        ]
        for code in ("sau", "rus")
    ]  # fmt: skip


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


def importance(kind: str, size: str) -> int:
    """Return 1 to 3: a decision that changes nothing is 1, one of 1 mb/d or more is 3, else its kind's."""
    if size and abs(float(size)) >= 1000:
        return 3
    base = next(row[3] for row in KINDS if row[0] == kind)
    return min(base, 1) if size and float(size) == 0 else base


def event_rows(source: list[dict[str, str]]) -> list[list[object]]:
    """Return the rows of events.csv; the id is the date and the kind, numbered where two would be equal."""
    rows: list[list[object]] = []
    taken: dict[str, int] = {}
    for row in source:
        name = f"{row['date']}-{row['kind'].replace('_', '-')}"
        taken[name] = taken.get(name, 0) + 1
        event_id = name if taken[name] == 1 else f"{name}-{taken[name]}"
        weight = importance(row["kind"], row["size_kbd"])
        rows.append([
            event_id, row["date"], row["kind"], row["title"], row["countries"], row["size_kbd"],
            row["effective_from"], weight, row["confidence"], row["source_url"],
        ])  # fmt: skip
    return rows


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
    return "SAU", "production.sau.crude", "", math.floor(min(away)), math.ceil(max(away)), words, OUTLOOK


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
    published = spot_series() + crude_series() + other_series()
    unbundled = target_series() + futures_series() + jodi_series()
    rows = sorted([row for _, row in published] + unbundled, key=lambda row: str(row[0]))
    write(data / "series.csv", SERIES_COLUMNS, rows)
    for name, row in published:
        observations = [(o["period"], o["value"], o["seen_from"]) for o in read(figures / f"{name}.csv")]
        write(data / "observations" / f"{row[0]}.csv", ("period", "value", "seen_from"), observations)
    write(data / "event_kinds.csv", ("id", "label", "lane", "importance"), KINDS)
    columns = "id date kind title countries size_kbd effective_from importance confidence source_url".split()
    write(data / "events.csv", columns, event_rows(read(figures / "events.csv")))
    columns = "entity effective_from kbd layer basis confidence source_url seen_from".split()
    steps = [
        (t["country"].upper(), t["effective_from"], t["kbd"], t["definition"], t["basis"], t["confidence"],
         t["source_url"], TARGETS_COPY)
        for t in read(figures / "required_production.csv")
    ]  # fmt: skip
    write(data / "targets.csv", columns, sorted(steps, key=lambda step: (step[0], step[3], step[1])))
    columns = "entity series sources low_percent high_percent words source_url".split()
    write(data / "differences.csv", columns, differences(figures))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
