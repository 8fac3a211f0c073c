"""The bundled figures are the compiled ones, number for number, and can be made from them again."""

import csv
import hashlib
import importlib.util
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
def make_data():
    """The script that makes data/, as a module."""
    path = ROOT / "scripts" / "make_data.py"
    spec = importlib.util.spec_from_file_location("make_data", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def published(make_data):
    """The name of the figures file of each published series, by the series' id."""
    rows = make_data.spot_series() + make_data.crude_series() + make_data.other_series()
    return {row[0]: name for name, row in rows}


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


def test_making_the_data_again_gives_the_same_bytes(figures, make_data, tmp_path):
    """The script makes every file of data/ as it is in the repository, byte for byte."""
    make_data.main(figures, tmp_path)

    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.csv")}
    data = ROOT / "data"
    assert made == {path.relative_to(data): path.read_bytes() for path in data.rglob("*.csv")}
