"""Units as stories write them, and the words that stand before a figure and say how exact it is."""

from typing import NamedTuple

from oilwatch.claims.lexicon import Lexicon


class Unit(NamedTuple):
    """A unit as it is quoted and as it is normalized; *factor* leads from one to the other."""

    name: str
    normalized: str
    factor: float


BD = Unit("b/d", "kb/d", 0.001)
MBD = Unit("million b/d", "kb/d", 1000.0)
KBD = Unit("thousand b/d", "kb/d", 1.0)
BOED = Unit("boe/d", "kb/d", 0.001)
BBL = Unit("bbl", "kb", 0.001)
USD = Unit("USD/bbl", "USD/bbl", 1.0)
CENTS = Unit("cents/bbl", "USD/bbl", 0.01)
GBP = Unit("GBP/bbl", "GBP/bbl", 1.0)
EUR = Unit("EUR/bbl", "EUR/bbl", 1.0)
GALLON = Unit("USD/gallon", "USD/gallon", 1.0)
GALLON_CENTS = Unit("cents/gallon", "USD/gallon", 0.01)
PERCENT = Unit("percent", "percent", 1.0)
TONNES = Unit("tonnes", "million tonnes", 1e-6)
TONNES_DAY = Unit("tonnes/d", "tonnes/d", 1.0)
TIMES = Unit("times", "ratio", 1.0)
MONEY = Unit("money", "money", 1.0)

_RATES = (
    "b/d|bpd|b.p.d|b.p.d.|barrels per day|barrels a day|barrels daily|barrels each day|barrels of oil per day"
    "|barrels of oil a day|barrels of crude per day|barrels of crude a day|barrels of crude oil per day"
    "|barrels of crude oil a day|bbl / d|bbls / d|bbl per day|bbl a day|bbls a day|bbls per day|bopd"
    "|barrel a day|barrel per day|barrels / day|barrel / day|bbl / day|b / day|barrels every day|barrels / d"
    "|bbld|bbl daily|barrels of oil daily|barrels of crude daily|barrel daily|barrels of crude each day|b / d"
    "|barrels of oil each day|barrels of liquids a day|barrels of liquids per day|b per day|b a day"
    "|barrels per calendar day|bpcd|barrels pd|barrels p / d|barrels of crude and condensate a day"
    "|barrels of crude and condensate per day"
)
UNITS = {
    BD: _RATES,
    MBD: "mb / d|mbd|mbpd|mmb / d|mmbpd|mmbd|mmbbl / d|mmbopd|mbbl / d|mmbbls / d|mmbbl per day|mmbo / d"
    "|mbopd",
    KBD: "kb / d|kbd|kbpd|kb per day|kbopd|tb / d|tbd|tbpd|kbbl / d|kb a day|kbo / d",
    BOED: "boe / d|boepd|boed|barrels of oil equivalent per day|barrels of oil equivalent a day|boe per day"
    "|barrels of oil equivalent daily|boe a day|barrel of oil equivalent per day"
    "|barrels oil equivalent per day",
    BBL: "barrels|bbl|bbls|barrel|barrels of oil|barrels of crude|barrels of crude oil",
    USD: "a barrel|per barrel|/ bbl|/ b|/ barrel|per bbl|a bbl|the barrel|each barrel|dollars a barrel"
    "|dollars per barrel|usd / bbl|$ / bbl|$ / barrel|u.s dollars a barrel|u.s dollars per barrel"
    "|usd a barrel|usd per barrel|bucks a barrel|$ a barrel|dollars the barrel|usd / b|$ / b"
    "|dollars / barrel",
    CENTS: "cents a barrel|cents per barrel|cents|cent",
    GALLON: "dollars per gallon|a gallon|per gallon|/ gal|/ gallon|dollars a gallon|per gal",
    GALLON_CENTS: "cents a gallon|cents per gallon",
    PERCENT: "%|percent|per cent|pct|percentage points|percentage point|per cent.",
    TONNES: "tonnes|tons|metric tons|tonne|ton|mt",
    TONNES_DAY: "tonnes a day|tonnes per day|tons a day|tons per day|tonnes / d|tonnes daily|tons daily"
    "|tonnes / day",
    TIMES: "times|fold|x",
    MONEY: "dollars|usd|bucks",
    GBP: "pounds a barrel|pounds|pounds per barrel|pence a barrel",
    EUR: "euros a barrel|euros|euros per barrel",
}
CURRENCIES = {"$": USD, "usd": USD, "us$": USD, "£": GBP, "€": EUR}

MODIFIERS = {
    "about": "about|around|some|roughly|approximately|circa|an estimated|estimated|~|close on"
    "|in the region of|on the order of|in the order of|something like|or so|somewhere around|c.|approx"
    "|nigh on to",
    "nearly": "nearly|almost|close to|just under|near|just below|just shy of|shy of|a little under"
    "|slightly under|slightly below|slightly less than|a shade under|approaching|nigh on|not quite"
    "|little short of|just short of|a touch under|a little below|just less than|a little less than"
    "|a whisker below|a whisker under|a hair below|marginally below|marginally under|virtually"
    "|fractionally below|a fraction below|a fraction under",
    "more_than": "more than|over|above|in excess of|exceeding|exceeded|upwards of|topped|topping|passed"
    "|surpassed|surpassing|just over|just above|slightly more than|slightly over|slightly above|a little over"
    "|a little more than|well over|well above|a touch over|a shade over|upward of|a bit more than|north of"
    "|past|better than|comfortably over|crossed|greater than|a little above|just more than|a shade above"
    "|a bit over|tops|broke above|comfortably above|marginally above|higher than",
    "less_than": "less than|below|under|fewer than|beneath|well below|well under|south of|short of|lower than"
    "|broke below|smaller than",
    "up_to": "up to|as much as|as many as|at most|a maximum of|no more than|not more than|maximum of",
    "at_least": "at least|no less than|not less than|a minimum of|no fewer than|minimum of",
    "negated": "not",
}


def add(lexicon: Lexicon) -> None:
    """Add units (tag ``unit``) and modifiers (tag ``mod``)."""
    lexicon.add_all("mod", MODIFIERS)
    lexicon.add_all("unit", UNITS)
