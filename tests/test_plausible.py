"""What the screen lets pass and what it holds aside, on the figures that come with oilwatch."""

import csv
import random
from calendar import monthrange

import pytest

from oilwatch import catalog
from oilwatch.plausible import screen
from oilwatch.store.vintage import standing
from tests.kit import DAILY, MONTHLY, a_series

SEEN = "2026-11-22T12:00:00.000Z"
BUNDLED = sorted(catalog.with_figures())
SAMPLES = 40
SLIPS = {
    "a thousand times": lambda value, _: value * 1000,
    "a thousandth": lambda value, _: value / 1000,
    "cents": lambda value, _: value * 100,
}
OF_OUTPUT = {
    "a thousand times": lambda value, _: value * 1000,
    "a thousandth": lambda value, _: value / 1000,
    "a digit more": lambda value, _: value * 10,
    "a digit less": lambda value, _: value / 10,
    "a month instead of a day": lambda value, period: value * days(period),
    "a day instead of a month": lambda value, period: value / days(period),
}


def days(period):
    """Return how many days a month has; a week has seven."""
    return monthrange(int(period[:4]), int(period[5:]))[1] if len(period) == 7 else 7


def last_values(series_id):
    """Return what a bundled series reads now, by period, oldest first."""
    by_period = {}
    for row in catalog.history(series_id)[0]:
        by_period.setdefault(row.period, []).append(row)
    found = {
        period: standing(sorted(rows, key=lambda row: row.seen_from)) for period, rows in by_period.items()
    }
    return {period: found[period].value for period in sorted(found) if found[period].value is not None}


def steady(value=9000.0, months=36):
    """Return three years of output that hardly changes, by month."""
    return {f"{2022 + n // 12}-{n % 12 + 1:02}": value + n % 5 for n in range(months)}


