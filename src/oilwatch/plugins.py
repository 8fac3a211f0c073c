"""Finding plug-ins: a module of a package that has what is looked for is one."""

import importlib
import pkgutil
from types import ModuleType
from typing import TypeVar

T = TypeVar("T")


def discover(package: ModuleType, attribute: str, kind: type[T]) -> list[T]:
    """Return what the modules of *package* have in the tuple *attribute*, all of one *kind*."""
    found: list[T] = []
    for info in sorted(pkgutil.iter_modules(package.__path__), key=lambda info: info.name):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        for item in getattr(module, attribute, ()):
            if not isinstance(item, kind):
                raise TypeError(f"{module.__name__}.{attribute} holds {item!r}; expected {kind.__name__}")
            found.append(item)
    return found
