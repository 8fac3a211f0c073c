"""What all tables share: kinds of columns, on SQLite and PostgreSQL alike."""

from typing import Any

from sqlalchemy import Column, Integer, MetaData, String, Text

metadata = MetaData()

KEY = Integer
TIME = String(24).with_variant(String(24, collation="C"), "postgresql")
PERIOD = String(10).with_variant(String(10, collation="C"), "postgresql")


def texts(names: str) -> list[Column[Any]]:
    """Return columns of text, never null, by their *names* with spaces in between."""
    return [Column(name, Text, nullable=False) for name in names.split()]