@pytest.mark.parametrize("series_id", BUNDLED)
def test_nothing_bundled_is_held_aside(series_id):
    """Every figure passes as part of the whole first copy, and as the newest of a copy that grows."""
    about, values = catalog.series()[series_id], last_values(series_id)
    periods = list(values)

    assert screen(about, {}, values, SEEN) == {}
    for place in sorted({*range(0, len(periods), max(len(periods) // 60, 1)), len(periods) - 1}):
        known = {period: values[period] for period in periods[:place]}
        assert screen(about, known, {periods[place]: values[periods[place]]}, SEEN) == {}


@pytest.mark.parametrize("series_id", BUNDLED)
def test_no_revision_bundled_is_held_aside(series_id):
    """Copy after copy, as they came, with what each revised and withdrew."""
    about, known = catalog.series()[series_id], {}
    copies = {}
    for row in catalog.history(series_id)[0]:
        copies.setdefault(row.seen_from, {})[row.period] = row.value

    for moment in sorted(copies):
        changes = {period: value for period, value in copies[moment].items() if known.get(period) != value}
        assert screen(about, known, changes, moment) == {}
        known |= changes
        known = {period: value for period, value in known.items() if value is not None}


def cases():
    """Yield (series, name of the slip) for every bundled series that is measured."""
    for series_id in BUNDLED:
        about = catalog.series()[series_id]
        if about.measure != "target":
            for name in SLIPS if about.measure == "price" else OF_OUTPUT:
                if about.frequency == "monthly" or not name.endswith(("a day", "a month")):
                    yield series_id, name


@pytest.mark.parametrize(("series_id", "name"), list(cases()))
def test_a_wrong_unit_is_caught(series_id, name):
    """Of forty periods at random at least 95 in a hundred are held aside, each with both values."""
    about, values = catalog.series()[series_id], last_values(series_id)
    slip = (SLIPS if about.measure == "price" else OF_OUTPUT)[name]
    chosen = random.Random(f"{series_id}{name}").sample(sorted(values), min(SAMPLES, len(values)))

    missed = []
    for period in chosen:
        wrong = slip(values[period], period)
        why = screen(about, values, {period: wrong}, SEEN)
        if wrong != values[period] and period not in why:
            missed.append((period, values[period], wrong))
    assert len(missed) <= 0.05 * len(chosen), missed


def test_a_cut_and_an_attack_are_believed():
    """Saudi output fell by a third in two months of 2026; that is news, not a slip."""
    about = catalog.series()["production.sau.crude"]
    known = {period: value for period, value in last_values(about.id).items() if period < "2026-02"}

    assert screen(about, known, {"2026-02": 10_760.0}, SEEN) == {}
    assert screen(about, known | {"2026-02": 10_760.0}, {"2026-03": 7500.0, "2026-04": 6600.0}, SEEN) == {}


def test_a_price_below_zero_is_believed():
    """WTI on 20 April 2020, with the day before and the day after."""
    about = catalog.series()["price.wti.spot"]
    known = {period: value for period, value in last_values(about.id).items() if period < "2020-04-20"}
    fall = {"2020-04-20": -36.98, "2020-04-21": 8.91}

    assert screen(about, known, fall, SEEN) == {}
    for period, value in fall.items():
        assert screen(about, known, {period: value}, SEEN) == {}
        known[period] = value


@pytest.mark.parametrize(
    ("period", "moment", "held"),
    [
        ("2024-12", "2024-12-30T12:00:00.000Z", True), ("2024-12", "2024-12-31", False),
        ("2024-12", "2025-01-01T00:00:00.000Z", False), ("2025-06", "2025-01-20", True),
    ],
)  # fmt: skip
def test_a_period_has_to_be_over(period, moment, held):
    """No figure of a month is believed before its last day; what is announced ahead may lie ahead."""
    told = screen(MONTHLY, steady(), {period: 9001.0}, moment)
    ahead = screen(a_series("target.x", "monthly", measure="target", lag_days=-27), {}, {period: 9e3}, moment)

    assert told == ({period: f"the period was not over on {moment[:10]}, when it was seen"} if held else {})
    assert ahead == {}


@pytest.mark.parametrize(
    ("about", "known", "value", "words"),
    [
        (MONTHLY, steady(), -1.0, "-1 kb/d is out of all bounds (0 to 150000)"),
        (MONTHLY, {}, 150_001.0, "150001 kb/d is out of all bounds (0 to 150000)"),
        (DAILY, {}, 2001.0, "2001 USD/bbl is out of all bounds (-200 to 2000)"),
        (DAILY, {}, -201.0, "-201 USD/bbl is out of all bounds (-200 to 2000)"),
        (MONTHLY, steady(9.0), 700.0, "700 is more than 50 times what stood before (9): a wrong unit?"),
        (MONTHLY, steady(), 90_000.0, "90000 is about 10 times what stood before (9000): a wrong unit?"),
        (MONTHLY, steady(), 9.0, "9 is about one 1,000th of what stood before (9000): a wrong unit?"),
        (MONTHLY, steady(), 31_000.0, "a jump from 9000 to 31000; the furthest step before was 4"),
    ],
)
def test_the_reason_names_the_values(about, known, value, words):
    """Who reads why a figure waits sees what came, what stood, and by how much it is off."""
    period = "2025-01" if about is MONTHLY else "2025-01-02"
    if known:
        known = {**known, "2025-01": min(known.values())}

    assert screen(about, known, {period: value}, SEEN) == {period: words}


def test_few_withdrawals_are_news_and_many_are_a_cut():
    """Three of thirty-six may go; four are more than one in twenty, and wait with the count."""
    known = steady()

    assert screen(MONTHLY, known, dict.fromkeys(list(known)[:3]), SEEN) == {}
    told = screen(MONTHLY, known, dict.fromkeys(list(known)[:4]), SEEN)
    assert told == dict.fromkeys(list(known)[:4], "4 of 36 published periods are missing at once")


def test_no_changes_are_no_doubts():
    """Nothing changed, nothing is looked at."""
    assert screen(MONTHLY, steady(), {}, SEEN) == {}


@pytest.mark.parametrize(
    ("file", "series_id"), [("brent", "price.brent.futures"), ("wti", "price.wti.futures")]
)
def test_no_futures_are_held_aside(shared, file, series_id):
    """Twenty years of front-month closes pass, at once and copy by copy, the one below zero included."""
    path = shared / "futures" / f"{file}_futures_daily.csv"
    if not path.exists():
        pytest.skip("no futures on this machine")
    with path.open(encoding="utf-8", newline="") as lines:
        values = {row["period"]: float(row["close"]) for row in csv.DictReader(lines) if row["close"]}
    about, days_of = catalog.series()[series_id], sorted(values)

    assert screen(about, {}, values, SEEN) == {}
    for place in range(0, len(days_of), 60):
        known = {day: values[day] for day in days_of[:place]}
        assert screen(about, known, {day: values[day] for day in days_of[place : place + 60]}, SEEN) == {}
