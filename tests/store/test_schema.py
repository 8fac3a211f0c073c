"""The tables: made and upgraded by migrations, checked for soundness, never used by an older version."""

import sqlite3

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from oilwatch.errors import InputError, StoreError
from oilwatch.store import Store, engine
from oilwatch.store.schema import metadata
from tests.kit import DAILY, FEB, JAN, daily


def test_the_migrations_make_exactly_the_tables_of_the_schema(blank, opened):
    """From nothing, the migrations lead to the tables that the code uses: no difference in any column."""
    opened(blank).upgrade()

    database = engine.connect(blank)
    with engine.reading(database) as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        differences = compare_metadata(context, metadata)
    database.dispose()

    assert differences == []


def test_an_upgrade_is_done_once(blank, opened):
    """The first upgrade makes the tables, the second finds nothing to do."""
    store = opened(blank)

    before, first, second, after = store.is_current(), store.upgrade(), store.upgrade(), store.is_current()

    assert (before, first, second, after) == (False, True, False, True)
    assert store.catalogue() == {}
    assert store.data_version() == 0


def test_a_store_without_tables_says_how_to_make_them(blank, opened):
    """Reading a database that was never set up names the command that does it."""
    store = opened(blank)

    with pytest.raises(StoreError, match="oilwatch init"):
        store.require()
    with pytest.raises(StoreError, match="it holds no tables yet; run: oilwatch init"):
        store.catalogue()


def test_a_store_of_a_newer_version_is_left_alone(address, opened, sql):
    """A schema that this version does not know is refused with the advice to upgrade oilwatch."""
    sql(address, "UPDATE alembic_version SET version_num = '9999'")

    store = opened(address)
    for refused in (store.require, store.upgrade, store.is_current):
        with pytest.raises(StoreError, match=r"made by a newer oilwatch.*upgrade oilwatch"):
            refused()


def test_a_sound_store_has_no_problems(store):
    """A store with revisions and withdrawals passes its own check."""
    store.record([daily("2024-01-02", 80.0), daily("2024-01-03", 81.0)], seen_from=JAN)
    store.record([daily("2024-01-02", None), daily("2024-01-03", 82.0)], seen_from=FEB)

    assert store.require().problems() == []


@pytest.mark.parametrize(
    "tampering",
    [
        "DELETE FROM observation_current WHERE period = '2024-01-02'",
        "UPDATE observation_current SET value = 99 WHERE period = '2024-01-02'",
        "UPDATE observation SET value = 99 WHERE period = '2024-01-02'",
        f"UPDATE observation_current SET seen_from = '{JAN}' WHERE period = '2024-01-03'",
        f"INSERT INTO observation_current SELECT series, '2024-01-04', '{FEB}', 1.0 FROM observation_current"
        " LIMIT 1",
    ],
)
def test_tampering_with_values_is_found(store, address, sql, tampering):
    """A current value that was deleted, altered or slipped in behind the store's back is named."""
    store.record([daily(f"2024-01-0{day}", 80.0) for day in (2, 3, 4)], seen_from=JAN)
    store.record([daily("2024-01-03", 81.0), daily("2024-01-04", None)], seen_from=FEB)

    sql(address, tampering)

    assert store.problems() == [f"{DAILY.id}: current values differ from the record"]


def test_a_reference_to_nothing_is_found(tmp_path, upgraded_file, opened):
    """A SQLite store whose rows point to a series that is gone says so."""
    path = tmp_path / "broken.db"
    path.write_bytes(upgraded_file.read_bytes())
    store = opened(f"sqlite:///{path}")
    store.record([daily("2024-01-02", 80.0)], seen_from=JAN)
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM series WHERE id = ?", [DAILY.id])

    assert "broken reference in observation" in store.problems()


def test_a_damaged_file_is_told_in_plain_words(tmp_path, opened):
    """A file that is no database is a StoreError that says what to do."""
    (tmp_path / "notes.db").write_text("These are notes, and no database at all. " * 50)

    with pytest.raises(StoreError, match="the file is no SQLite database; set OILWATCH_DB"):
        opened(f"sqlite:///{tmp_path / 'notes.db'}").upgrade()


@pytest.mark.parametrize("address", ["", "oil", "mysql://host/name", "sqlite://", "sqlite:///:memory:"])
def test_an_address_that_is_none_is_refused(address):
    """Only SQLite files and PostgreSQL can hold a store, and the refusal shows what an address looks like."""
    with pytest.raises(InputError, match="expected sqlite:////path"):
        Store(address)


def test_nobody_answers_at_an_address(cluster, opened):
    """A database server that is not there, or refuses, is a StoreError that never shows the password."""
    here = cluster.address("postgres")
    absent = here.replace(str(cluster.port), "1")
    cases = {
        absent: "nobody answers there",
        here.replace(cluster.password, "s3cret"): "the password was refused",
        cluster.address("no_such_database"): "does not exist; create it",
    }

    for address, words in cases.items():
        with pytest.raises(StoreError, match=words) as caught:
            opened(address).upgrade()
        assert "s3cret" not in str(caught.value)
        assert cluster.password not in str(caught.value)
        assert "***" in str(caught.value)
