"""The bundled catalogue is valid, and a row that is not is named with its file and line."""

import re
import shutil

import pytest

from oilwatch import catalog, periods, units
from oilwatch.errors import CatalogError, InputError


@pytest.fixture
def folder(tmp_path):
    """A copy of the bundled figures that a test may break."""
    return shutil.copytree(catalog.data_folder(), tmp_path / "data")


def replace(path, old, new):
    """Replace the one place where *old* stands in a file, or its first."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_bundled_catalogue_is_whole():
    """Series, kinds, events and targets parse, and there are as many as the project promises."""
    assert len(catalog.series()) == 49
    assert len(catalog.with_figures()) == 30
    assert len(catalog.events()) >= 150
    assert {event.kind for event in catalog.events()} <= set(catalog.kinds())
    assert {event.lane for event in catalog.events()} == set(catalog.LANES)
    assert {step.entity for step in catalog.targets()} == {"RUS", "SAU"}


def test_every_series_is_described_and_has_figures_or_a_loader():
    """Each series has all its texts and a known unit; its figures are well formed, or cannot be bundled."""
    for series in catalog.series().values():
        rows, path = catalog.history(series.id)
        assert all((series.title, series.entity_name, series.definition, series.publisher, series.licence))
        assert units.STORED[units.measure(series.unit)] == series.unit
        assert (path is not None) == (series.id in catalog.with_figures()) == bool(rows)
        assert rows or series.publisher.startswith(("Yahoo", "Joint"))
        for row in rows:
            periods.check(row.period, series.frequency)
            assert periods.start(row.period, series.frequency).isoformat() <= periods.seen(row.seen_from)


def test_every_file_of_figures_belongs_to_a_series():
    """No file of observations lies about without a row in series.csv."""
    files = {path.stem for path in (catalog.data_folder() / "observations").glob("*.csv")}

    assert files
    assert files == {name for name in catalog.with_figures() if not name.startswith("target.")}


def test_a_required_level_holds_until_the_next_step():
    """Between two steps every month has the level of the first; a month without obligation has no row."""
    steps = [t for t in catalog.targets() if t.entity == "SAU" and t.layer == catalog.REQUIRED]
    levels = {row.period: row.value for row in catalog.history("target.sau.required")[0]}

    for step in steps:
        assert levels.get(f"{step.effective_from:%Y-%m}") == step.kbd
    assert max(levels) == catalog.LAST_TARGET_MONTH
    assert None not in levels.values()


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("series.csv", "USD/bbl,daily", "USD/bbl,hourly", "row 2: frequency 'hourly' is none of"),
        ("series.csv", "USD/bbl,daily", "gallons,daily", "row 2: unit 'gallons' is not known"),
        ("series.csv", "https://www.eia", "ftp://www.eia", "row 3: source address"),
        ("series.csv", "price.wti.spot", "price.brent.spot", "ids must be unique and sorted"),
        ("series.csv", "price.brent.spot", "price.zzz.spot", "ids must be unique and sorted"),
        ("series.csv", ",9,1\n", ",nine,1\n", "row 3: invalid literal"),
        ("series.csv", ",9,1\n", ",9\n", "row 3: expected as many cells"),
        ("series.csv", "lag_days", "lag", "row 2: no column 'lag_days'"),
        ("event_kinds.csv", ",opec,", ",nowhere,", "row 2: lane 'nowhere' is none of"),
        ("event_kinds.csv", ",opec,", ",team,", "row 2: lane 'team' is kept for what a team adds"),
        ("events.csv", ",opec_meeting,", ",opec_party,", "row 2: kind 'opec_party' is not in"),
        ("events.csv", ",1985-07-07,", ",1985-07-08,", "row 2: id '1985-07-07-opec-meeting' does not begin"),
        ("events.csv", "1986-03-31-market-event,1986-03-31", "1999-07-07-x,1999-07-07", "sorted by date"),
        ("events.csv", "1985-12-09-opec-decision", "1985-12-09-opec-decision,x", "row 3: expected as many"),
        ("events.csv", ",high,", ",certain,", "row 2: 'certain' is none of"),
        ("events.csv", ",1,high,", ",4,high,", "row 2: importance '4' is none of"),
        ("targets.csv", "RUS,2017-01-01,", "RUS,2017-13-01,", "row 2: "),
        ("targets.csv", ",10947,", ",much,", "row 2: could not convert"),
        ("targets.csv", ",http://", ",www.", "row 2: source address"),
    ],
)
def test_a_broken_row_is_named(folder, name, old, new, words):
    """A row that breaks a rule is a CatalogError with the file, the row and the rule."""
    replace(folder / name, old, new)
    load = {"series.csv": catalog.series, "targets.csv": catalog.targets}.get(name, catalog.events)

    with pytest.raises(CatalogError, match=rf"^{name}.*{words}"):
        load(folder)


@pytest.mark.parametrize(("old", "new"), [("18.63", "cheap"), ("18.63,", ""), ("18.63", "18.63,1")])
def test_a_broken_figure_is_named(folder, old, new):
    """A bundled value that is no number, or a row of another length, is named with file and row."""
    replace(folder / "observations" / "price.brent.spot.csv", old, new)

    with pytest.raises(CatalogError, match=r"^observations/price\.brent\.spot\.csv, row 2: "):
        catalog.history("price.brent.spot", folder)


def test_an_id_that_stands_twice_is_refused(folder):
    """Two events of one id cannot be told apart in a link; both rows are named."""
    with (folder / "events.csv").open("a", encoding="utf-8") as file:
        file.write((folder / "events.csv").read_text(encoding="utf-8").splitlines()[-1] + "\n")

    with pytest.raises(CatalogError, match=r"events\.csv, row 257: an id stands twice: .* that of row 256"):
        catalog.events(folder)


def an_event(**changes):
    """Return a sound row in the layout of events.csv, with cells of its own."""
    row = dict.fromkeys(catalog.EVENT_COLUMNS, "")
    row |= {"date": "2024-03-05", "kind": "policy", "title": "A rule is made", "importance": "2"}
    row |= {"confidence": "high", "source_url": "https://example.org/a"} | changes
    row["id"] = row["id"] or f"{row['date']}-policy"
    return row


def parsed(*rows, **options):
    """Return what parse_events finds in rows of a file named x.csv."""
    return catalog.parse_events(rows, name="x.csv", **options)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"scheduled": "maybe"}, "'maybe' is none of"),
        ({"time": "25:00", "zone": "Europe/Vienna"}, "time '25:00' is no time of day"),
        ({"time": "9:00", "zone": "Europe/Vienna"}, "time '9:00' is no time of day"),
        ({"time": "09:00"}, "time and zone stand together"),
        ({"zone": "Europe/Vienna"}, "time and zone stand together"),
        ({"time": "09:00", "zone": "Europe/Atlantis"}, "zone 'Europe/Atlantis' is no IANA time zone"),
        ({"time": "09:00", "zone": "../../etc/passwd"}, "is no IANA time zone"),
        ({"time": "09:00", "zone": "America"}, "is no IANA time zone"),
        ({"follows": "copies:2024-03-05-policy"}, "follows 'copies:2024-03-05-policy' is not one of extends"),
        ({"follows": "extends"}, "follows 'extends' is not one of"),
        ({"follows": "extends:2001-01-01-none"}, "which is no event of the catalogue"),
        ({"follows": "extends:2024-03-05-policy"}, "which is itself"),
        ({"follows": "extends:a;extends:a"}, "names one event twice"),
        ({"size_kbd": "100001"}, r"size_kbd '100001' is not within \+-100,000 kb/d"),
        ({"size_kbd": "nan"}, "size_kbd 'nan' is no number such as -500"),
        ({"size_kbd": "1_000"}, "size_kbd '1_000' is no number"),
        ({"size_kbd": "much"}, "size_kbd 'much' is no number"),
        ({"title": "x" * 301}, "title has 301 characters; at most 300"),
        ({"title": " "}, "title is empty"),
        ({"title": "one\ntwo"}, "title .* has a line end or a control character"),
        ({"title": "one\u202etwo"}, "title .* has a line end or a control character"),
        ({"countries": "Iran\x07"}, "countries .* has a line end or a control character"),
        ({"effective_from": "2024"}, "expected a day .* or a month"),
        ({"effective_from": "2024-13"}, "expected a month"),
        ({"source_url": ""}, "source_url is empty"),
        ({"source_url": "javascript:alert(1)"}, "is no http"),
        ({"source_url": "https://"}, "is no http"),
        ({"source_url": "http://[::1"}, "Invalid IPv6"),
        ({"date": "20240305", "id": "20240305-policy"}, "expected a daily period"),
        ({"id": "2024-03-05-<b>"}, "is not made of small letters, digits and hyphens"),
        ({"id": "2023-01-01-policy"}, "does not begin with the date 2024-03-05"),
        ({"importance": ""}, "importance is empty"),
        ({"kind": "gossip"}, "kind 'gossip' is not in event_kinds.csv"),
    ],
)
def test_a_row_of_events_that_breaks_a_rule_is_named(changes, words):
    """Each rule of events.csv has its words; a row that breaks one is no event."""
    events, problems = parsed(an_event(**changes))

    assert events == [] or "follows" in changes
    assert len(problems) == 1
    assert re.match(rf"x\.csv, row 2: .*{words}", problems[0], re.S)


def test_every_rule_that_a_row_breaks_is_told():
    """A reviewer sees all that is wrong with a row at once, and with every other row."""
    rows = [an_event(scheduled="x", size_kbd="y"), an_event(), an_event(id="2024-03-05-b", importance="9")]

    events, problems = parsed(*rows)

    assert [event.id for event in events] == ["2024-03-05-policy"]
    assert [problem[:12] for problem in problems] == ["x.csv, row 2", "x.csv, row 2", "x.csv, row 4"]


def test_what_an_event_follows_is_not_later():
    """An event may follow one of its day or before, of the file or of those given, and no later one."""
    old, new = an_event(), an_event(date="2024-04-01", follows="unwinds:2024-03-05-policy")
    early = an_event(date="2024-01-01", follows="extends:2024-03-05-policy")

    events, problems = parsed(old, new)
    assert problems == []
    assert events[1].follows == (("unwinds", "2024-03-05-policy"),)
    assert catalog.follows_text(events[1]) == new["follows"]
    assert parsed(new, earlier=events[:1])[1] == []
    assert parsed(old, early)[1] == [
        "x.csv, row 3: follows extends:2024-03-05-policy, which is later than 2024-01-01"
    ]


def test_columns_that_are_not_required_may_be_absent_or_empty():
    """A team's file needs no id, importance or confidence; importance is then that of its kind."""
    needed = ("date", "kind", "title", "source_url")
    row = {"date": "2024-03-05", "kind": "conflict", "title": "Shots", "source_url": "https://example.org"}

    events, problems = parsed(row, row | {"id": "own-1", "importance": "", "confidence": ""}, required=needed)

    assert problems == []
    assert [(e.id, e.importance, e.confidence, e.lane) for e in events] == [
        ("", 3, "", "conflict"), ("own-1", 3, "", "conflict"),
    ]  # fmt: skip
    columns = [name for name in catalog.EVENT_COLUMNS if name not in row]
    absent = ", ".join(repr(name) for name in columns)
    assert len(columns) == 10
    assert parsed(row) == ([], [f"x.csv, row 1: no column {absent}"])


