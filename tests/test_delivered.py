"""Announced against delivered: exact arithmetic on made-up output, real decisions on bundled figures."""

from datetime import date

import pytest

from oilwatch import catalog, delivered
from oilwatch.errors import InputError
from oilwatch.model import Event, Observation
from tests.kit import a_series

WITH = "Crude oil including lease condensate"
WITHOUT = "Crude oil only, without lease condensate"
SAU = {
    "measure": "production",
    "unit": "kb/d",
    "entity": "SAU",
    "entity_name": "Saudi Arabia",
    "lag_days": 40,
}
RUS = SAU | {"entity": "RUS", "entity_name": "Russia"}
SERIES = [
    a_series("production.sau.crude", "monthly", **SAU, definition=WITH),
    a_series("production.sau.crude_only", "monthly", **SAU, definition=WITHOUT),
    a_series("production.sau.jodi", "monthly", **SAU, definition="As reported"),
    a_series("production.rus.crude", "monthly", **RUS, definition=WITH),
    a_series(
        "production.opecplus.crude_only", "monthly", **SAU | {"entity": "OPECPLUS", "entity_name": "OPEC+"}
    ),
    a_series("target.sau.required", "monthly", **SAU | {"lag_days": -27}),
    a_series("target.rus.required", "monthly", **RUS | {"lag_days": -27}),
]


@pytest.fixture
def pumped(store):
    """A function that records values of a series by month, as one copy of a day, in a store of ours."""
    store.sync(SERIES)

    def record(series_id, seen_from="2026-01-01", **months):
        rows = [Observation(series_id, name[1:].replace("_", "-"), value) for name, value in months.items()]
        store.record(rows, seen_from=seen_from)
        return store

    return record


def a_decision(*countries, size=-1000.0, day=date(2024, 3, 20), effective="2024-05-01", lane="opec"):
    """Return a decision of some countries or groups."""
    return Event("made-up", day, "Made up", "voluntary_cut", lane, countries, size, effective, 2, "high", "")


def by(report, series_id):
    """Return the rows of a report by month, of one series."""
    return {row.month: row for row in report.rows if row.series == series_id}


def test_a_cut_is_measured_against_output_in_the_month_before_it(pumped):
    """Base, delivered and compliance are those of the last full month before the decision, not of its own."""
    store = pumped("production.sau.crude_only", m2024_02=10000, m2024_03=9900, m2024_05=9250, m2024_06=8900)

    rows = by(delivered.report(store, a_decision("Saudi Arabia"), months=2), "production.sau.crude_only")

    assert list(rows) == ["2024-05", "2024-06"]
    assert [row.base for row in rows.values()] == [10000, 10000]
    assert [row.announced for row in rows.values()] == [-1000, -1000]
    assert [row.delivered for row in rows.values()] == [-750, -1100]
    assert [row.compliance for row in rows.values()] == [75, 110]
    assert {row.measured for row in rows.values()} == {"announced change"}


def test_a_required_level_gives_gap_share_and_compliance(pumped):
    """Without a size of its own, compliance is the part of the way from the base to the level."""
    pumped("target.sau.required", m2024_05=9000)
    store = pumped("production.sau.crude_only", m2024_02=10000, m2024_05=9450)

    row = by(
        delivered.report(store, a_decision("OPEC+", size=-2000.0), months=1), "production.sau.crude_only"
    )

    found = row["2024-05"]
    assert (found.required, found.output, found.gap, found.percent_of_required) == (9000, 9450, 450, 105)
    assert (found.announced, found.delivered, found.compliance) == (None, -550, 55)
    assert (found.measured, found.note) == ("required level", "counts what the level counts")


