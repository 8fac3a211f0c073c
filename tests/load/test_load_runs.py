"""A load without trouble: what it fills, what it tells, and that the next one adds only what is news."""

from datetime import timedelta

import pytest

from tests.cli.command import figures, refused
from tests.load.loading import COUNTS, DEFINITIONS, FIGURES, NOW, SINCE, Loads
from tests.load.loading import by_source, changed, lines, moment, rounded, shown  # fmt: skip

SPOT, SAUDI, RUSSIAN = "PET.RBRTE.D", "INTL.57-1-SAU-TBPD.M", "INTL.57-1-RUS-TBPD.M"
BULK = ("eia-bulk-intl", "eia-bulk-pet", "eia-bulk-steo")
API = ("eia-spot", "eia-international", "eia-liquids", "eia-us", "eia-us-weekly", "eia-outlook")


def test_a_first_load_without_key_and_store_fills_everything(begin, press):
    """Prices, production by every definition and stories are there afterwards, as they are published."""
    loads = begin(**press[1])

    done = loads("load")

    world = loads.outside.world
    assert (done.code, done.err) == (0, "")
    for series_id, name in (
        ("price.brent.spot", SPOT),
        ("price.wti.spot", "PET.RWTC.D"),
        ("production.sau.crude", SAUDI),
        ("production.rus.liquids", "INTL.53-1-RUS-TBPD.M"),
        ("production.usa.jodi", "JODI.US"),
        ("production.usa.crude_weekly", "PET.WCRFPUS2.W"),
    ):
        assert rounded(loads.values(series_id)) == shown(world, name)
    for country in ("sau", "rus", "usa"):
        for definition in DEFINITIONS:
            assert bool(loads.values(f"production.{country}.{definition}")) == (
                (country, definition) != ("rus", "jodi")
            )
    outlook = shown(world, "STEO.COPR_SA.M", 1000)
    assert rounded(loads.values("production.sau.crude_only")) == outlook
    for future in ("brent", "wti"):
        assert len(loads.values(f"price.{future}.futures")) > 400
    titles = {row["title"] for row in loads("stories", "--json").json}
    assert {"Oil falls", "Oil rests", "OPEC meets"} < titles
    assert len(titles) == 15
    assert set(lines(done)) == {*BULK, "fred", "jodi", "yahoo", "feeds", "google-news", "gdelt", "not asked"}


def test_a_second_load_finds_nothing_new(begin):
    """Nothing is counted as changed, no row is added, and the version of the data stays."""
    loads = begin()
    loads("load", *FIGURES)
    before, version = loads.known(), loads.version()

    done = loads("load", *FIGURES, "--json")

    assert (done.code, done.err, changed(done)) == (0, "", {})
    assert (done.json["unchanged"] > 500, loads.version()) == (True, version)
    assert loads.known() == before
    assert all(
        row["status"] == ("skipped" if name in API else "done") for name, row in by_source(done).items()
    )


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
    loaded("series", "price.brent.spot")
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
        assert set(row) == {"source", "status", *COUNTS, "held", "reason", "next_try"}
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


def test_the_group_news_is_every_place_that_lists_stories(begin, press):
    """Stories are loaded into a home without a store; they are left alone for a while afterwards."""
    loads = begin(**press[1])

    first, second = loads("load", "news", "--json"), loads("load", "news", "--json")

    assert [set(by_source(done)) for done in (first, second)] == [{"feeds", "google-news", "gdelt"}] * 2
    assert (first.code, first.json["new"]) == (0, 15)
    assert (second.code, second.json["new"]) == (0, 0)
    assert {row["status"] for row in second.json["sources"]} == {"skipped"}
    assert all(row["next_try"] > f"{NOW:%Y-%m-%d}" for row in second.json["sources"])


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

    assert (first.code, first.err, second.code, second.err, changed(second)) == (0, "", 0, "", {})
    assert first.json["new"] == len(loaded.run.contents()["observation_current"]) - sum(
        len(loaded.values(f"price.{crude}.futures")) for crude in ("brent", "wti")
    )
    assert {row["period"]: row["value"] for row in read} == loaded.values("production.sau.jodi")


def test_figures_of_two_first_loads_are_the_same_but_for_their_moments(begin):
    """Two homes loaded one after another hold the same figures."""
    first, second = begin(), begin()
    for loads in (first, second):
        loads.load("eia-bulk", "jodi")

    one, two = (loads.run.contents() for loads in (first, second))

    assert len(one["observation"]) == len(two["observation"]) > 400
    assert figures(one).keys() == figures(two).keys()
    assert SINCE[0] == "--since"