def test_the_bundled_catalogue_has_no_problems():
    """Every file of the bundled folder is sound, and what events follow is known in both directions."""
    assert catalog.problems() == []
    assert any(event.follows for event in catalog.events())
    assert {relation for event in catalog.events() for relation, _ in event.follows} <= set(catalog.RELATIONS)
    assert {event.scheduled for event in catalog.events()} <= {"yes", "no", ""}


def test_all_broken_rows_of_a_folder_are_listed(folder):
    """A review names every broken row of every file, also where a file is not there."""
    replace(folder / "events.csv", ",high,", ",certain,")
    replace(folder / "events.csv", ",opec_decision,", ",opec_party,")
    replace(folder / "series.csv", "USD/bbl,daily", "gallons,daily")
    replace(folder / "targets.csv", "2016-12-10-opec-plus-decision", "2016-12-10-nothing")
    replace(folder / "targets.csv", "2018-12-07-opec-plus-decision", "2020-04-12-opec-plus-decision")
    replace(folder / "observations" / "price.wti.spot.csv", ",25.56,", ",cheap,")
    (folder / "differences.csv").unlink()

    found = catalog.problems(folder)

    starts = (
        "series.csv, row 2: unit", "events.csv, row 2: 'certain'", "events.csv, row 3: kind",
        "targets.csv, row 2: event '2016-12-10-nothing' is not in events.csv",
        "targets.csv, row 3: event '2020-04-12-opec-plus-decision' is later than the step",
        "differences.csv: cannot be read", "observations/price.wti.spot.csv, row 2: could not convert",
    )  # fmt: skip
    assert len(found) == len(starts)
    assert all(problem.startswith(start) for problem, start in zip(found, starts, strict=True))


