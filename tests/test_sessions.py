"""Sessions of the exchanges: why a day had none, and which day an hour belongs to."""

from datetime import date, timedelta

import pytest

from oilwatch import sessions
from oilwatch.claims.sessions import is_trading
from oilwatch.errors import InputError


@pytest.mark.parametrize(
    ("day", "exchange", "why"),
    [
        ("2023-04-02", "BRENT", "a Sunday"),
        ("2023-04-01", "WTI", "a Saturday"),
        ("2023-04-01", "DUBAI", "a Saturday"),
        ("2023-04-07", "BRENT", "Good Friday"),
        ("2023-04-07", "WTI", "Good Friday"),
        ("2023-04-07", "DUBAI", ""),
        ("2018-11-22", "WTI", "Thanksgiving Day"),
        ("2018-11-22", "BRENT", ""),
        ("2019-12-25", "BRENT", "Christmas Day"),
        ("2019-01-01", "BRENT", "New Year's Day"),
        ("2012-10-29", "WTI", "Hurricane Sandy"),
        ("2022-10-05", "WTI", ""),
        ("2022-10-05", "BRENT", ""),
    ],
)
def test_a_day_without_a_session_says_why(day, exchange, why):
    """Weekends, the days that both exchanges keep, and those of New York."""
    assert sessions.closed(date.fromisoformat(day), exchange) == why


def test_most_days_without_a_wti_price_are_days_without_a_session(filled):
    """Of 369 weekdays that never had a price since 1986, the calendar explains 333."""
    priced = {date.fromisoformat(row.period) for row in filled.history("price.wti.spot")}
    every = (min(priced) + timedelta(days=n) for n in range((max(priced) - min(priced)).days))
    without = [day for day in every if day.weekday() < 5 and day not in priced]

    assert len(without) == 369
    assert sum(bool(sessions.closed(day, "WTI")) for day in without) == 333


@pytest.mark.parametrize("year", range(1986, 2036))
def test_the_days_that_stories_count_by_are_those_of_ice(year):
    """The grammar of stories and the calendar agree on every day."""
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]

    assert [is_trading(day) for day in days] == [not sessions.closed(day, "BRENT") for day in days]
    assert sessions.good_friday(year).weekday() == 4
    assert not is_trading(sessions.good_friday(year))


@pytest.mark.parametrize(
    ("at", "zone", "exchange", "first", "words"),
    [
        ("", "", "BRENT", "2022-10-05", ""),
        ("19:30", "Europe/London", "BRENT", "2022-10-05", ""),
        (
            "19:31",
            "Europe/London",
            "BRENT",
            "2022-10-06",
            "after the close (19:30 Europe/London) of Wed 5 Oct",
        ),
        ("20:00", "Europe/Vienna", "BRENT", "2022-10-05", ""),
        ("15:00", "America/New_York", "WTI", "2022-10-06", "after the close (14:30 America/New_York)"),
        ("23:59", "UTC", "DUBAI", "2022-10-05", ""),
        ("01:00", "Asia/Riyadh", "BRENT", "2022-10-05", ""),
        ("08:00", "Asia/Tokyo", "WTI", "2022-10-05", ""),
        (
            "01:00",
            "Asia/Tokyo",
            "WTI",
            "2022-10-04",
            "01:00 Asia/Tokyo is Tue 4 Oct 2022 where the exchange is",
        ),
    ],
)
def test_an_hour_belongs_to_the_first_close_that_can_hold_it(at, zone, exchange, first, words):
    """Times are compared where the exchange is; exactly at the close is not after it."""
    found, why = sessions.reaches(date(2022, 10, 5), exchange, at, zone)

    assert found == date.fromisoformat(first)
    assert words in why
    assert bool(words) == bool(why)


@pytest.mark.parametrize(
    ("at", "zone"), [("25:00", "UTC"), ("noon", "UTC"), ("12:00", ""), ("12:00", "Mars/Base")]
)
def test_no_time_and_no_zone_are_refused(at, zone):
    """A time of day needs a zone that there is."""
    with pytest.raises(InputError, match="expected a time such as"):
        sessions.reaches(date(2022, 10, 5), "WTI", at, zone)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_the_calendar_are_no_error(day):
    """Days of the first and the last year are answered, and a time on them is refused, not a crash."""
    assert isinstance(sessions.closed(day, "WTI"), str)
    assert isinstance(sessions.closed(day, "BRENT"), str)
    at, zone = ("00:30", "Asia/Tokyo") if day == date.min else ("23:30", "UTC")
    with pytest.raises(InputError):
        sessions.reaches(day, "WTI", at, zone)
