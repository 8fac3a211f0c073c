"""The project's own papers: what they say of the code is so."""

import re
import tomllib
from pathlib import Path

import click

from oilwatch import cli, settings

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def read(name):
    """Return the text of a file of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def test_requirements_are_those_of_the_project():
    """A plain install gets the ranges of pyproject.toml, PostgreSQL driver and page reader included."""
    lines = [line for line in read("requirements.txt").splitlines() if not line.startswith(("#", "-e"))]

    extras = PROJECT["optional-dependencies"]
    brought = [line for name in ("postgres", "pages", "pictures") for line in extras[name]]
    assert sorted(lines) == sorted(PROJECT["dependencies"] + brought)


def test_the_tree_of_the_architecture_is_the_tree_of_the_folders():
    """Every module and package of ours stands in ARCHITECTURE.md, and nothing that is not there."""
    text = read("ARCHITECTURE.md")
    tree = re.search(r"^src/oilwatch/\n(.*?)^tests/", text, re.M | re.S).group(1)
    named = set(re.findall(r"^  ([a-z_]+(?:\.py|/))", tree, re.M))

    package = ROOT / "src" / "oilwatch"
    found = {path.name for path in package.glob("*.py")}
    found |= {f"{path.name}/" for path in package.iterdir() if (path / "__init__.py").exists()}

    assert named == found
    for folder in re.findall(r"^([a-z]+)/ ", text, re.M):
        assert (ROOT / folder).is_dir(), folder
    assert len(text.splitlines()) <= 150


def test_every_decision_fits_on_a_page():
    """A decision record is at most 40 lines, and there are some."""
    records = sorted((ROOT / "docs" / "adr").glob("*.md"))

    assert len(records) >= 4
    assert {path.name: n for path in records if (n := len(path.read_text().splitlines())) > 40} == {}


def test_the_readme_names_every_command_and_setting():
    """What a person can call or set stands in the README."""
    text = read("README.md")

    with click.Context(cli.app) as context:
        commands = cli.app.list_commands(context)
    assert len(commands) >= 7
    assert [name for name in commands if f"`oilwatch {name}" not in text] == []
    assert [name for name in settings.NAMES if f"`{name}`" not in text] == []


def test_the_picture_of_the_readme_is_there():
    """The links of the README to files of the project lead somewhere."""
    links = re.findall(r"\]\((?!https?:)([^)]+)\)", read("README.md"))

    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
