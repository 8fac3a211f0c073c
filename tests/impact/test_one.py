"""An event on a real store: which session is session 0, what else lay in the windows, who knew what when."""

from datetime import date, datetime

import numpy as np
import pytest

import oilwatch as ow
from oilwatch import catalog
from oilwatch.errors import InputError, UnknownSeries
from oilwatch.impacts import around, on_day
from oilwatch.impacts.windows import Prices
from tests.impact.made import event, keep, walk
from tests.kit import DAILY, a_series

BRENT = a_series("price.brent.own", entity="BRENT")
WTI = a_series("price.wti.own", entity="WTI")


def first(impact):
    """Return the window [0,+1]."""
    return impact.windows[1]


@pytest.fixture
def exchanges(store):
    """A store with a random walk of 1,500 weekdays as Brent and as WTI, from 4 January 2010 on."""
    store.sync([BRENT, WTI])
    for series in (BRENT, WTI):
        keep(store, walk(1500, 1), series.id)
    return store


@pytest.mark.parametrize(
    ("day", "session", "why"),
    [
        ("2023-04-03", "2023-04-03", ""),
        ("2023-04-02", "2023-04-03", "2 April 2023 is a Sunday: session 0 is Mon 3 Apr 2023"),
        ("2023-04-07", "2023-04-11", "7 April 2023 is Good Friday: session 0 is Tue 11 Apr 2023"),
        ("2022-12-24", "2022-12-28", "24 December 2022 is a Saturday: session 0 is Wed 28 Dec 2022"),
        ("2019-01-01", "2019-01-02", "1 January 2019 is New Year's Day: session 0 is Wed 2 Jan 2019"),
        ("2023-05-01", "2023-05-02",
         "1 May 2023 has no price in price.brent.spot: session 0 is Tue 2 May 2023"),
    ],
)  # fmt: skip
def test_a_day_without_a_price_goes_to_the_next_session_and_says_why(filled, day, session, why):
    """Weekend, holiday and missing price are told apart; the base is the close before."""
    found = on_day(filled, day)

    assert (str(found.session), found.why) == (session, why)
    assert first(found).base_day < date.fromisoformat(day) <= found.session


def test_thanksgiving_is_no_session_of_wti(filled):
    """The calendar of the exchange explains a day on which the series has no price."""
    found = on_day(filled, "2018-11-22", series="price.wti.spot")

    assert found.why.startswith("22 November 2018 is Thanksgiving Day: session 0 is Mon 26 Nov 2018")


def test_a_sunday_is_measured_from_the_close_of_friday(filled):
    """The decision of Sunday, 2 April 2023 moved from 79.19 of Friday to 85.70 of Tuesday."""
    found = first(around(filled, catalog.event("2023-04-02-voluntary-cut")))

    assert (str(found.base_day), found.base) == ("2023-03-31", 79.19)
    assert (str(found.end_day), found.end) == ("2023-04-04", 85.7)
    assert found.dollars == 6.51
    assert found.percent == pytest.approx(100 * (85.7 / 79.19 - 1))


@pytest.mark.parametrize(
    ("series", "time", "zone", "session"),
    [
        (WTI, "", "", "2014-06-04"),
        (WTI, "14:30", "America/New_York", "2014-06-04"),
        (WTI, "14:31", "America/New_York", "2014-06-05"),
        (WTI, "18:00", "Europe/Vienna", "2014-06-04"),
        (WTI, "23:00", "Europe/Vienna", "2014-06-05"),
        (BRENT, "19:00", "Europe/London", "2014-06-04"),
        (BRENT, "21:00", "Europe/Vienna", "2014-06-05"),
        (BRENT, "01:00", "Asia/Riyadh", "2014-06-04"),
        (DAILY, "23:59", "Europe/London", "2014-06-04"),
    ],
)
def test_what_comes_after_the_close_belongs_to_the_next_session(exchanges, series, time, zone, session):
    """Where the time of day is known, it is held against the close of the exchange in its own zone."""
    keep(exchanges, walk(1500, 1))
    found = around(exchanges, event("2014-06-04", time=time, zone=zone), series=series.id, events=[])

    assert str(found.session) == session
    assert ("after the close" in found.why) == (session == "2014-06-05")
    assert first(found).base_day < found.session


def test_after_the_close_of_a_friday_is_monday(exchanges):
    """Both reasons are named where the next day has no session either."""
    friday = event("2014-06-06", time="20:00", zone="Europe/London")
    found = around(exchanges, friday, series=BRENT.id, events=[])

    assert found.why == (
        "20:00 Europe/London lies after the close (19:30 Europe/London) of Fri 6 Jun 2014 and "
        "7 June 2014 is a Saturday: session 0 is Mon 9 Jun 2014"
    )
    assert str(first(found).base_day) == "2014-06-06"


