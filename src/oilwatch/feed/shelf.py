"""What was made once and is kept for the next who asks: a few things, the longest unused given up first."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

V = TypeVar("V")


class Shelf(Generic[V]):
    """At most *most* things by key, for many threads; each is made by one thread while others wait."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, V] = OrderedDict()
        self._lock, self._making = Lock(), Lock()

    def get(self, key: Hashable, make: Callable[[], V]) -> V:
        """Return what is kept under *key*, made by *make* where it is not; what *make* raises is not kept."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        with self._making:
            with self._lock:
                if key in self._held:  # made by another thread meanwhile
                    return self._held[key]
            made = make()
            with self._lock:
                self._held[key] = made
                while len(self._held) > self._most:
                    self._held.popitem(last=False)
            return made

    def __len__(self) -> int:
        """Return how many things are kept."""
        return len(self._held)
