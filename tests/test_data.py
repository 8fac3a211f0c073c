"""The bundled figures are the compiled ones, number for number, and can be made from them again."""

import csv
import hashlib
import re
import sys
from pathlib import Path

import pytest

from oilwatch import catalog

ROOT = Path(__file__).resolve().parent.parent
NOT_SERIES = {"events", "required_production"}


@pytest.fixture(scope="session")
def figures(shared):
    """The folder of compiled figures."""
    return shared / "figures"


@pytest.fixture(scope="session")
def scripts():
    """The scripts that make data/, as modules by name."""
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        import make_data
        import make_events
        import make_series
        import make_targets
    finally:
        sys.path.pop(0)
    return {module.__name__: module for module in (make_data, make_events, make_series, make_targets)}


@pytest.fixture(scope="session")
def published(scripts):
    """The name of the figures file of each published series, by the series' id."""
    return {row[0]: name for name, row in scripts["make_series"].published()}


def table(path):
    """Return the rows of a CSV file as dictionaries."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def checksum(path):
    """Return a checksum of a file's periods, numbers and moments, however they are written."""
    rows = [
        (row["period"], row["value"] and repr(float(row["value"])), row["seen_from"]) for row in table(path)
    ]
    assert rows
    return hashlib.sha256(repr(sorted(rows)).encode()).hexdigest()


def test_every_figure_is_the_compiled_one(figures, published):
    """For each series the checksum of the bundled values equals that of the compiled file."""
    bundled = {name: checksum(catalog.data_folder() / "observations" / f"{name}.csv") for name in published}

    assert len(bundled) == 28
    assert bundled == {name: checksum(figures / f"{file}.csv") for name, file in published.items()}


def test_every_compiled_file_is_used(figures, published):
    """No compiled file is left out, and none is used twice."""
    files = {path.stem for path in figures.glob("*.csv")}

    assert files - NOT_SERIES == set(published.values())
    assert files >= NOT_SERIES
    assert len(set(published.values())) == len(published)


def test_every_event_and_step_is_there(figures):
    """Events and steps of required production are those that were compiled, by their titles and levels."""
    events, steps = table(figures / "events.csv"), table(figures / "required_production.csv")

    assert sorted(row["title"] for row in events) == sorted(event.title for event in catalog.events())
    assert sorted(row["kbd"] for row in steps) == sorted(
        row["kbd"] for row in table(ROOT / "data" / "targets.csv")
    )
    assert len(steps) == len(catalog.targets())


def test_making_the_data_again_gives_the_same_bytes(figures, scripts, tmp_path):
    """The script makes every file of data/ as it is in the repository, byte for byte."""
    scripts["make_data"].main(figures, tmp_path)

    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.csv")}
    data = ROOT / "data"
    assert made == {path.relative_to(data): path.read_bytes() for path in data.rglob("*.csv")}


def test_links_and_times_reach_the_catalogue(scripts):
    """Each row of the two hand-made tables, and nothing else, stands in events.csv."""
    events = {row["id"]: row for row in table(ROOT / "data" / "events.csv")}
    links = table(ROOT / "scripts" / "event_links.csv")
    schedule = table(ROOT / "scripts" / "event_schedule.csv")

    cells = {(row["id"], f"{row['relation']}:{row['of']}") for row in links}
    assert len(links) > 50
    assert all(row["why"] for row in links + schedule)
    assert cells == {
        (row["id"], cell) for row in events.values() for cell in row["follows"].split(";") if cell
    }
    assert {row["id"] for row in schedule} == {row["id"] for row in events.values() if row["scheduled"]}
    for row in schedule:
        assert [events[row["id"]][name] for name in ("scheduled", "time", "zone")] == [
            row["scheduled"], row["time"], row["zone"],
        ]  # fmt: skip


def test_events_are_sorted_and_each_has_a_source():
    """One row one event, by date and id, so that a change of the file reads as a change of events."""
    rows = table(ROOT / "data" / "events.csv")

    assert [(row["date"], row["id"]) for row in rows] == sorted((row["date"], row["id"]) for row in rows)
    assert all(row["source_url"].startswith("http") for row in rows)


SOURCE = {"date": "2024-01-01", "kind": "policy", "title": "A", "countries": "", "size_kbd": "",
          "effective_from": "", "confidence": "high", "source_url": "https://example.org"}  # fmt: skip


@pytest.mark.parametrize(
    ("links", "schedule", "words"),
    [
        ("2024-01-01-none,extends,2024-01-01-policy,x", "", "event_links.csv, row 2"),
        ("2024-01-01-policy,extends,2024-01-01-none,x", "", "got '2024-01-01-none'"),
        ("", "2024-01-01-none,yes,,,x", "event_schedule.csv, row 2"),
        ("", "2024-01-01-policy,yes,,,x\n2024-01-01-policy,no,,,x", "row 3: 2024-01-01-policy stands twice"),
        (
            "2024-01-01-policy,extends,2024-01-01-policy,x\n" * 2,
            "",
            "event_links.csv, row 3: .* stands twice",
        ),
    ],
)
def test_a_link_to_no_event_stops_the_script(scripts, tmp_path, links, schedule, words):
    """A link or a time that names no event, or one twice, is an error that names its row."""
    (tmp_path / "event_links.csv").write_text(f"id,relation,of,why\n{links}", encoding="utf-8")
    (tmp_path / "event_schedule.csv").write_text(f"id,scheduled,time,zone,why\n{schedule}", encoding="utf-8")

    with pytest.raises(SystemExit, match=words):
        scripts["make_events"].rows([SOURCE], {"policy": 2}, tmp_path)


