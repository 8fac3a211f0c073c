"""ALFRED: earlier copies of the prices with their true days, with a key and without."""

import json
from datetime import date

import pytest

from oilwatch import catalog
from oilwatch.errors import InputError, SourceError
from oilwatch.sources import alfred, fred
from tests.sources.kit import drained, figures, one_line, valued

BRENT = "price.brent.spot"
NAME = "PET.RBRTE.D"
SINCE = date(2026, 10, 20)


def api(*rows):
    """Return an answer of the interface with rows of (day, value, from, to)."""
    found = [{"realtime_start": a, "realtime_end": b, "date": d, "value": v} for d, v, a, b in rows]
    return json.dumps({"count": len(found), "observations": found}).encode()


def changes(*rows):
    """Return what changed on each day as (period, value)."""
    found = alfred.parse_api(api(*rows), "DCOILBRENTEU")
    return {day: [(row.period, row.value) for row in rows] for day, rows in found.items()}


def test_the_column_says_of_which_day_a_file_is():
    """The vintage is in the name of the column, whatever day was asked for."""
    day, rows = alfred.parse(b"observation_date,DCOILBRENTEU_20261025\n2026-10-19,64.2\n2026-10-20,\n")

    assert day == "2026-10-25"
    assert [(row.series, row.period, row.value) for row in rows] == [
        (BRENT, "2026-10-19", 64.2), (BRENT, "2026-10-20", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "header",
    [
        "observation_date,DCOILBRENTEU", "observation_date,GDPC1_20261025", "x,DCOILBRENTEU_20261025",
        "observation_date,DCOILBRENTEU_2026", "observation_date,DCOILBRENTEU_20261025,DCOILWTICO_20261025",
        "observation_date",
    ],
)  # fmt: skip
def test_a_file_without_its_day_is_refused(header):
    """A file that does not say of which day it is would be kept under a wrong one."""
    with pytest.raises(SourceError, match="expected a column ID_YYYYMMDD") as caught:
        alfred.parse(f"{header}\n2026-10-19,64.2\n".encode())

    one_line(caught.value)


def test_each_day_has_what_changed_then():
    """A revised value begins when the one before it ended; one that ended for good was withdrawn."""
    found = changes(
        ("2026-10-01", "64.2", "2026-10-07", "2026-10-13"),
        ("2026-10-01", "64.5", "2026-10-14", "9999-12-31"),
        ("2026-10-02", "65", "2026-10-07", "2026-10-20"),
        ("2026-10-05", ".", "2026-10-14", "9999-12-31"),
    )

    assert found == {
        "2026-10-07": [("2026-10-01", 64.2), ("2026-10-02", 65.0)],
        "2026-10-14": [("2026-10-01", 64.5), ("2026-10-05", None)],
        "2026-10-21": [("2026-10-02", None)],
    }


def test_the_order_of_rows_is_of_no_matter():
    """A value that begins on the day another ends wins over the end, whichever comes first."""
    old = ("2026-10-01", "64.2", "2026-10-07", "2026-10-13")
    new = ("2026-10-01", "64.5", "2026-10-14", "9999-12-31")

    assert changes(old, new) == changes(new, old)


def test_without_a_day_to_begin_at_nothing_is_asked(outside, ask):
    """How far back is for a person to say."""
    with pytest.raises(InputError, match="--since 2020-01-01"):
        list(alfred.read(ask()))

    assert not outside.alfred.hits


def test_a_copy_a_week_is_as_it_was_published(outside, ask):
    """Each copy has the day of its column, and the figures of the edition in force on that day."""
    copies, error = drained(alfred.read(ask(since=SINCE)))

    editions = outside.world.editions(NAME)
    mine = [copy for copy in copies if BRENT in copy.whole]
    assert error is None
    assert [copy.seen_from for copy in mine] == ["2026-10-27", "2026-11-03", "2026-11-10", "2026-11-17"]
    for copy in mine:
        first, last = copy.whole[BRENT]
        shown = [edition for day, edition in editions if day <= copy.seen_from][-1]
        wanted = {p: v for p, v in shown.items() if v is not None and p >= first}
        assert valued(figures([copy])[BRENT]) == wanted
        assert last == max(wanted)
        assert copy.yields


def test_days_before_the_first_copy_are_passed_over(outside, ask):
    """Where nothing was kept yet there is no copy and no failure; where nothing ever was, there is one."""
    copies, error = drained(alfred.read(ask(since=date(2026, 9, 1))))
    outside.alfred.fault = "404"
    nothing, told = drained(alfred.read(ask(since=date(2026, 11, 1))))

    assert error is None
    assert min(copy.seen_from for copy in copies) >= outside.world.editions(NAME)[0][0]
    assert nothing == []
    assert "keeps no copies since 2026-11-01; give a later --since" in one_line(told)


@pytest.mark.parametrize("status", ["400", "403", "429", "500", "503"])
def test_another_status_is_a_failure(outside, ask, status):
    """Only "not kept" is passed over; what else goes wrong is said."""
    outside.alfred.fault = status

    copies, error = drained(alfred.read(ask(since=SINCE)))

    assert copies == []
    assert f"status {status}" in one_line(error)


def test_with_a_key_every_change_has_its_own_day(outside, ask):
    """A revision of a day is seen on that day and not before; what is not in a copy is not withdrawn."""
    period = max(day for day, value in outside.world.figures[NAME].items() if value is not None)
    outside.world.later()
    outside.world.revise(NAME, period, 12.34)

    copies, error = drained(alfred.read(ask(keys=True, since=SINCE)))

    mine = [copy for copy in copies if BRENT in figures([copy])]
    assert error is None
    assert mine[-1].seen_from == "2026-11-23"
    assert figures(mine[-1:])[BRENT] == {period: 12.34}
    assert [copy.seen_from for copy in mine] == sorted(copy.seen_from for copy in mine)
    assert all(copy.yields and not copy.whole for copy in copies)
    assert valued(figures(mine)[BRENT]) == {
        day: value
        for day, value in outside.world.figures[NAME].items()
        if value is not None and day >= "2026-08-21"
    }


def test_not_kept_so_long_ago_is_told_apart_from_unknown(outside, ask):
    """The same status says two things: give a later day, or the series is gone."""
    outside.fred.fault = "not in ALFRED"
    early = one_line(drained(alfred.read(ask(keys=True, since=SINCE)))[1])
    outside.fred.fault = "unknown series_id"
    unknown = one_line(drained(alfred.read(ask(keys=True, since=SINCE)))[1])

    assert "ALFRED keeps no copies of so long ago" in early
    assert "give a later --since" in early
    assert "The series does not exist." in unknown
    assert "--since" not in unknown


def test_its_series_are_in_the_catalogue_and_it_is_asked_by_name_only():
    """It serves FRED's prices, and no ordinary load asks it."""
    assert set(fred.SERIES.values()) <= catalog.series().keys()
    assert [row.on_request for row in alfred.SOURCES] == [True]
