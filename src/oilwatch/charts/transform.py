"""What can be done to series before they are drawn: cut, rebase, change on year, spread, share. Pure."""

from datetime import date

import pandas as pd

YEAR = pd.DateOffset(years=1)
TOLERANCE = pd.Timedelta(days=7)
"""How far back of the day a year before a price may lie; further: no change is given."""


def cut(values: pd.Series, start: date | None, end: date | None) -> pd.Series:
    """Return the part of *values* between two days, both included."""
    low = pd.Timestamp(start) if start else None
    high = pd.Timestamp(end) if end else None
    return values.loc[low:high]


def rebased(columns: list[pd.Series]) -> list[pd.Series]:
    """Return series as percent of their values on the first day that all of them have; empty: no such day."""
    common = pd.concat(columns, axis=1, join="inner").dropna()
    if common.empty or (common.iloc[0] <= 0).any():
        return [column.iloc[:0] for column in columns]
    first = common.index[0]
    return [column.loc[first:] / float(column.loc[first]) * 100 for column in columns]


def change_on_year(values: pd.Series) -> pd.Series:
    """Return the percent change on the value a year before (at most a week earlier still).

    No value where there is none to compare with or where it is zero or below.
    """
    if values.empty:
        return values
    days = pd.DatetimeIndex(values.index)
    wanted = pd.DataFrame({"at": days - YEAR}, index=days)
    known = pd.DataFrame({"at": days, "before": values.to_numpy()})
    before = pd.merge_asof(
        wanted.sort_values("at"), known, on="at", direction="backward", tolerance=TOLERANCE
    )["before"].to_numpy()
    change: pd.Series = (values / before - 1) * 100
    return change.where(before > 0).dropna()


def spread(first: pd.Series, second: pd.Series) -> pd.Series:
    """Return *first* less *second* on the days that both have."""
    both = pd.concat([first, second], axis=1, join="inner").dropna()
    return (both.iloc[:, 0] - both.iloc[:, 1]).round(4)


def shares(columns: list[pd.Series]) -> list[pd.Series]:
    """Return each series as percent of the sum of all, for the periods that all of them have."""
    both = pd.concat(columns, axis=1, join="inner").dropna()
    part = both.div(both.sum(axis=1), axis=0) * 100
    return [part.iloc[:, at] for at in range(len(columns))]


def with_gaps(values: pd.Series, frequency: str) -> pd.Series:
    """Return *values* with an empty row for each weekday, week or month that is missing inside."""
    if len(values) < 2:
        return values
    step = {"daily": "B", "weekly": "W-FRI", "monthly": "MS"}[frequency]
    days = pd.DatetimeIndex(values.index)
    whole = pd.date_range(days[0], days[-1], freq=step, unit=days.unit)
    return values.reindex(whole.union(days))
