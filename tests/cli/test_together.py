"""Two runs at once on one store: both end well, nothing is lost and nothing is there twice."""

import pytest

from tests.cli.command import figures

ROUNDS = 3


def together(*calls):
    """Start all calls, each (command, arguments), at once; return (code, output, errors) of each."""
    started = [run.start(*arguments) for run, arguments in calls]
    ended = []
    for process in started:
        with process:
            out, err = process.communicate()
            ended.append((process.returncode, out.decode(), err.decode()))
    return ended


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_two_inits_on_an_empty_folder_fill_it_once(bare, filled_contents, attempt):
    """Both make the store and both end well; every figure is there once."""
    ended = together((bare, ("init",)), (bare, ("init",)))

    assert [(code, err) for code, _, err in ended] == [(0, "")] * 2
    assert figures(bare.contents()) == filled_contents
    assert bare("doctor").code == 0


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_two_imports_lose_nothing(writer, attempt):
    """Two files of the same new series, some rows in both, are both recorded, each row once."""
    own = ("--series", "price.x.own", "--frequency", "daily", "--unit", "USD/bbl")
    for name, days in (("one.csv", range(1, 20)), ("two.csv", range(10, 29))):
        rows = [f"{year}-01-{day:02},{day}" for year in range(1970, 2020) for day in days]
        writer.write(name, "\n".join(["period,value", *rows]))

    ended = together(*((writer, ("import", name, *own)) for name in ("one.csv", "two.csv")))

    rows = writer.quick("series", "price.x.own", "--json").json["rows"]
    assert [(code, err) for code, _, err in ended] == [(0, "")] * 2
    assert [(row["period"][-2:], row["value"]) for row in rows] == [
        (f"{day:02}", float(day)) for _ in range(1970, 2020) for day in range(1, 29)
    ]
    assert writer("doctor").code == 0


def test_the_same_file_twice_at_once_is_recorded_once(writer):
    """Of two imports of one file one finds all rows new and the other all unchanged."""
    rows = [f"{year}-01-01,{year}" for year in range(1950, 2020)]
    writer.write("own.csv", "\n".join(["period,value", *rows]))
    call = ("import", "own.csv", "--series", "price.x.own", "--frequency", "daily", "--unit", "USD/bbl")

    ended = together((writer, call), (writer, call))

    assert sorted(out for _, out, _ in ended) == [
        f"price.x.own: {new} new, 0 revised, 0 withdrawn, {70 - new} unchanged\n" for new in (0, 70)
    ]


def test_a_reader_is_not_disturbed_by_an_import(writer):
    """While rows are imported a reader gets a whole answer: all of the file's rows or none."""
    rows = [f"{year}-01-{day:02},{day}" for year in range(1900, 2020) for day in range(1, 29)]
    writer.write("own.csv", "\n".join(["period,value", *rows]))
    own = ("--series", "price.x.own", "--frequency", "daily", "--unit", "USD/bbl")

    with writer.start("import", "own.csv", *own) as process:
        seen = set()
        while process.poll() is None:
            done = writer.quick("series", "price.x.own", "--json")
            seen.add(len(done.json["rows"]) if done.code == 0 else 0)

    assert process.returncode == 0
    assert seen <= {0, len(rows)}
    assert len(writer.quick("series", "price.x.own", "--json").json["rows"]) == len(rows)