def test_a_file_of_new_rows_may_follow_the_catalogue(tmp_path):
    """Rows alone may follow the catalogue's events; a new version of the catalogue only its own."""
    path = tmp_path / "new.csv"
    row = an_event(date="2026-12-01", follows="extends:2026-10-04-opec-plus-decision")
    header, cells = ",".join(row), ",".join(row.values())
    path.write_text(f"{header}\n{cells}\n", encoding="utf-8")
    assert catalog.file_problems(path) == (1, [])

    whole = (catalog.data_folder() / "events.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    assert whole[-1].startswith("2026-10-04-opec-plus-decision,")
    path.write_text("".join(whole[:-1]) + f"{cells_in(whole[0], row)}\n", encoding="utf-8")
    assert catalog.file_problems(path)[1] == [
        f"new.csv, row 256: follows {row['follows']}, which is no event of the catalogue"
    ]


def cells_in(header, row):
    """Return a row as a line under a header."""
    return ",".join(row[name] for name in header.strip().split(","))


@pytest.mark.parametrize("body", [b"", b"\xff\xfe\x00", b"id\n" + b"x" * 200_000])
def test_a_file_that_is_no_catalogue_is_refused(tmp_path, body):
    """No rows, no text, or a cell without end: told in words."""
    path = tmp_path / "odd.csv"
    path.write_bytes(body)

    try:
        told = catalog.file_problems(path)[1]
    except CatalogError as error:
        told = [str(error)]
    assert len(told) == 1
    assert told[0].startswith("odd.csv: expected")
    with pytest.raises(InputError, match="cannot read"):
        catalog.file_problems(tmp_path / "none.csv")


def test_an_event_that_is_not_there_is_told_with_those_like_it():
    """A mistyped id names the nearest ones."""
    assert catalog.event("2023-06-04-voluntary-cut").size_kbd == -1000
    with pytest.raises(InputError, match=r"did you mean 2023-06-04-voluntary-cut"):
        catalog.event("2023-06-04-voluntry-cut")
    with pytest.raises(InputError, match=r"expected the id of an event, got 'zzz'; `oilwatch events` lists"):
        catalog.event("zzz")
