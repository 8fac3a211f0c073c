"""Opening a database: SQLite by default, PostgreSQL by address; and its errors in plain words."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from oilwatch.errors import InputError, StoreError
from oilwatch.settings import masked

_WRITES = "oilwatch_writes"
_LOCK = 7265417
"""Key of the PostgreSQL lock that lets one process at a time write, as SQLite does."""
_EXAMPLES = "sqlite:////path/to/oilwatch.db or postgresql://user:password@host/name"


def connect(address: str) -> Engine:
    """Return an engine for a SQLAlchemy URL; raise InputError where it is none. Opens nothing yet."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise InputError(f"OILWATCH_DB is no database address; expected {_EXAMPLES}") from None
    if url.get_backend_name() == "sqlite":
        return _sqlite(url)
    if url.get_backend_name() == "postgresql":
        return _postgresql(url)
    raise InputError(f"OILWATCH_DB names {url.get_backend_name()!r}; expected {_EXAMPLES}")


def _sqlite(url: URL) -> Engine:
    if not url.database or url.database == ":memory:":
        raise InputError("a store in memory would be lost at once; expected sqlite:////path/to/oilwatch.db")
    if url.query or url.get_driver_name() != "pysqlite":
        raise InputError(
            "a SQLite address takes no driver and no ?options; expected sqlite:////path/to/oilwatch.db"
        )
    folder = Path(url.database).resolve().parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"cannot make the folder {folder} ({error.strerror}); set OILWATCH_DB") from error
    engine = create_engine(url, connect_args={"timeout": 30})
    event.listen(engine, "connect", _on_sqlite_connect)
    event.listen(engine, "begin", _on_sqlite_begin)
    return engine


def _on_sqlite_connect(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun below, DDL included
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=FULL")


def _on_sqlite_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql(url: URL) -> Engine:
    try:
        return create_engine(
            url.set(drivername="postgresql+psycopg"),
            connect_args={"connect_timeout": 5},
            pool_pre_ping=True,
        )
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise StoreError("PostgreSQL needs its driver: pip install 'oilwatch[postgres]'") from error


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection that sees one state of the store; database errors become StoreError."""
    options = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with _plain_words(engine), engine.connect() as plain:
        connection = plain.execution_options(**options)
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection in a write transaction, committed whole or not at all; others wait up to 30 s."""
    with _plain_words(engine), engine.connect() as plain:
        connection = plain.execution_options(**{_WRITES: True})
        with connection.begin():
            if engine.dialect.name == "postgresql":
                connection.exec_driver_sql("SET LOCAL lock_timeout = '30s'")
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
            yield connection


@contextmanager
def _plain_words(engine: Engine) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise StoreError(_explain(engine, error)) from error
    except SQLAlchemyError as error:
        raise StoreError(f"the store {where(engine)} failed: {_first_line(error)}") from error


def where(engine: Engine) -> str:
    """Return the address of the store without its password."""
    return masked(engine.url.render_as_string(hide_password=True))


_CAUSES = {
    "database or disk is full": "the disk is full; make room and run the command again",
    "no space left": "the disk is full; make room and run the command again",
    "disk i/o error": "the disk gave an input/output error or is full; check it and run the command again",
    "readonly database": "it is read-only; give write permission or set OILWATCH_DB to another place",
    "unable to open database file": "it cannot be opened; check that the folder exists and can be written, "
    "or set OILWATCH_DB to another place",
    "database is locked": "another process has been writing for 30 s; try again when it is done",
    "lock timeout": "another process has been writing for 30 s; try again when it is done",
    "file is not a database": "the file is no SQLite database; set OILWATCH_DB to another place",
    "malformed": "the file is damaged; restore it from a backup, or move it away and run: oilwatch init",
    "no such table": "it holds no tables yet; run: oilwatch init",
    "undefinedtable": "it holds no tables yet; run: oilwatch init",
    "password authentication failed": "the password was refused; check OILWATCH_DB",
    "does not exist": "the database or role does not exist; create it or check OILWATCH_DB",
    "connection": "nobody answers there; start the database server or check OILWATCH_DB",
    "resolve": "its host name is not known; check OILWATCH_DB",
}


def _explain(engine: Engine, error: DBAPIError) -> str:
    text = f"{type(error.orig).__name__} {error.orig}".lower()
    cause = next((words for key, words in _CAUSES.items() if key in text), None)
    return f"the store {where(engine)}: {cause or _first_line(error.orig or error)}"


def _first_line(error: BaseException) -> str:
    return str(error).strip().split("\n", maxsplit=1)[0]
