"""A store whose file is taken away while it is served: the server notices, and says so."""

import subprocess
from contextlib import closing

import pytest
import requests

from oilwatch import catalog
from oilwatch.store import Store
from oilwatch.web import stores
from tests.server.conftest import SERVE
from tests.web.conftest import copied

GARBAGE = b"this is no database" * 1_000


@pytest.fixture
def served(filled, tmp_path, serve):
    """A server whose store was read once; its address, and the store's path."""
    path = tmp_path / "own" / "oilwatch.db"
    path.parent.mkdir()
    copied(filled, path).close()
    address = serve(OILWATCH_DB=f"sqlite:///{path}", OILWATCH_RATE="0")
    assert health(address) == (200, "ok")
    assert requests.get(f"{address}/api/v1/series", timeout=60).status_code == 200
    assert requests.get(f"{address}/feed.xml", timeout=60).status_code == 200
    return address, path


def health(address):
    """Return the status of the answer, and the one it tells."""
    said = requests.get(f"{address}/healthz", timeout=60)
    return said.status_code, said.json()["status"]


def replaced(path, body):
    """Take the store's file away, and put another in its place."""
    for one in path.parent.iterdir():
        one.unlink()
    if body is not None:
        path.write_bytes(body)


def test_without_its_file_a_server_is_degraded_until_it_has_a_new_one(served):
    """Nothing is read from the file that is gone: the next request makes a store, and it is well again."""
    address, path = served
    replaced(path, None)

    assert health(address) == (200, "degraded")
    assert not path.exists()
    assert requests.get(f"{address}/api/v1/series", timeout=120).status_code == 200
    assert path.exists()
    assert health(address) == (200, "ok")


def test_an_empty_file_is_no_store_that_is_well(served):
    """An empty file is degraded, and filled by the next request."""
    address, path = served
    replaced(path, b"")

    assert health(address) == (200, "degraded")
    assert requests.get(f"{address}/feed.xml", timeout=120).status_code == 200
    assert health(address) == (200, "ok")


def test_a_file_that_is_no_database_is_down_and_no_page_is_made_of_the_old_one(served):
    """Down, in words that name no place; API, feed and receipts refuse with 503."""
    address, path = served
    replaced(path, GARBAGE)
    told = requests.get(f"{address}/healthz", timeout=60)

    assert (told.status_code, told.json()["status"]) == (503, "down")
    assert "no SQLite database" in told.json()["reasons"][0]
    assert str(path) not in told.text
    for where in ("/api/v1/series", "/feed.xml", "/receipt/production.sau.crude/2026-02"):
        assert requests.get(f"{address}{where}", timeout=60).status_code == 503
    assert path.read_bytes() == GARBAGE


def test_a_store_that_is_put_in_its_place_is_read(served, filled, tmp_path):
    """The figures of another file are those of the next answer."""
    address, path = served
    before = requests.get(f"{address}/healthz", timeout=60).json()["data_version"]
    with closing(copied(filled, tmp_path / "other.db")) as other:
        other.team.add([catalog.events()[0]], "Ada")
        version = other.data_version()
    replaced(path, (tmp_path / "other.db").read_bytes())

    assert version > before
    assert requests.get(f"{address}/api/v1/series", timeout=60).json()["version"] == version
    assert health(address) == (200, "ok")


def test_the_mark_of_a_store_is_its_file(tmp_path):
    """Another file has another mark; none and an empty one have no mark, nor has a server."""
    path = tmp_path / "a.db"
    address = f"sqlite:///{path}"
    assert stores.mark(address) == ()
    for body, marked in ((b"", False), (GARBAGE, True)):
        path.write_bytes(body)
        assert bool(stores.mark(address)) is marked
    before = stores.mark(address)
    (tmp_path / "b.db").write_bytes(path.read_bytes())
    (tmp_path / "b.db").replace(path)

    assert stores.mark(address) != before
    assert stores.mark("postgresql://anna@127.0.0.1/oil") == ()


def test_to_look_at_a_store_takes_no_lock_from_it(served):
    """What another process writes is read after health and pages were asked, and the store stays sound."""
    address, path = served
    for _ in range(3):
        version = requests.get(f"{address}/api/v1/series", timeout=60).json()["version"]
        assert health(address) == (200, "ok")
        with closing(Store(f"sqlite:///{path}")) as store:
            store.team.add([catalog.events()[0]], "Ada")
        assert requests.get(f"{address}/api/v1/series", timeout=60).json()["version"] > version
    with closing(Store(f"sqlite:///{path}")) as store:
        assert store.problems() == []


@pytest.mark.parametrize("address", ["bogus://u:hunter2@h/x", "no address", "sqlite:///:memory:"])
def test_a_server_whose_store_can_be_none_does_not_start(tmp_path, address):
    """Exit code 2 and one line that says what was expected, without the password."""
    ended = subprocess.run(
        [*SERVE, "8599"], cwd=tmp_path, env={"OILWATCH_DB": address, "PATH": "/usr/bin:/bin"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    assert (ended.returncode, len(ended.stderr.splitlines())) == (2, 1)
    assert "expected" in ended.stderr
    assert "hunter2" not in ended.stderr
