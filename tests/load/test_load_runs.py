"""A load without trouble: what it fills, what it tells, and that the next one adds only what is news."""

from datetime import timedelta

import pytest

from tests.cli.command import refused
from tests.load.loading import (
    COUNTS,
    FIGURES,
    NOW,
    Loads,
    by_source,
    changed,
    lines,
    moment,
    rounded,
    shown,
)

SPOT, SAUDI, RUSSIAN = "PET.RBRTE.D", "INTL.57-1-SAU-TBPD.M", "INTL.57-1-RUS-TBPD.M"
BULK = ("eia-bulk-intl", "eia-bulk-pet", "eia-bulk-steo")
NEWS = ("feeds", "google-news", "gdelt")
AS_PUBLISHED = {
    "price.brent.spot": SPOT,
    "price.wti.spot": "PET.RWTC.D",
    "production.sau.crude": SAUDI,
    "production.rus.liquids": "INTL.53-1-RUS-TBPD.M",
    "production.usa.jodi": "JODI.US",
    "production.usa.crude_weekly": "PET.WCRFPUS2.W",
}
PUBLISHED = {
    "sau": ("crude", "crude_only", "liquids", "jodi"),
    "rus": ("crude", "crude_only", "liquids"),
    "usa": ("crude", "crude_only", "crude_weekly", "jodi"),
}
"""By which definitions the world has figures of each country."""
API = ("eia-spot", "eia-international", "eia-liquids", "eia-us", "eia-us-weekly", "eia-outlook")


def filled(loads: Loads) -> None:
    """Assert that figures and stories are there as they are published."""
    world = loads.outside.world
    for series_id, name in AS_PUBLISHED.items():
        assert rounded(loads.values(series_id)) == shown(world, name)
    for country, definitions in PUBLISHED.items():
        for definition in definitions:
            assert loads.values(f"production.{country}.{definition}")
    outlook = shown(world, "STEO.COPR_SA.M", 1000)
    assert rounded(loads.values("production.sau.crude_only")) == outlook
    for future in ("brent", "wti"):
        assert len(loads.values(f"price.{future}.futures")) > 400
    titles = {row["title"] for row in loads("stories", "--json").json["rows"]}
    assert {"Oil falls", "Oil rests", "OPEC meets - The Paper"} < titles
    assert len(titles) == 15


def test_a_first_load_fills_everything_and_the_next_finds_nothing_new(begin, press):
    """Without key and store: prices, production by every definition, stories; afterwards nothing changes.

    The version of the data stays, JODI is only asked for files that differ, and news is left alone.
    """
    loads = begin(**press[1])
    first = loads("load")
    filled(loads)
    before, version, asked = loads.known(), loads.version(), len(loads.outside.jodi.hits)

    done = loads("load", "--json")

    told = by_source(done)
    assert (first.code, first.err) == (0, "")
    assert set(lines(first)) == {*BULK, *NEWS, "fred", "jodi", "yahoo", "not asked"}
    assert (done.code, done.err, changed(done), done.json["unchanged"] > 200) == (0, "", {}, True)
    assert (loads.known(), loads.version()) == (before, version)
    assert all("if-none-match" in hit.headers for hit in loads.outside.jodi.hits[asked:])
    for name, row in told.items():
        assert row["status"] == ("skipped" if name in (*API, *NEWS) else "done")
    assert all(told[name]["next_try"] > f"{NOW:%Y-%m-%d}" for name in NEWS)


def revised(loads: Loads) -> tuple[str, str]:
    """Revise two figures and withdraw one of a world; return the day and the month revised."""
    world = loads.outside.world
    day = max(p for p, v in world.figures[SPOT].items() if v is not None)
    month = max(world.figures[SAUDI])
    world.revise(SPOT, day, world.figures[SPOT][day] + 1)
    world.revise(SAUDI, month, world.figures[SAUDI][month] + 40)
    world.withdraw(RUSSIAN, month)
    return day, month


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (False, {"eia-bulk-pet": (0, 1, 0), "eia-bulk-intl": (0, 1, 1)}),
        (True, {"eia-spot": (0, 1, 0), "eia-international": (0, 1, 1)}),
    ],
)
def test_what_the_world_revises_and_withdraws_is_counted_and_what_it_was_stays_readable(
    loaded, keys, expected
):
    """Exactly the news is counted; as of before, all reads as it did, and as of now as it is published."""
    names = {"price.brent.spot": SPOT, "production.sau.crude": SAUDI, "production.rus.crude": RUSSIAN}
    earlier = {series_id: shown(loaded.outside.world, name) for series_id, name in names.items()}
    before = moment()
    revised(loaded)

    done = loaded.load("eia", "fred", "jodi", "--json", keys=keys)

    assert (done.code, done.err, changed(done)) == (0, "", expected)
    for series_id, name in names.items():
        assert rounded(loaded.values(series_id, before)) == earlier[series_id]
        assert rounded(loaded.values(series_id)) == shown(loaded.outside.world, name)
        assert loaded.values(series_id) != loaded.values(series_id, before)


