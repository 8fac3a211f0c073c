"""What the EIA publishes, as rows of its routes: their columns, units and names."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass

from tests.services.world import COUNTRIES, Periods, Value, World

Row = dict[str, str | float | None]
OTHER_UNITS = {"QBTU": ("quadrillion Btu", 0.0058), "TJ": ("terajoules", 6.119)}
"""In which other units the international route gives each series, where nobody asks for one."""
PRODUCTS = {"53": "Total petroleum and other liquids", "57": "Crude oil including lease condensate"}
SPOT = {"RBRTE": ("EPCBRENT", "UK Brent Crude Oil", "Europe"), "RWTC": ("EPCWTI", "WTI Crude Oil", "Cushing")}


@dataclass(frozen=True)
class Route:
    """A route: the letters of its frequencies, and what may be asked of it."""

    frequencies: dict[str, str]
    facets: tuple[str, ...]
    described: str


_PETROLEUM = ("duoarea", "product", "process", "series")
ROUTES = {
    "international": Route(
        {"monthly": "M", "annual": "A"},
        ("productId", "activityId", "countryRegionId", "countryRegionTypeId", "dataFlagId", "unit"),
        "Country level production, consumption, imports, exports by energy source  \r\n        "
        "Interactive product:  https://www.eia.gov/international/data/world",
    ),
    "petroleum/crd/crpdn": Route({"monthly": "M", "annual": "A"}, _PETROLEUM, "Crude oil production"),
    "petroleum/sum/sndw": Route({"weekly": "W"}, _PETROLEUM, "Weekly supply estimates"),
    "petroleum/pri/spt": Route({"daily": "D", "weekly": "W", "monthly": "M"}, _PETROLEUM, "Spot prices"),
    "steo": Route(
        {"monthly": "M", "quarterly": "Q", "annual": "A"},
        ("seriesId",),
        "Monthly short term (18 month) projections using STEO model.  \r\n        "
        "Report and interactive projection data browser:  STEO (www.eia.gov/steo/)",
    ),
}
FORMS = {"M": "YYYY-MM", "A": "YYYY", "W": "YYYY-MM-DD", "D": "YYYY-MM-DD", "Q": 'YYYY-"Q"Q'}


def route_of(name: str) -> str | None:
    """Return the route on which a series of the world is published; None: not by the EIA's interface."""
    if name.startswith("INTL."):
        return "international"
    if name.startswith("STEO."):
        return "steo"
    series = name.removeprefix("PET.").rpartition(".")[0]
    if not name.startswith("PET."):
        return None
    known = {"WCRFPUS2": "petroleum/sum/sndw", **dict.fromkeys(SPOT, "petroleum/pri/spt")}
    return known.get(series, "petroleum/crd/crpdn")


def series(world: World) -> dict[str, Periods]:
    """Return every series of the EIA, those included that it derives from another; holidays are left out."""
    found = {name: values for name, values in world.figures.items() if route_of(name)}
    if monthly := found.get("PET.MCRFPUS2.M"):
        found["PET.MCRFPUS1.M"] = {month: _times(v, _days(month)) for month, v in monthly.items()}
    for name in [name for name in found if name.endswith("-TBPD.M")]:
        for unit, (_, factor) in OTHER_UNITS.items():
            scaled = {month: _times(v, factor) for month, v in found[name].items()}
            found[name.replace("-TBPD.M", f"-{unit}.M")] = scaled
    return {
        name: {period: v for period, v in values.items() if v is not None or not name.endswith(".D")}
        for name, values in found.items()
    }


def rows(world: World, route: str, letter: str) -> Iterator[Row]:
    """Yield every row of a route and a frequency, value included, newest first."""
    make = {"international": _international, "steo": _steo}.get(route, _petroleum)
    for name, values in series(world).items():
        if route_of(name) == route and name.endswith(f".{letter}"):
            for period in sorted(values, reverse=True):
                yield make(name.split(".")[1], period, values[period])


def unit_of(name: str) -> str:
    """Return the unit of a series as the bulk files write it."""
    if name.startswith("STEO."):
        return "million barrels per day"
    if name.startswith("INTL."):
        return _unit_name(name.split(".")[1].split("-")[3])
    return str(_petroleum(name.split(".")[1], "", None)["units"])


def written(value: Value) -> str | None:
    """Return a figure as text: no needless decimals; a marker as it is."""
    if value is None or isinstance(value, str):
        return value
    return f"{value:.10f}".rstrip("0").rstrip(".")


def _international(name: str, period: str, value: Value) -> Row:
    product, activity, country, unit = name.split("-")
    return {
        "period": period, "productId": product, "productName": PRODUCTS.get(product, "Other"),
        "activityId": activity, "activityName": "Production", "countryRegionId": country,
        "countryRegionName": COUNTRIES.get(country, ("", country))[1],
        "countryRegionTypeId": "c", "countryRegionTypeName": "Country",
        "dataFlagId": None, "dataFlagDescription": None,
        "unitName": _unit_name(unit), "value": value, "unit": unit,
    }  # fmt: skip


def _petroleum(name: str, period: str, value: Value) -> Row:
    product, what, where = SPOT.get(name, ("EPC0", "Crude Oil", "U.S."))
    field = name not in SPOT
    units = "$/BBL" if not field else "MBBL" if name.endswith("1") else "MBBL/D"
    process = ("FPF", "Field Production") if field else ("PF4", "Spot Price FOB")
    return {
        "period": period, "duoarea": "NUS" if field else "ZEU" if name == "RBRTE" else "YCUOK",
        "area-name": where, "product": product, "product-name": what,
        "process": process[0], "process-name": process[1],
        "series": name, "series-description": f"{where} {what} {process[1]} ({units})",
        "value": value, "units": units,
    }  # fmt: skip


def _steo(name: str, period: str, value: Value) -> Row:
    return {
        "period": period, "seriesId": name, "seriesDescription": f"Crude oil production, {name}",
        "value": value, "unit": "million barrels per day",
    }  # fmt: skip


def _unit_name(unit: str) -> str:
    return "thousand barrels per day" if unit == "TBPD" else OTHER_UNITS[unit][0]


def _times(value: Value, factor: float) -> Value:
    return round(value * factor, 4) if isinstance(value, int | float) else value


def _days(month: str) -> int:
    return calendar.monthrange(int(month[:4]), int(month[5:]))[1]