def test_a_negative_price_gives_dollars_and_no_percent(filled):
    """WTI spot of 20 April 2020, -36.98 USD/bbl: from 17 April a fall of 55.29 dollars and no percentage."""
    found = first(on_day(filled, "2020-04-20", series="price.wti.spot"))
    into = first(on_day(filled, "2020-04-17", series="price.wti.spot"))

    assert (into.end, into.percent, into.unit) == (-36.98, None, "dollars")
    assert "no percent: a close is not above zero" in into.notes
    assert into.percentile == 0
    assert (found.base, found.percent is None) == (18.31, False)


def test_later_windows_leave_the_negative_price_out_and_say_so(filled):
    """In 2021 the windows that begin or end on 20 April 2020 are not compared with in percent."""
    found = first(on_day(filled, "2021-06-01", series="price.wti.spot"))

    assert found.dropped == 2
    assert any("2 windows" in note for note in found.notes)


def test_a_window_is_not_told_before_it_is_complete(filled):
    """A reader of 13 November 2018 learns [0,+1] of 1 November and not yet [0,+20]."""
    found = on_day(filled, "2018-11-01", as_of="2018-11-13")

    assert found.as_of == date(2018, 11, 13)
    assert [one.reason for one in found.windows] == [
        "",
        "",
        "no price of session +5 had been published by 13 Nov 2018",
        "no price of session +20 had been published by 13 Nov 2018",
    ]  # fmt: skip
    assert found.windows[3].base is None


def test_prices_are_those_of_the_readers_day(filled):
    """Brent of 31 October 2022 read 94.64 at first and 93.30 later: the window ends on what was known."""
    then, now = (first(on_day(filled, "2022-10-28", as_of=day)) for day in ("2022-11-05", None))

    assert (str(then.end_day), then.end) == ("2022-10-31", 94.64)
    assert now.end == 93.3


@pytest.mark.parametrize("as_of", [date(2018, 11, 13), datetime(2018, 11, 13, 15, 0), "2018-11-13T15:00Z"])
def test_the_readers_day_may_come_in_any_form(filled, as_of):
    """A date, a time, or text: the day is the same."""
    assert on_day(filled, "2018-11-01", as_of=as_of).as_of == date(2018, 11, 13)


def test_closes_from_an_earliest_copy_are_counted(filled):
    """What nobody recorded on the day is told as such: closes of 2008, and none of 2025."""
    old, new = on_day(filled, "2008-10-24"), on_day(filled, "2025-05-05")

    assert (old.closes, old.earliest) == (5, 5)
    assert (new.closes, new.earliest) == (5, 0)


def test_days_without_a_price_on_which_the_exchange_traded_are_named(filled):
    """Easter Monday and May Day 2023 have no Brent price; Good Friday is no session and is not named."""
    found = around(filled, catalog.event("2023-04-02-voluntary-cut")).windows[3]

    assert found.missing == (date(2023, 4, 10), date(2023, 5, 1))


def test_other_events_inside_a_window_are_named(store):
    """Importance 2 and 3, after the base and up to the end; not the event itself, nor one not known yet."""
    keep(store, walk(1500, 1))
    own = event("2014-06-04")  # a Wednesday; [0,+1] runs from Tuesday's close to Thursday's
    days = ["2014-06-03", "2014-06-04", "2014-06-05", "2014-06-06"]
    others = [
        event(day, number=importance, importance=importance) for day in days for importance in (1, 2, 3)
    ]

    found = around(store, own, series=DAILY.id, events=[own, *others])

    assert first(found).others == tuple(f"2014-06-0{day}-made-{n}" for day in (4, 5) for n in (2, 3))
    assert f"{days[0]}-made-3" in found.windows[0].others


def test_an_event_after_the_last_close_of_a_window_is_not_inside_it(exchanges):
    """Time of day counts for the others too: after the close is the next session."""
    own, late = event("2014-06-04"), event("2014-06-05", time="22:00", zone="Europe/London")
    found = around(exchanges, own, series=BRENT.id, events=[own, late])

    assert first(found).others == ()
    assert found.windows[2].others == (late.id,)


def test_an_event_that_the_reader_cannot_know_is_not_named(filled):
    """The war of 28 February 2026 is in the window of 1 March, and OPEC+ of the day to come is not."""
    found = on_day(filled, "2026-02-27", as_of="2026-04-04").windows[3]
    later = on_day(filled, "2026-02-27", as_of="2026-12-01").windows[3]

    assert found.reason == ""
    assert "2026-02-28-conflict" in found.others
    assert set(found.others) == set(later.others)


@pytest.mark.parametrize("day", ["1980-01-01", "1987-05-01"])
def test_a_day_before_the_record_is_not_bridged(filled, day):
    """Where the next price is more than ten days away, there is no session 0."""
    found = on_day(filled, day)

    assert found.session is None
    assert {one.reason for one in found.windows} == {found.why}
    assert found.why.endswith("the next is of 20 May 1987")


def test_the_first_days_of_the_record_have_no_base(filled):
    """On the first day of the series there is a session 0 and no close before it."""
    found = on_day(filled, "1987-05-20")

    assert str(found.session) == "1987-05-20"
    assert {one.reason for one in found.windows} == {
        "the record begins on 20 May 1987, after the window's base"
    }