def test_with_keys_the_interface_gives_the_same_figures_as_the_files(begin, loaded):
    """Loaded by the interface, every series of figures reads as one loaded without a key."""
    loads = begin()

    done = loads.load(*FIGURES, keys=True)

    assert (done.code, done.err) == (0, "")
    for name in ("price.brent.spot", "price.wti.futures", "production.usa.crude", "production.sau.jodi",
                 "production.usa.crude_only", "production.rus.liquids"):  # fmt: skip
        assert rounded(loads.values(name)) == rounded(loaded.values(name)) != {}
    assert set(API) < set(lines(done))
    assert "EIA_API_KEY is set" in lines(done)["not asked"]
    assert not any(hit.path.startswith("/bulk/") for hit in loads.outside.eia.hits)


def test_json_tells_each_source_and_the_sum(loaded):
    """One entry a source with its state, counts, what is held aside and why; the counts summed below."""
    done = loaded.load("fred", "eia", "--json")

    rows = by_source(done)
    assert set(done.json) == {"sources", *COUNTS}
    assert set(rows) == {*API, *BULK, "fred"}
    for row in rows.values():
        assert set(row) == {"source", "status", *COUNTS, "quarantined", "reason", "next_try"}
    for count in COUNTS:
        assert done.json[count] == sum(row[count] for row in rows.values())


def test_since_reads_again_from_that_day_on_and_withdraws_nothing_before_it(loaded):
    """What lies before is neither asked for nor counted, and a revision before it is not seen."""
    world, start = loaded.outside.world, f"{NOW.year - 1}-06-01"
    early = min(p for p, v in world.figures[SPOT].items() if v is not None)
    was = world.figures[SPOT][early]
    world.revise(SPOT, early, was + 1)

    done = loaded("load", "eia-spot", "fred", "--since", start, "--json", keys=True)

    counted = [p for p, v in world.figures[SPOT].items() if v is not None and p >= start]
    assert (done.code, changed(done)) == (0, {})
    assert by_source(done)["eia-spot"]["unchanged"] == 2 * len(counted)
    assert loaded.outside.eia.hits[-1].get("start") == start
    assert loaded.outside.fred.hits[-1].get("observation_start") == start
    assert loaded.values("price.brent.spot")[early] == was


@pytest.mark.parametrize(
    ("words", "asked"),
    [(("fred",), ("fred",)), (("EIA_BULK",), BULK), (("jodi", "jodi"), ("jodi",))],
)
def test_a_name_or_a_group_asks_only_that(loaded, words, asked):
    """A source by its name, a group by what its names begin with, in either spelling, once."""
    done = loaded.load(*words, "--json")

    assert (done.code, set(by_source(done))) == (0, set(asked))
    assert not loaded.outside.yahoo.hits


def test_an_unknown_name_names_the_known_ones_and_asks_nobody(begin):
    """The exit code is that of a bad call; no store is made."""
    loads = begin()

    done = loads("load", "nosuch", "fred")

    refused(done, 2, "no source 'nosuch'; known: ")
    assert all(name in done.err for name in ("fred", "jodi", "yahoo", "gdelt", "eia-bulk", "news"))
    assert not loads.outside.fred.hits
    assert not loads.run.file.exists()


def test_alfred_wants_to_know_since_when(loaded):
    """Without a day nothing is asked, and the line says how to call it."""
    done = loaded("load", "alfred")

    assert done.code in (1, 2)
    assert "oilwatch load alfred --since 2020-01-01" in done.out + done.err
    assert not loaded.outside.alfred.hits


def test_alfred_brings_earlier_copies_with_their_true_dates(begin):
    """As of a day weeks ago a price reads as it was published then."""
    loads = begin()
    since = NOW.date() - timedelta(weeks=4)

    done = loads("load", "alfred", "--since", str(since))

    edition = loads.outside.world.vintages[SPOT][str(since)]
    last = max(period for period, value in edition.items() if value is not None)
    assert (done.code, done.err) == (0, "")
    assert (
        loads.values("price.brent.spot", NOW - timedelta(weeks=4) + timedelta(days=1))[last] == edition[last]
    )
    assert loads.values("price.brent.spot")[last] == loads.outside.world.figures[SPOT][last]


def test_a_load_into_postgresql_is_the_same_as_into_a_file(loaded, begin, cluster):
    """The same sources give the same rows, and the next load finds nothing new."""
    loads = begin()
    with cluster.database() as address:
        first = loads.load("eia", "fred", "jodi", "--json", OILWATCH_DB=address)
        second = loads.load("eia", "fred", "jodi", "--json", OILWATCH_DB=address)
        read = loads("series", "production.sau.jodi", "--json", OILWATCH_DB=address).json["rows"]

    assert (first.code, second.code, changed(second)) == (0, 0, {})
    assert "oilwatch" not in first.err + second.err
    assert first.json["new"] == len(loaded.run.contents()["observation_current"]) - sum(
        len(loaded.values(f"price.{crude}.futures")) for crude in ("brent", "wti")
    )
    assert {row["period"]: row["value"] for row in read} == loaded.values("production.sau.jodi")


def test_the_bundled_figures_can_come_after_the_first_load(loaded):
    """What a load does not reach back to is there once `init` has brought it; what it loaded stays."""
    before = loaded.values("price.brent.spot")

    done = loaded("init", "--json")

    held = loaded.values("price.brent.spot")
    assert done.code == 0
    assert min(held) == "1987-05-20"
    assert len(held) > 9_000
    assert before.items() <= held.items()