def test_a_series_that_counts_otherwise_says_so_and_has_no_compliance_with_the_level(pumped):
    """A level without condensate is never measured from a base with it; the gap stands with its warning."""
    pumped("target.sau.required", m2024_05=10100)
    store = pumped("production.sau.crude", m2024_02=10300, m2024_05=10250)

    row = by(delivered.report(store, a_decision("OPEC+"), months=1), "production.sau.crude")["2024-05"]

    assert (row.gap, row.compliance, row.measured) == (150, None, "")
    assert row.note.startswith(
        "includes condensate, which the level leaves out: overstates the gap; no compl"
    )


def test_a_level_above_the_base_asks_for_no_cut(pumped):
    """A level that allows a rise gives the share of that rise, and says that it is none of a cut."""
    pumped("target.sau.required", m2024_05=11000)
    store = pumped("production.sau.crude_only", m2024_02=10000, m2024_05=10100)

    row = by(delivered.report(store, a_decision("OPEC+"), months=1), "production.sau.crude_only")["2024-05"]

    assert (row.compliance, row.measured) == (10, "allowed rise")
    assert "asks for no cut" in row.note


@pytest.mark.parametrize(
    ("size", "level", "words"),
    [
        (-99.0, None, "the announced change asks for less than 1% of the base"),
        (0.0, None, "the announced change asks for less than 1% of the base"),
        (None, 9901, "the required level asks for less than 1% of the base"),
        (None, None, "no level and no change of its own is recorded"),
    ],
)
def test_a_change_too_small_to_measure_gives_the_reason(pumped, size, level, words):
    """Under 1% of the base there is no compliance but a sentence; so where nothing is recorded."""
    if level:
        pumped("target.sau.required", m2024_05=level)
    store = pumped("production.sau.crude_only", m2024_02=10000, m2024_05=9950)

    row = delivered.report(store, a_decision("Saudi Arabia", size=size), months=1).rows[0]

    assert (row.delivered, row.compliance) == (-50, None)
    assert row.note.endswith(f"no compliance: {words}")


def test_exactly_one_percent_is_measured(pumped):
    """The bound itself counts, for a change and for a level."""
    store = pumped("production.sau.crude_only", m2024_02=10000, m2024_05=9950)

    assert delivered.report(store, a_decision("Saudi Arabia", size=-100.0), months=1).rows[0].compliance == 50


def test_a_group_has_its_size_and_its_members_their_levels(pumped):
    """The size of a group is never that of a member; both stand in the report, the group first."""
    pumped("target.sau.required", m2024_05=9000)
    pumped("production.opecplus.crude_only", m2024_02=40000, m2024_05=39000)
    store = pumped("production.sau.crude_only", m2024_02=10000, m2024_05=9500)

    report = delivered.report(store, a_decision("OPEC+", size=-2000.0), months=1)

    assert [row.series for row in report.rows] == [
        "production.opecplus.crude_only",
        "production.sau.crude_only",
    ]
    assert [row.announced for row in report.rows] == [-2000, None]
    assert [row.compliance for row in report.rows] == [50, 50]
    assert "Russia: the store has no output of it" in report.notes
    assert any("production.sau.jodi" in note for note in report.notes)


def test_a_decision_of_several_countries_states_no_change_for_one(pumped):
    """A size that several share is split by nobody here, and the report says so."""
    store = pumped("production.sau.crude_only", m2024_02=10000, m2024_05=9500)

    report = delivered.report(store, a_decision("Saudi Arabia", "Russia"), months=1)

    assert report.rows[0].announced is None
    assert "the decision states no change for any of these alone" in report.notes[-1]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2024-05-31", "not published: the month was not over on 2024-05-31"),
        ("2024-06-30", "not published by 2024-06-30: its figures come about 40 days after a month"),
        ("2024-08-01", "no figure was published by 2024-08-01"),
    ],
)
def test_a_month_that_was_not_published_is_listed_with_the_reason(pumped, day, words):
    """What a reader of that day could not know is not filled in."""
    pumped("production.sau.crude_only", seen_from="2024-04-10", m2024_02=10000)
    pumped("production.sau.crude_only", seen_from="2024-07-20", m2024_02=10000)
    store = pumped("production.sau.crude_only", seen_from="2024-09-10", m2024_02=10000, m2024_05=9000)

    row = delivered.report(store, a_decision("Saudi Arabia"), months=1, as_of=day).rows[0]

    assert (row.output, row.delivered, row.compliance, row.vintage) == (None, None, None, "")
    assert (row.base, row.note) == (10000, words)


