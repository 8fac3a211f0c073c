"""What prices did, as the command line prints it."""

import json

import pytest

from tests.cli.command import refused

CUT = "2023-04-02-voluntary-cut"


def test_an_event_is_printed_with_session_0_and_every_window(reader):
    """Title, why session 0 is where it is, a row a window, and how the figures are made."""
    done = reader("impact", CUT)
    lines = done.out.splitlines()

    assert (done.code, done.err) == (0, "")
    assert lines[0].startswith("Surprise voluntary cuts by eight OPEC+ members")
    assert lines[2] == "2 April 2023 is a Sunday: session 0 is Mon 3 Apr 2023"
    assert [line.split()[0] for line in lines[6:10]] == ["[-1,+1]", "[0,+1]", "[0,+5]", "[0,+20]"]
    assert lines[7].split()[1:7] == ["2023-03-31", "79.19", "2023-04-04", "85.70", "+6.51", "+8.22"]
    assert "no price though the exchange traded: 10 Apr 2023, 1 May 2023" in lines
    assert "percentile: share of the windows of that length inside the five years before" in done.out


def test_other_events_inside_the_windows_are_named(reader):
    """Each with the windows that hold it, its id and its title."""
    out = reader.quick("impact", "2026-03-01-opec-plus-decision").out

    assert "inside [-1,+1] [0,+1] [0,+5] [0,+20] too: 2026-02-28-conflict (US and Israel begin strikes" in out
    assert "because" not in out


def test_a_day_is_printed_as_an_event_is(reader):
    """Around a negative price there are dollars and no percent."""
    out = reader.quick("impact", "--date", "2020-04-17", "--series", "price.wti.spot").out

    assert out.startswith("Fri 17 Apr 2020, price.wti.spot as of ")
    assert "-56.80" in out
    assert "[0,+1] no percent: a close is not above zero" in out


def test_a_window_not_complete_on_the_readers_day_is_told(reader):
    """With --as-of the answer is that of the day."""
    out = reader.quick("impact", "--date", "2018-11-01", "--as-of", "2018-11-13").out

    assert "as of 13 Nov 2018" in out
    assert "[0,+20] no price of session +20 had been published by 13 Nov 2018" in out
    assert "from an earliest copy, not as published that day" in out


def test_nothing_measured_is_said(reader):
    """Before the record begins there is no table, and the reason stands there."""
    done = reader.quick("impact", "--date", "1980-01-01")

    assert done.code == 0
    assert "nothing measured" in done.out
    assert "the next is of 20 May 1987" in done.out


def test_a_kind_is_printed_by_direction(reader):
    """Groups with their counts, a row a group and window, and those left out."""
    out = reader.quick("impact", "--kind", "opec").out

    assert out.startswith("opec, price.brent.spot as of ")
    assert " cuts on " in out
    for group in ("all", "cuts", "increases", "unchanged", "size not known"):
        assert f"\n{group} " in out
    assert "[0,+1] without 1985-12-09-opec-decision: no price within 10 days" in out
    assert "10,000 random draws" in out


def test_the_largest_decisions_are_those_of_the_papers(reader):
    """The command of docs/impact.md prints the four rows that stand there."""
    out = reader.quick(
        "impact", "--kind", "opec_decision,opec_plus_decision,voluntary_cut", "--largest", "4"
    ).out
    rows = [line.split() for line in out.splitlines()[4:8]]

    assert [row[0] for row in rows] == [
        "2026-03-01-opec-plus-decision", "1998-03-22-voluntary-cut", "2016-11-30-opec-decision",
        "2001-11-14-opec-decision",
    ]  # fmt: skip
    assert [row[4] for row in rows] == ["100.00", "100.00", "99.92", "99.92"]


def test_the_papers_show_what_the_command_prints(reader, request):
    """Every line of the table in docs/impact.md is a line of the output."""
    paper = (request.config.rootpath / "docs" / "impact.md").read_text(encoding="utf-8")
    shown = paper.split("```\n")[1].splitlines()
    out = reader.quick(
        "impact", "--kind", "opec_decision,opec_plus_decision,voluntary_cut", "--largest", "4"
    ).out

    assert len(shown) == 6
    assert shown == out.splitlines()[2:8]


