"""Fixtures: views of the bundled figures, and a store whose every text was written by somebody hostile."""

import shutil
from dataclasses import replace
from datetime import date

import pytest

from oilwatch import views
from oilwatch.model import Event, Observation
from oilwatch.store import Store
from oilwatch.view import View
from oilwatch.views import links
from tests.kit import NOW, a_series

TODAY = NOW.date()
BASE = "https://oil.example.org"


@pytest.fixture(scope="session")
def source(filled):
    """The bundled figures."""
    return views.current(filled)


@pytest.fixture(scope="session")
def shown(source):
    """A function that returns what a link shows; NEWEST in it stands for the newest data version."""

    def show(link: str):
        view, notices = links.read(source, link.replace("NEWEST", str(source.version)), TODAY)
        assert notices == []
        return views.content(source, view, TODAY)

    return show


@pytest.fixture
def armed(upgraded_file, tmp_path):
    """A function that returns (source, content) of a view whose every text is the one given."""
    store = Store(f"sqlite:///{shutil.copy(upgraded_file, tmp_path / 'oilwatch.db')}", now=lambda: NOW)

    def make(text: str):
        about = a_series(
            "price.evil.spot", title=text, entity_name=text, definition=text, publisher=text,
            publisher_id=text, licence=text,
        )  # fmt: skip
        store.sync([about])
        store.record([Observation(about.id, f"2024-01-0{day}", -float(day)) for day in (2, 3)], seen_from=NOW)
        source = views.current(store)
        event = Event(
            "e", date(2024, 1, 2), text, "opec_plus_decision", "opec", (text,), -500.0, text, 1, text, text
        )
        content = views.content(source, View(series=(about.id,)), TODAY)
        return source, replace(content, events=(event,), title=text, subtitle=text, alt=text)

    yield make
    store.close()
