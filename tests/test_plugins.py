"""Plug-ins are found by themselves, and one of the wrong kind is said to be."""

import sys
from types import ModuleType

import pytest

from oilwatch import load, news, plugins, sources
from oilwatch.news import NewsSource
from oilwatch.sources import Source


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A function that makes a package of modules by name, each with its text."""

    def made(**modules):
        folder = tmp_path / "plugged"
        folder.mkdir()
        for name, text in {"__init__": "", **modules}.items():
            (folder / f"{name}.py").write_text(text, encoding="utf-8")
        monkeypatch.syspath_prepend(str(tmp_path))
        for name in [name for name in sys.modules if name.partition(".")[0] == "plugged"]:
            monkeypatch.delitem(sys.modules, name)
        return __import__("plugged")

    return made


def test_every_publisher_is_found():
    """Each module with SOURCES is one, by its name alone."""
    found = {source.name: source for source in plugins.discover(sources, "SOURCES", Source)}

    assert {"alfred", "eia-spot", "eia-outlook", "eia-bulk-pet", "fred", "jodi", "yahoo"} <= found.keys()
    assert all(source.publisher and source.service and callable(source.read) for source in found.values())


def test_names_are_unique():
    """A load asks a source by its name, be it of figures or of stories."""
    found = [*plugins.discover(sources, "SOURCES", Source), *plugins.discover(news, "SOURCES", NewsSource)]
    names = [source.name for source in found]

    assert sorted(names) == sorted(set(names)) == sorted(load.known())
    assert all(name == name.lower() and "_" not in name for name in names)


def test_what_stands_in_and_what_needs_a_key_is_known():
    """A source stands in for sources that there are, and asks for keys that can be set."""
    found = plugins.discover(sources, "SOURCES", Source)

    firsts = {source.stands_in_for for source in found} - {""}
    assert all(any(other.name.startswith(first) for other in found) for first in firsts)
    keys = {key for source in found for key in (source.needs_key, source.unless_key)} - {""}
    assert keys <= load.REGISTERS.keys()


def test_modules_are_looked_through_in_order_of_name(package):
    """A module without the attribute is passed over; the order is that of names."""
    made = package(beta="THINGS = (2, 3)", alpha="THINGS = (1,)", gamma="x = 1")

    assert plugins.discover(made, "THINGS", int) == [1, 2, 3]


def test_the_wrong_kind_is_refused(package):
    """What is not of the kind that is looked for is named, with where it stands."""
    made = package(alpha="THINGS = (1,)", beta="THINGS = (2, 'two')")

    with pytest.raises(TypeError, match=r"plugged\.beta\.THINGS holds 'two'; expected int"):
        plugins.discover(made, "THINGS", int)


def test_an_empty_package_has_none():
    """No modules, no plug-ins."""
    made = ModuleType("nothing")
    made.__path__ = []

    assert plugins.discover(made, "THINGS", int) == []