def test_moves_are_printed_with_the_events_near_them(reader):
    """The largest first; where none is near, that is said."""
    done = reader("moves", "--from", "2026-03", "--to", "2026-04", "--min-percentile", "99")
    lines = done.out.splitlines()

    assert (done.code, done.err) == (0, "")
    assert "moves of price.brent.spot at or above percentile 99 by size" in lines[0]
    assert lines[4].startswith("2026-04-17   98.63   -18.00   -15.43  100.00")
    assert "2026-04-17-shipping (the same day: Fri 17 Apr 2026)" in lines[4]
    assert any("none in the catalogue" in line for line in lines)
    assert all(line.endswith("none kept") for line in lines[4:8])
    assert "because" not in done.out


def test_no_moves_are_no_error(reader):
    """A span without any says so."""
    done = reader.quick("moves", "--from", "1970-01", "--to", "1970-12")

    assert (done.code, done.out.splitlines()[0][:7]) == (0, "0 moves")


@pytest.mark.parametrize(
    "arguments",
    [
        ("impact", CUT),
        ("impact", "--date", "2026-11-20"),
        ("impact", "--kind", "opec"),
        ("impact", "--kind", "opec", "--largest", "2"),
        ("moves", "--from", "2026-01"),
    ],
)
def test_each_answer_can_be_had_as_json(reader, arguments):
    """What is printed as JSON is JSON as the standard has it: no NaN, days as text."""
    done = reader.quick(*arguments, "--json")

    def never(name):
        raise AssertionError(name)

    assert done.code == 0
    assert json.loads(done.out, parse_constant=never)


def test_the_json_of_an_event_has_the_figures_of_the_table(reader):
    """Names are those of the Python objects."""
    found = reader.quick("impact", CUT, "--json").json

    assert found["session"] == "2023-04-03"
    window = found["windows"][1]
    assert (window["window"], window["base"], window["dollars"]) == ([0, 1], 79.19, 6.51)
    assert window["low"] < window["effect"] < window["high"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("impact",), "exactly one of EVENT_ID, --date and --kind"),
        (("impact", CUT, "--kind", "opec"), "exactly one of EVENT_ID, --date and --kind"),
        (("impact", CUT, "--largest", "3"), "--largest goes with --kind"),
        (("impact", "--kind", "opec", "--largest", "0"), "0 is not in the range"),
        (("impact", "2023-04-02-voluntary-cutt"), f"did you mean {CUT}"),
        (("impact", "\x1b[31mx"), "lists their ids"),
        (("impact", "--date", "2023-02-30"), "there is no such day"),
        (("impact", "--date", ""), "YYYY-MM-DD"),
        (("impact", "--kind", "opek"), "no kind of event 'opek'"),
        (("impact", "--kind", ""), "no kind of event ''"),
        (("impact", CUT, "--series", "production.sau.crude"), "expected a series of daily prices"),
        (("impact", CUT, "--series", "price.wti.futures"), "has no prices as of"),
        (("impact", CUT, "--series", "x"), "no series 'x'"),
        (("impact", CUT, "--as-of", "soon"), "expected a day"),
        (("moves", "--min-percentile", "101"), "101.0 is not in the range"),
        (("moves", "--min-percentile", "nan"), "nan"),
        (("moves", "--from", "soon"), "expected a day"),
        (("moves", "--series", "production.sau.crude"), "expected a series of daily prices"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_line(reader, arguments, words):
    """Bad calls end with 2 and say what was expected."""
    refused(reader.quick(*arguments), 2, words)


def test_without_a_store_the_way_to_one_is_told(bare):
    """Nothing is made by asking."""
    refused(bare.quick("impact", CUT), 1, "run: oilwatch init")
    refused(bare.quick("moves"), 1, "run: oilwatch init")
    assert list(bare.home.iterdir()) == []
