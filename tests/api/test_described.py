"""``/openapi.json``: it describes all there is, and what it says is true (schemathesis tries it)."""

import os
import re
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from oilwatch import api, catalog
from oilwatch.model import Observation, Story
from oilwatch.store import Store
from tests.api.conftest import serving
from tests.kit import DAILY, FEB, JAN, MAR, MONTHLY, NOW, daily, monthly

HERE = Path(__file__).parent
EXAMPLES = "25"


@pytest.fixture
def lively(tmp_path):
    """The address of an API whose store has a little of everything: revisions, stories, a team's event."""
    with closing(Store(f"sqlite:///{tmp_path / 'oilwatch.db'}", now=lambda: NOW)) as store:
        store.upgrade()
        store.sync([*catalog.series().values(), DAILY, MONTHLY])
        spot = [Observation("price.brent.spot", f"2020-04-{n}", 20.0 + n) for n in (20, 21, 22, 23, 24)]
        store.record([*spot, daily("2024-01-02", 80.0), monthly("2023-11", 10.0)], seen_from=JAN)
        store.record([monthly("2023-11", None), daily("2024-01-02", 81.0)], seen_from=FEB)
        store.record([monthly("2023-11", 12.0)], seen_from=MAR)
        store.team.add([replace(catalog.events()[0], title="=1+1 <b>ours</b>")], "Ada")
        told = [Story("Oil rises", url=f"https://example.org/{n}", published="2024-01-02") for n in range(5)]
        store.loads.keep_stories("test", told, started=store.now())
        with serving(lambda: store) as base:
            yield base


@pytest.mark.slow
@pytest.mark.timeout(280)
def test_the_description_is_true(lively, tmp_path):
    """Hundreds of requests, right and wrong, made up from the description: every answer is as it says."""
    done = subprocess.run(
        [
            str(Path(sys.executable).parent / "schemathesis"), "--config-file",
            str(HERE / "schemathesis.toml"), "run", f"{lively}/openapi.json", "--checks", "all",
            "--max-examples", EXAMPLES, "--seed", "1", "--no-color",
        ],
        cwd=tmp_path, capture_output=True, timeout=270, check=False,
        env={**os.environ, "SCHEMATHESIS_HOOKS": ""},
    )  # fmt: skip
    said = done.stdout.decode()
    made = re.search(r"(\d[\d,]*) generated", said)

    assert done.returncode == 0, said[-6_000:]
    assert made
    assert int(made[1].replace(",", "")) > 300


def test_everything_that_there_is_is_described(ask):
    """Each operation with its parameters, an answer and the refusals; it has a tag of its own."""
    said = ask(f"{ask.base}/openapi.json")
    paths = said.json()["paths"]
    again = ask(f"{ask.base}/openapi.json", headers={"If-None-Match": said.headers["ETag"]})

    assert again.status_code == 304
    assert said.json()["openapi"] == "3.1.0"
    for one in api.OPERATIONS:
        told = paths[one.path][one.method.lower()]
        assert [each["name"] for each in told["parameters"]] == [each.name for each in one.parameters]
        assert {"200", "405", "503"} <= told["responses"].keys()
    assert ask(f"{ask.base}/openapi.json", method="POST").status_code == 405


def test_examples_in_the_description_work(ask):
    """Whoever copies them gets an answer."""
    tried = 0
    for one in api.OPERATIONS:
        if one.method != "GET":
            continue
        example = {each.name: each.example for each in one.parameters if each.example is not None}
        path = one.path.format(**{name: example.get(name, "") for name in ("id", "period")})
        query = {name: value for name, value in example.items() if name not in ("id", "period")}
        assert ask(f"{ask.base}{path}", **query).status_code == 200, path
        tried += 1
    assert tried == len(api.OPERATIONS) - 1
