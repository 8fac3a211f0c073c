"""Which failures the replayed services play in a load, and how they are shared out over few runs."""

from collections.abc import Callable, Iterable

from tests.services import faults
from tests.services.eia_bulk import FAULTS as BULK
from tests.services.replay import Eia, Fred, Request, Yahoo

SLOW = {"drip", "drip-headers", "hang"}
"""They end with the deadline of a request, after half a minute and more."""
LARGE = {"endless", "gzip-bomb"}
"""They end with the most bytes that are read; two gigabytes of a file that is as large."""
HARMLESS = {"wrong-type"}
AWAY = {"redirect-private"}
"""yfinance would follow it to a place that is not on this machine."""

CONNECTION = sorted(faults.PLAYS.keys() - SLOW - HARMLESS - {"refused"})
STATUS = [
    "400", "401", "403", "404", "406", "429", "500", "502", "503", "504", "429 after 3000", "503 after 3000",
]  # fmt: skip
EIA_BULK = [*sorted(set(CONNECTION) - LARGE), *STATUS, *sorted(BULK), "refused"]
EIA_API = [*CONNECTION, *STATUS, *sorted(Eia.faults.keys() - BULK.keys()), "refused"]
FRED_FILE = [*CONNECTION, *STATUS, "maintenance", ">120/min", "refused"]
FRED_API = sorted(Fred.faults)
JODI = [*sorted(set(CONNECTION) - LARGE), *STATUS, "refused"]
YAHOO = [
    *sorted(set(CONNECTION) - LARGE - AWAY), *["404", "406", "500", "503"], *sorted(set(Yahoo.faults) - AWAY),
]  # fmt: skip

Fault = Callable[[Request], str | None]


def shared_out(names: list[str], count: int) -> Iterable[list[str]]:
    """Yield *count* of the names at a time, all of them in the end; the last are filled up with others."""
    for first in range(0, len(names), count):
        part = names[first : first + count]
        yield [*part, *names[: count - len(part)]]


def by_part(parts: dict[str, str]) -> Fault:
    """Return a fault that is another for each part of a service, which its path and products tell."""

    def told(request: Request) -> str | None:
        said = f"{request.path} {request.get('facets[productId][]')}"
        return next(fault for part, fault in parts.items() if part in said)

    return told