def test_a_revision_after_the_day_is_not_seen(pumped):
    """Base and output are both read as of the day."""
    pumped("production.sau.crude_only", seen_from="2024-07-10", m2024_02=10000, m2024_05=9000)
    store = pumped("production.sau.crude_only", seen_from="2024-09-10", m2024_02=10200, m2024_05=9100)

    then = delivered.report(store, a_decision("Saudi Arabia"), months=1, as_of="2024-08-01").rows[0]
    now = delivered.report(store, a_decision("Saudi Arabia"), months=1).rows[0]

    assert (then.base, then.output, then.compliance, then.vintage) == (10000, 9000, 100, "earliest copy")
    assert (now.base, now.output, now.compliance, now.vintage) == (10200, 9100, 110, "published")


def test_without_a_base_there_is_no_change(pumped):
    """Output whose month before is not known is told alone."""
    store = pumped("production.sau.crude_only", m2024_05=9000)

    row = delivered.report(store, a_decision("Saudi Arabia"), months=1).rows[0]

    assert (row.output, row.base, row.delivered, row.compliance) == (9000, None, None, None)
    assert row.note == "no compliance: no output is known of the month before the decision"


def test_russian_levels_before_may_2020_count_condensate(pumped):
    """The same series counts what the level counts before that month, and more from it on."""
    pumped("target.rus.required", m2020_04=11000, m2020_05=8500)
    store = pumped("production.rus.crude", m2020_01=11300, m2020_04=11200, m2020_05=9000)

    report = delivered.report(
        store, a_decision("OPEC+", day=date(2020, 2, 1), effective="2020-04-01"), months=2
    )

    rows = by(report, "production.rus.crude")
    assert rows["2020-04"].note == "counts what the level counts"
    assert rows["2020-04"].compliance == pytest.approx(100 * 100 / 300, abs=0.01)
    assert rows["2020-05"].note.startswith("includes condensate")


def test_only_decisions_on_output_announce_a_change(pumped):
    """The size of an outage or a stock release is no promise to pump less."""
    store = pumped("production.sau.crude_only", m2024_02=10000, m2024_05=9000)

    row = delivered.report(store, a_decision("Saudi Arabia", lane="conflict"), months=1).rows[0]

    assert (row.announced, row.delivered, row.compliance) == (None, -1000, None)


def test_a_decision_without_a_day_of_force_starts_the_month_after():
    """An empty effective_from reads as the month after the decision, also over a year's end."""
    assert delivered.effective(a_decision("OPEC", day=date(2023, 12, 5), effective="")) == "2024-01"
    assert delivered.effective(a_decision("OPEC", effective="2024-05")) == "2024-05"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"months": 0}, "expected 1 to 60 months, got 0"),
        ({"months": 61}, "expected 1 to 60 months"),
        ({"as_of": "2024-03-19"}, r"on or after the decision \(2024-03-20\), got 2024-03-19"),
        ({"as_of": "soon"}, "expected a day"),
    ],
)
def test_a_report_that_cannot_be_is_refused(pumped, options, words):
    """Months and days that make no sense are an InputError in words."""
    store = pumped("production.sau.crude_only", m2024_02=10000)

    with pytest.raises(InputError, match=words):
        delivered.report(store, a_decision("Saudi Arabia"), **options)


# -- the bundled figures -------------------------------------------------------------------------------


