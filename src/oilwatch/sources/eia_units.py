"""Units as EIA writes them, in codes and in words, and values in the unit of the store."""

import re
from functools import lru_cache

from oilwatch import units
from oilwatch.errors import SourceError

_NAMES = {
    "kb/d": re.compile(
        r"tbpd|mbbl/d|mbblpd|kb/d|kbd|(thousand|1,?000) (of )?(barrels?|bbl)( per |/| a )d(ay)?", re.I
    ),
    "mb/d": re.compile(r"mmbbl/d|mmb/d|million (of )?(barrels?|bbl)( per |/| a )d(ay)?", re.I),
    "USD/bbl": re.compile(r"(\$|usd|(u\.?s\.? )?dollars?)( ?/ ?| per | a )(bbl|barrel)", re.I),
}


def in_stored_unit(value: float | None, unit: str, series_id: str) -> float | None:
    """Return a value given in one of EIA's units in kb/d or USD/bbl; raise SourceError for any other unit."""
    found, stored = units_of(unit, series_id)
    return value if value is None or found == stored else units.convert(value, found, stored)


@lru_cache(maxsize=1024)
def units_of(unit: str, series_id: str) -> tuple[str, str]:
    """Return the unit that EIA means, and the one that the store holds; raise SourceError for any other."""
    found = next((name for name, words in _NAMES.items() if words.fullmatch(unit.strip())), None)
    measure = series_id.split(".", maxsplit=1)[0]
    if found is None or units.measure(found) != measure:
        expected = units.STORED[measure]
        raise SourceError(f"EIA gives {series_id} in {unit[:60]!r}; expected a unit such as {expected}")
    return found, units.STORED[measure]
