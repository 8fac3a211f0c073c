"""The rules of the house that no linter knows: short functions, short files."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "oilwatch"
FILES = sorted(SOURCE.rglob("*.py"))


def functions(path):
    """Return (name, lines) of every function in a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [
        (node.name, node.end_lineno - node.lineno + 1) for node in ast.walk(tree) if isinstance(node, kinds)
    ]


def test_there_is_something_to_measure():
    """The rules below look at the real source."""
    assert len(FILES) > 20
    assert sum(len(functions(path)) for path in FILES) > 150


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_files_and_functions_stay_short(path):
    """No file is longer than 250 lines, and no function than 40."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250
    assert [(name, lines) for name, lines in functions(path) if lines > 40] == []
