"""A small record of our own, and claims to hold against it."""

from dataclasses import replace
from datetime import date, timedelta

from oilwatch import claims, periods
from oilwatch.model import Claim, Recorded
from oilwatch.store import Store
from tests.kit import NOW, a_series

OUT = {"unit": "kb/d", "measure": "production", "publisher": "U.S. Energy Information Administration"}
CONDENSATE = "Crude oil including lease condensate"
SPOT = a_series("price.brent.spot", entity="BRENT", title="Brent spot", lag_days=3)
FUTURES = a_series(
    "price.brent.futures",
    entity="BRENT",
    title="Brent futures",
    lag_days=1,
    preference=2,
    publisher="Exchange",
)
WTI = a_series("price.wti.futures", entity="WTI", title="WTI futures", lag_days=1, publisher="Exchange")
SAU = a_series("production.sau.crude", "monthly", entity="SAU", definition=CONDENSATE, lag_days=40, **OUT)
SAU_ALONE = a_series(
    "production.sau.alone", "monthly", entity="SAU", definition="Crude only, without lease condensate",
    lag_days=40, preference=2, title="Saudi crude alone", **OUT,
)  # fmt: skip
RUS = a_series("production.rus.crude", "monthly", entity="RUS", definition=CONDENSATE, lag_days=40, **OUT)
USA = a_series("production.usa.crude", "monthly", entity="USA", definition=CONDENSATE, lag_days=40, **OUT)
WEEK = a_series(
    "production.usa.week", "weekly", entity="USA", definition=CONDENSATE, lag_days=5, preference=3, **OUT
)
IRQ = a_series("production.irq.crude", "monthly", entity="IRQ", definition=CONDENSATE, lag_days=40, **OUT)
WORLD = a_series("production.world.crude", "monthly", entity="WORLD", lag_days=40, **OUT)
EVERY = (SPOT, FUTURES, WTI, SAU, SAU_ALONE, RUS, USA, WEEK, IRQ, WORLD)
FIRST = "2017-01-01"
"""The day of the first copies: what is older has no day of publication."""


def months(level, step=0.0, *, first="2018-01", number=24):
    """Return rows of months, each published 40 days after its end."""
    rows, month = [], first
    for place in range(number):
        out = (periods.end(month) + timedelta(days=40)).isoformat()
        rows.append(Recorded(month, level + step * place, out))
        month = periods.following(month, "monthly")
    return rows


def days(values, first="2018-10-01"):
    """Return rows of weekdays from *first*, each published the next day."""
    rows, day = [], date.fromisoformat(first)
    for value in values:
        while day.weekday() > 4:
            day += timedelta(days=1)
        rows.append(Recorded(day.isoformat(), value, (day + timedelta(days=1)).isoformat()))
        day += timedelta(days=1)
    return rows


def a_store(path, answer):
    """Return a store at *path* with series of our own and the rows of *answer* by series."""
    store = Store(f"sqlite:///{path}", now=lambda: NOW)
    store.upgrade()
    store.sync(EVERY)
    store.record_history({about.id: rows for about, rows in answer.items()}, source="test")
    return store


def a_claim(value, unit="kb/d", **changes):
    """Return a claim: by default of Saudi output in October 2018, as printed to one digit after the point."""
    said = {
        "kind": "level", "measure": "production", "entity": "SAU", "period_start": "2018-10-01",
        "period_end": "2018-10-31", "digits": 50.0 if unit == "kb/d" else 0.05, **changes,
    }  # fmt: skip
    span = said.pop("span", "the figure")
    return Claim(span, 0, len(span), value, unit, value, unit, **said)


def price(value, day="2018-10-10", **changes):
    """Return a claim of a Brent price on a day."""
    return a_claim(
        value, "USD/bbl", **{"measure": "price", "entity": "BRENT", "period_start": day, "period_end": day,
        "digits": 0.01, **changes},
    )  # fmt: skip


def move(value, day="2018-10-10", **changes):
    """Return a claim of a Brent move of a day in percent."""
    return price(value, day, **{"kind": "pct_change", "measure": "price_change", "digits": 0.05, **changes})


def moved(claim, unit):
    """Return a claim in another unit."""
    return replace(claim, unit=unit, normalized_unit=unit)


def verdict(store, claim, day="2019-03-01", text="the figure"):
    """Return the verdict on a claim of a story of *day*."""
    return claims.verdict(claim, text, claims.Record(store), day)
