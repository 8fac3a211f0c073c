"""The rows of series.csv: what each series is, and the compiled file that holds its figures."""

EIA = "U.S. Energy Information Administration"
PUBLIC_DOMAIN = "US government work, no copyright; credit the U.S. Energy Information Administration"
HISTORY = "https://www.eia.gov/dnav/pet/hist/LeafHandler.ashx?n=PET&s={}&f={}"
INTERNATIONAL = (
    "https://www.eia.gov/international/data/world/petroleum-and-other-liquids/"
    "monthly-petroleum-and-other-liquids-production"
)
OUTLOOK = "https://www.eia.gov/steo/"
COUNTRIES = {
    "sau": "Saudi Arabia",
    "rus": "Russia",
    "usa": "United States",
    "ago": "Angola",
    "are": "United Arab Emirates",
    "bra": "Brazil",
    "can": "Canada",
    "chn": "China",
    "dza": "Algeria",
    "irn": "Iran",
    "irq": "Iraq",
    "kwt": "Kuwait",
    "lby": "Libya",
    "mex": "Mexico",
    "nga": "Nigeria",
    "nor": "Norway",
    "ven": "Venezuela",
}
JODI_AREAS = dict(
    pair.split(":")
    for pair in (
        "sau:SA rus:RU usa:US ago:AO are:AE bra:BR can:CA chn:CN dza:DZ irn:IR irq:IQ kwt:KW lby:LY "
        "mex:MX nga:NG nor:NO ven:VE"
    ).split()
)
OUTLOOK_AREAS = {
    "sau": ("Saudi Arabia", "COPR_SA"),
    "rus": ("Russia", "COPR_RS"),
    "usa": ("United States", "COPRPUS"),
    "opec": ("OPEC", "COPR_OPEC"),
    "opecplus": ("OPEC+", "COPR_OPECPLUS"),
    "world": ("World", "COPR_WORLD"),
}
LEASE = "Crude oil including lease condensate"
LAGS = {
    "spot": 9, "international": 100, "us_monthly": 62, "us_weekly": 8, "outlook": 12, "target": -27,
    "futures": 4, "jodi": 55,
}  # fmt: skip
"""Days from a period's end to its publication, read off the dated copies (see data/SOURCES.md)."""

COLUMNS = (
    "id title measure entity entity_name definition unit frequency "
    "publisher publisher_id source_url licence lag_days preference"
).split()


def published() -> list[tuple[str, list[object]]]:
    """Return (figures file, row of series.csv) for every series whose figures are bundled."""
    return spot_series() + crude_series() + other_series()


def unbundled() -> list[list[object]]:
    """Return the rows of series.csv for the others: required production, futures, what JODI holds."""
    return target_series() + futures_series() + jodi_series()


def spot_series() -> list[tuple[str, list[object]]]:
    """Return (figures file, row of series.csv) for the two spot prices."""
    places = {
        "brent": ("Brent", "Europe Brent crude oil spot price, FOB", "RBRTE"),
        "wti": ("WTI", "Cushing, Oklahoma WTI crude oil spot price, FOB", "RWTC"),
    }
    return [
        (f"{code}_spot_daily", [
            f"price.{code}.spot", title, "price", name.upper(), name,
            "Spot price for immediate delivery, free on board; not the futures settlement", "USD/bbl",
            "daily", EIA, f"PET.{key}.D", HISTORY.format(key, "D"), PUBLIC_DOMAIN, LAGS["spot"], 1,
        ])
        for code, (name, title, key) in places.items()
    ]  # fmt: skip


def crude_series() -> list[tuple[str, list[object]]]:
    """Return (figures file, row) for crude including lease condensate, by country, and the US week."""
    rows = []
    for code, name in COUNTRIES.items():
        us = code == "usa"
        key = "PET.MCRFPUS2.M" if us else f"INTL.57-1-{code.upper()}-TBPD.M"
        rows.append((f"crude_production_{code}_monthly", [
            f"production.{code}.crude", f"{name}, crude oil production incl. lease condensate",
            "production", code.upper(), name, LEASE, "kb/d", "monthly", EIA, key,
            HISTORY.format("MCRFPUS2", "M") if us else INTERNATIONAL, PUBLIC_DOMAIN,
            LAGS["us_monthly"] if us else LAGS["international"], 1,
        ]))  # fmt: skip
    rows.append(("crude_production_usa_weekly", [
        "production.usa.crude_weekly", "United States, weekly estimate of crude oil production",
        "production", "USA", "United States",
        f"{LEASE}; weekly model estimate, never to be spliced with the monthly series", "kb/d", "weekly",
        EIA, "PET.WCRFPUS2.W", HISTORY.format("WCRFPUS2", "W"), PUBLIC_DOMAIN, LAGS["us_weekly"], 3,
    ]))  # fmt: skip
    return rows