def test_an_event_without_a_source_does_not_enter(scripts, tmp_path):
    """Nothing is in the catalogue whose source nobody can read."""
    (tmp_path / "event_links.csv").write_text("id,relation,of,why\n", encoding="utf-8")
    (tmp_path / "event_schedule.csv").write_text("id,scheduled,time,zone,why\n", encoding="utf-8")

    rows = scripts["make_events"].rows([SOURCE, SOURCE | {"source_url": " "}], {"policy": 2}, tmp_path)

    assert [row["id"] for row in rows] == ["2024-01-01-policy"]


def test_each_step_has_its_change_and_a_decision_that_can_have_set_it():
    """The change is the level less the one before; the decision covers the country and is not later."""
    covered = {"SAU": {"Saudi Arabia", "OPEC", "OPEC+"}, "RUS": {"Russia", "OPEC+"}}
    before = None
    for step in catalog.targets():
        same = before and (before.entity, before.layer) == (step.entity, step.layer)
        known = same and None not in (before.kbd, step.kbd)
        assert step.change_kbd == (step.kbd - before.kbd if known else None)
        if step.event:
            decision = catalog.event(step.event)
            assert decision.date <= step.effective_from
            assert decision.effective_from[:7] <= f"{step.effective_from:%Y-%m}"
            assert covered[step.entity] & set(decision.countries)
            assert decision.kind != "voluntary_cut" or step.layer != "target before voluntary cuts"
        before = step
    assert sum(not step.event for step in catalog.targets()) <= 2


@pytest.mark.parametrize(
    ("entity", "month", "layer", "decision"),
    [
        ("SAU", "2017-01", "after voluntary cuts", "2016-11-30-opec-decision"),
        ("RUS", "2017-01", "after voluntary cuts", "2016-12-10-opec-plus-decision"),
        ("SAU", "2020-05", "after voluntary cuts", "2020-04-12-opec-plus-decision"),
        ("SAU", "2020-06", "after voluntary cuts", "2020-05-11-voluntary-cut"),
        ("RUS", "2021-02", "after voluntary cuts", "2021-01-05-opec-plus-decision"),
        ("SAU", "2021-02", "after voluntary cuts", "2021-01-05-voluntary-cut"),
        ("SAU", "2021-06", "target before voluntary cuts", "2021-04-01-opec-plus-decision"),
        ("RUS", "2021-09", "after voluntary cuts", "2021-07-18-opec-plus-decision"),
        ("SAU", "2022-11", "after voluntary cuts", "2022-10-05-opec-plus-decision"),
        ("RUS", "2023-03", "after voluntary cuts", "2023-02-10-voluntary-cut"),
        ("SAU", "2023-07", "after voluntary cuts", "2023-06-04-voluntary-cut"),
        ("RUS", "2024-01", "target before voluntary cuts", "2023-06-04-opec-plus-decision"),
        ("SAU", "2025-12", "after voluntary cuts", "2025-11-02-opec-plus-decision"),
    ],
)
def test_well_known_steps_have_their_decision(entity, month, layer, decision):
    """Steps whose decision is on record have it."""
    steps = {(t.entity, f"{t.effective_from:%Y-%m}", t.layer): t.event for t in catalog.targets()}

    assert steps[entity, month, layer] == decision


NUMBER = r"\d+(?:\.\d+)?"
TERM = re.compile(
    rf"\s*(?P<sign>[+-])\s*(?:about\s+)?(?:(?P<times>\d+)\s*x\s*(?P<each>{NUMBER})"
    rf"|(?P<part>\d+)/(?P<of>\d+) of (?P<whole>{NUMBER})|(?P<plain>{NUMBER}))(?:\s*\([^()]*\))?"
)
FIRST = re.compile(rf"derived: (?P<first>{NUMBER})(?:\s*\([^()]*\))?(?=\s*[+-]\s*(?:about )?\d)")


def derived(basis):
    """Return the level that the arithmetic in a basis gives, or None where it shows none."""
    found = None
    for first in FIRST.finditer(basis):
        level, place = float(first["first"]), first.end()
        while term := TERM.match(basis, place):
            sign, place = (1 if term["sign"] == "+" else -1), term.end()
            if term["times"]:
                level += sign * int(term["times"]) * float(term["each"])
            elif term["part"]:
                level += sign * int(term["part"]) / int(term["of"]) * float(term["whole"])
            else:
                level += sign * float(term["plain"])
        found = level
    return found


# What cannot be recomputed: rounded or interpolated levels, and those that are told in words.
NO_ARITHMETIC = (
    "pro rata interpolation", "October returned to", "equals the 10.103", "June only, so back to 8492",
    "7.492 June level + the 1.0",
)  # fmt: skip


def test_the_derivations_of_levels_add_up():
    """Each level derived by arithmetic is what its basis computes, within 1 kb/d; the rest is known."""
    steps = [t for t in catalog.targets() if "derived:" in t.basis.replace("derived: equals the target", "")]
    computed = {id(step): derived(step.basis) for step in steps}
    wrong = [
        (t.entity, t.effective_from, t.kbd, found)
        for t in steps
        if (found := computed[id(t)]) is not None and abs(found - t.kbd) > 1
    ]
    untold = [
        t.basis for t in steps if computed[id(t)] is None and not any(w in t.basis for w in NO_ARITHMETIC)
    ]

    assert wrong == []
    assert untold == []
    assert sum(level is not None for level in computed.values()) >= 0.6 * len(steps)
    assert len(steps) > 80