def test_a_day_after_the_record_has_no_session_yet(filled):
    """Behind the newest price every window says that its sessions had not come."""
    found = on_day(filled, "2026-11-20")

    assert found.session is None
    assert (
        found.why == "no price of session 0 had been published by 22 Nov 2026; the newest is of 18 Aug 2026"
    )
    assert all("had been published by 22 Nov 2026" in one.reason for one in found.windows)


def test_a_series_that_stopped_and_began_again_is_not_bridged(store):
    """A window into a gap of months says where the gap is."""
    prices = walk(800, 1)
    days = prices.days.copy()
    days[400:] += 200
    keep(store, Prices(days, prices.closes))
    last, middle = days[399].item(), (days[399] + 50).item()

    inside = on_day(store, middle, series=DAILY.id, events=[])
    assert inside.session is None
    assert "no price within 10 days" in inside.why
    assert "is not bridged" in first(on_day(store, last, series=DAILY.id, events=[])).reason


def test_every_event_of_the_catalogue_has_an_answer(filled):
    """For each event and both benchmarks every window has a change or a reason, and percentiles fit."""
    events = catalog.events()
    assert len(events) > 200
    for series in ("price.brent.spot", "price.wti.spot"):
        for one in [w for each in events[::9] for w in around(filled, each, series=series).windows]:
            assert (one.dollars is None) == bool(one.reason)
            if one.percentile is not None:
                assert 0 <= one.percentile <= 100
                assert one.low < one.effect < one.high
                assert 0 <= one.at_least <= 100


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda s: on_day(s, "2023-02-30"), InputError, "no such day"),
        (lambda s: on_day(s, "yesterday"), InputError, "YYYY-MM-DD"),
        (
            lambda s: on_day(s, "2023-01-01", series="production.sau.crude"),
            InputError,
            "daily prices such as",
        ),
        (lambda s: on_day(s, "2023-01-01", series="price.wti.futures"), InputError, "has no prices as of"),
        (lambda s: on_day(s, "2023-01-01", series="nonsense"), UnknownSeries, "no series 'nonsense'"),
        (lambda s: on_day(s, "2023-01-01", as_of="soon"), InputError, "expected a day"),
        (
            lambda s: catalog.event("2023-04-02-voluntery-cut"),
            InputError,
            "did you mean 2023-04-02-voluntary-cut",
        ),
        (lambda s: catalog.event("x" * 500), InputError, "lists their ids"),
        (
            lambda s: around(s, event("2023-04-03", time="9 o'clock", zone="UTC")),
            InputError,
            "a time such as",
        ),
        (lambda s: around(s, event("2023-04-03", time="09:00", zone="../etc")), InputError, "a time such as"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_to_do(filled, call, error, words):
    """Bad days, series and ids end in one sentence."""
    with pytest.raises(error, match=words):
        call(filled)


def test_the_public_function_answers_one_of_three_questions(filled):
    """``ow.impact`` takes an event, a day or a kind; none or two of them is refused."""
    by_event = ow.impact("2022-10-05-opec-plus-decision", store=filled)

    assert by_event == around(filled, catalog.event("2022-10-05-opec-plus-decision"))
    assert ow.impact(date="2022-10-05", store=filled).session == by_event.session
    assert ow.impact(kind="voluntary_cut", store=filled).groups[0].direction == "all"
    for options in ({}, {"date": "2022-10-05", "kind": "opec"}):
        with pytest.raises(ow.InputError, match="expected one of event_id, date and kind"):
            ow.impact(store=filled, **options)


def test_a_result_prints_and_has_a_frame(filled):
    """A person at a prompt reads what was measured; a frame has a row a window."""
    found = ow.impact("2023-04-02-voluntary-cut", store=filled)
    frame = found.frame()

    assert "2 April 2023 is a Sunday: session 0 is Mon 3 Apr 2023" in str(found)
    assert "[0,+1]: +6.51 USD/bbl (+8.22%) from 2023-03-31 to 2023-04-04" in str(found)
    assert list(frame.index) == ["[-1,+1]", "[0,+1]", "[0,+5]", "[0,+20]"]
    assert frame.loc["[0,+1]", "dollars"] == 6.51
    assert "not bridged" not in str(found)
    assert "had been published" in str(on_day(filled, "2026-11-20"))


def test_a_change_of_nothing_ranks_in_the_middle(store):
    """Prices that never move: every window ties with every other."""
    prices = walk(400, 1)
    keep(store, Prices(prices.days, np.full(400, 50.0)))
    found = first(on_day(store, prices.day(390), series=DAILY.id, events=[]))

    assert (found.percentile, found.percentile_size, found.at_least) == (50, 50, 100)


def test_an_event_of_the_teams_own_can_be_asked_for(store):
    """What the team added has an id and an impact as any other event."""
    keep(store, walk(1500, 1))
    (own,) = store.team.add([event("2014-06-04")], "Somebody")

    assert catalog.event(own.id, store.team.events()) == own
    assert ow.impact(own.id, series=DAILY.id, store=store).session == date(2014, 6, 4)
