"""Local servers that stand in for the outside services, all of one world; no test leaves this machine.

>>> with services() as outside:
...     outside.eia.fault = "503"
...     outside.world.revise("PET.RBRTE.D", "2026-11-03", 64.2)
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from tests.services.eia import Eia
from tests.services.fred import Alfred, Fred
from tests.services.jodi import Jodi
from tests.services.server import Replay, Reply, Request, json_reply, page, times
from tests.services.world import World, default_world
from tests.services.yahoo import Yahoo

__all__ = [
    "Alfred", "Eia", "Fred", "Jodi", "Replay", "Reply", "Request", "Services", "World", "Yahoo",
    "default_world", "json_reply", "page", "services", "times",
]  # fmt: skip


@dataclass(frozen=True)
class Services:
    """Every service, running, and the world they publish."""

    world: World
    eia: Eia
    fred: Fred
    alfred: Alfred
    yahoo: Yahoo
    jodi: Jodi

    def environment(self, *, keys: bool = False) -> dict[str, str]:
        """Return the settings that lead to these servers; *keys*: and the keys that they take."""
        named = {
            "EIA": self.eia,
            "FRED": self.fred,
            "ALFRED": self.alfred,
            "YAHOO": self.yahoo,
            "JODI": self.jodi,
        }
        found = {f"OILWATCH_{name}_URL": service.url for name, service in named.items()}
        return found | ({"EIA_API_KEY": self.eia.key, "FRED_API_KEY": self.fred.key} if keys else {})

    def fail(self, fault: str | None) -> None:
        """Let every service fail in the same way; None: no more."""
        for service in (self.eia, self.fred, self.alfred, self.yahoo, self.jodi):
            service.fault = fault


@contextmanager
def services(world: World | None = None) -> Iterator[Services]:
    """Start every service of a world (none given: the default one), and end them afterwards."""
    made = world or default_world()
    with ExitStack() as stack:
        eia, fred, alfred, yahoo, jodi = (
            stack.enter_context(kind(made)) for kind in (Eia, Fred, Alfred, Yahoo, Jodi)
        )
        yield Services(made, eia, fred, alfred, yahoo, jodi)  # type: ignore[arg-type]