def test_the_largest_cut_is_told_by_country_and_definition(filled):
    """The deal of 12 April 2020: its size for the group, levels for the two whose levels are known."""
    report = delivered.report(filled, catalog.event("2020-04-12-opec-plus-decision"))

    assert report.effective == "2020-05"
    assert len(report.rows) == 6 * 5
    group = by(report, "production.opecplus.crude_only")["2020-06"]
    assert (group.announced, group.compliance) == (-9700, round(100 * group.delivered / -9700, 2))
    saudi = by(report, "production.sau.crude_only")["2020-05"]
    assert (saudi.base, saudi.required, saudi.output, saudi.gap) == (9800, 8492, 8550, 58)
    assert saudi.compliance == round(100 * (9800 - 8550) / (9800 - 8492), 2)
    assert by(report, "production.rus.crude")["2020-05"].compliance is None


def test_a_cut_before_its_months_were_out_has_none_of_them(filled):
    """Two days after the decision of 5 October 2022 no month of its force is known, and each says why."""
    event = catalog.event("2022-10-05-opec-plus-decision")
    report = delivered.report(filled, event, as_of="2022-10-07")

    assert {row.output for row in report.rows} == {None}
    assert all(row.note.startswith("not published: the month was not over") for row in report.rows)
    later = delivered.report(filled, event, as_of="2023-06-20")
    assert by(later, "production.sau.crude_only")["2022-11"].gap == 22


def test_the_saudi_cut_is_measured_with_its_own_size(filled):
    """The voluntary cut of 4 June 2023 names one country, whose change is measured in each definition."""
    report = delivered.report(filled, catalog.event("2023-06-04-voluntary-cut"))

    assert {row.series for row in report.rows} == {"production.sau.crude", "production.sau.crude_only"}
    assert {row.announced for row in report.rows} == {-1000}
    assert [row.compliance for row in by(report, "production.sau.crude_only").values()] == [
        73, 120, 70, 85, 90, 115,
    ]  # fmt: skip


def test_a_change_of_membership_inside_the_window_is_told(filled):
    """From the month in which a member leaves, the group's rows say so, if the reader could know it."""
    event = catalog.event("2025-11-30-opec-plus-decision")
    report = delivered.report(filled, event)

    changed = [row for row in report.rows if "membership changed in 2026-05" in row.note]
    assert [(row.series, row.month) for row in changed] == [
        ("production.opecplus.crude_only", "2026-05"),
        ("production.opecplus.crude_only", "2026-06"),
    ]
    assert any("UAE announces it leaves" in note for note in report.notes)
    before = delivered.report(filled, event, as_of="2026-04-27")
    assert not any("membership" in row.note for row in before.rows)


def test_an_event_of_no_country_has_no_rows(filled):
    """There is nothing to set beside an event of the market, and the report says so."""
    report = delivered.report(filled, catalog.event("1986-03-31-market-event"))

    assert report.rows == ()
    assert "names no country" in report.notes[0]
    assert list(report.frame().columns[:3]) == ["series", "month", "required"]


def test_every_event_of_the_catalogue_can_be_reported(filled):
    """No event breaks the report, and each row adds up."""
    rows = [row for event in catalog.events()[::5] for row in delivered.report(filled, event, months=2).rows]

    assert len(rows) > 100
    for row in rows:
        assert (row.output is None) == (row.vintage == "")
        assert row.gap is None or row.gap == pytest.approx(row.output - row.required)
        assert row.delivered is None or row.delivered == pytest.approx(row.output - row.base)
        assert (row.compliance is None) == (row.measured == "")
        assert row.note or row.compliance is not None


def test_a_report_is_a_frame_of_numbers(filled):
    """The frame has a column for each field, numbers as numbers, and a gap where there is none."""
    report = delivered.report(filled, catalog.event("2022-10-05-opec-plus-decision"), as_of="2022-12-20")
    frame = report.frame()

    assert len(frame) == len(report.rows)
    assert list(frame.columns) == list(delivered.Row.__slots__)
    assert frame["output"].dtype == "float64"
    assert frame["output"].isna().sum() == sum(row.output is None for row in report.rows) > 0