def other_series() -> list[tuple[str, list[object]]]:
    """Return (figures file, row) for the outlook's crude series and for total liquids."""
    rows = []
    for code, (name, key) in OUTLOOK_AREAS.items():
        text = LEASE if code == "usa" else "Crude oil as the Short-Term Energy Outlook defines it"
        if code in ("sau", "rus"):
            text = "Crude oil only, without lease condensate"
        rows.append((f"steo_crude_{code}_monthly", [
            f"production.{code}.crude_only", f"{name}, crude oil production in the Short-Term Energy Outlook",
            "production", code.upper(), name,
            f"{text}; history of each monthly edition, which is dated to the first day of its month", "kb/d",
            "monthly", EIA, f"STEO.{key}.M", OUTLOOK, PUBLIC_DOMAIN, LAGS["outlook"], 2,
        ]))  # fmt: skip
    for code in ("sau", "rus"):
        rows.append((f"total_liquids_{code}_monthly", [
            f"production.{code}.liquids", f"{COUNTRIES[code]}, total petroleum and other liquids production",
            "production", code.upper(), COUNTRIES[code],
            "Total petroleum and other liquids: crude, condensate, natural gas liquids, other liquids",
            "kb/d", "monthly", EIA, f"INTL.53-1-{code.upper()}-TBPD.M", INTERNATIONAL, PUBLIC_DOMAIN,
            LAGS["international"], 4,
        ]))  # fmt: skip
    return rows


def futures_series() -> list[list[object]]:
    """Return the rows of series.csv for front-month futures, of which no figures are bundled."""
    return [
        [
            f"price.{code}.futures", f"{name} crude oil futures, front month", "price", name.upper(), name,
            "Daily close of the front-month futures contract; not the spot price, and not adjusted where one "
            "contract follows another", "USD/bbl", "daily", "Yahoo Finance", symbol,
            f"https://finance.yahoo.com/quote/{symbol}", "Yahoo's terms: own use, no redistribution",
            LAGS["futures"], 1,
        ]
        for code, name, symbol in (("brent", "Brent", "BZ=F"), ("wti", "WTI", "CL=F"))
    ]  # fmt: skip


def jodi_series() -> list[list[object]]:
    """Return the rows of series.csv for output as countries report it, of which no figures are bundled."""
    return [
        [
            f"production.{code}.jodi", f"{name}, crude oil production as reported to JODI",
            "production", code.upper(), name,
            "Crude oil production as the country itself reports it to JODI-Oil (CRUDEOIL, INDPROD), without "
            "natural gas liquids", "kb/d", "monthly", "Joint Organisations Data Initiative",
            f"JODI.{JODI_AREAS[code]}.CRUDEOIL.INDPROD.KBD", "https://www.jodidata.org/oil/",
            "no explicit licence; credit the Joint Organisations Data Initiative, do not mirror",
            LAGS["jodi"], 5,
        ]
        for code, name in COUNTRIES.items()
    ]  # fmt: skip


def target_series() -> list[list[object]]:
    """Return the rows of series.csv for required production, whose values come from targets.csv."""
    return [
        [
            f"target.{code}.required", f"{COUNTRIES[code]}, OPEC+ required production",
            "target", code.upper(), COUNTRIES[code],
            "Required production after voluntary adjustments, the level in force in each month; crude only "
            "(Russia before May 2020: with condensate)", "kb/d", "monthly",
            "OPEC+ statements as compiled in data/targets.csv", "", "https://www.opec.org/press-releases.html",
            "facts, each row with its own source in data/targets.csv", LAGS["target"], 1,
        ]
        for code in ("sau", "rus")
    ]  # fmt: skip
