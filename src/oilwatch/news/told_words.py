"""All words of headlines by what they mean: verbs, what they are done to, moods, and inflection."""

from collections.abc import Iterator

from oilwatch.news.told_decisions import DECISIONS
from oilwatch.news.told_happenings import HAPPENINGS
from oilwatch.news.told_moods import MOODS

__all__ = ["COMMON", "MOODS", "THINGS", "VERBS", "spelled"]

VERBS = DECISIONS | HAPPENINGS
THINGS = {
    "output": (
        "output=|production=|supply=|supplies=|quota|target=|targets=|ceiling=|barrels=|pumping=|pump"
        "|oil flow=|produccion=|exports=|export=|production levels=|limits=|curbs=|bpd=|mbpd=|kbpd="
        "|crude production=|petroleo=|required production=|baseline|oil deal=|oil pact="
    ),
    "facility": (
        "route|hub|berth|field=|fields=|oilfield=|oilfields=|oil field=|pipeline|refinery=|refineries="
        "|port=|ports=|terminal|plant|rig|platform|pump station|facility=|facilities=|loading=|loadings="
        "|installation|oil sites=|oil site=|processing=|depot|well|mooring=|storage=|infrastructure=|lng="
    ),
    "ship": (
        "tanker|ship|vessel|boat|shipping=|carrier|freighter|cargo ship|supertanker|oil tanker|maersk=|convoy"
    ),
    "stock": (
        "emergency crude=|salt caverns=|salt cavern=|oil hoard=|hoard=|government crude=|crude stockpile="
        "|scorte strategiche=|scorte=|strategic store=|rainy day oil=|rainy day crude="
        "|national oil reserve=|federal reserve oil=|emergency fuel=|emergency supplies of oil="
        "|war chest of oil=|stock draw=|oil draw=|oil caverns=|emergency oil caverns=|oil vault="
        "|emergency barrels=|reserve oil=|national reserve=|oil cushion=|stocks of oil=|emergency draw="
        "|emergency oil draw=|strategic oil=|strategic crude=|reserva estrategica=|reservas estrategicas="
        "|reservas=|reserves strategiques=|notreserven=|olreserven=|emergency store=|crude reserve="
        "|crude reserves=|government stocks=|government stockpiles=|national stockpile=|spr="
        "|strategic petroleum reserve=|strategic reserve=|strategic reserves=|strategic oil reserve="
        "|strategic oil reserves=|oil reserve=|oil reserves=|emergency reserve=|emergency reserves="
        "|emergency stocks=|emergency oil=|emergency stockpiles=|oil stockpile=|oil stockpiles="
        "|emergency stockpile=|petroleum reserve=|petroleum reserves=|oil stocks=|stockpile|reserves="
        "|strategic stocks=|emergency supply=|emergency supplies=|emergency stock="
    ),
    "nuclear": (
        "nuclear deal=|nuclear accord=|nuclear agreement=|nuclear pact=|jcpoa=|iran deal=|atomic deal="
        "|nuclear talks=|iran accord=|implementation day="
    ),
    "workers": (
        "oil staff=|pay dispute=|employees=|unionised=|trade union=|trade unions=|workers=|worker=|union="
        "|unions=|strikers=|walkout=|walkouts=|general strike=|labor=|labour=|oil strike=|staff=|protest"
        "|protesters=|protests="
    ),
    "pricewar": (
        "guerra de precios=|preiskrieg=|guerre des prix=|guerra dei prezzi=|all out fight=|charge less="
        "|cheap crude=|cut price oil=|cut price crude=|fire sale=|lock horns=|battle for market share="
        "|market share battle=|floods market=|flood market=|floods the market=|price discount=|discount"
        "|crude discounts=|cuts prices=|slashes prices=|slash prices=|cut prices=|price cuts="
        "|slashes crude prices=|cuts crude prices=|undercut|undercuts=|turf war=|oil price war="
        "|price war=|oil war=|price wars=|market share war=|price battle="
    ),
    "osp": (
        "official selling price=|official selling prices=|osp=|osps=|selling price=|selling prices="
        "|arab light=|opec basket=|official prices=|eastern buyers=|asian refiners=|price for asia="
        "|prices for asia=|prices to asia=|asian buyers=|asian customers=|asia prices="
        "|crude prices to=|crude price to=|oil prices to=|for asian="
    ),
    "forecast": (
        "oil demand=|demand rising=|demand to=|forecast|outlook=|estimate|demand growth=|demand view="
        "|demand forecast=|demand outlook="
        "|demand estimate=|projection|price target=|view on=|expectations=|prediction|growth="
    ),
    "finance": (
        "payout|margins=|rates=|rate cut=|rate cuts=|rate hike=|interest rates=|interest rate=|jobs="
        "|job=|dividend="
        "|dividends=|buyback=|buybacks=|capex=|profit=|profits=|earnings=|spending=|investment=|stake="
        "|stakes=|shares=|ipo=|layoffs=|headcount=|budget=|gdp=|bonds=|merger=|acquisition=|takeover="
        "|emissions=|subsidies=|fuel prices=|petrol prices=|gasoline prices=|pump prices="
        "|price of petrol=|tax=|taxes=|electricity=|solar=|wind=|revenue=|revenues="
    ),
    "inventories": (
        "inventories=|inventory=|crude stocks=|crude stockpiles=|api=|stocks rise=|stocks fall="
        "|crude inventories=|gasoline stocks=|weekly petroleum report=|oil inventories=|crude draw="
        "|crude build=|surprise draw=|surprise build=|distillate=|stock build=|fuel stocks="
        "|us stockpiles=|weekly inventory=|weekly report="
    ),
    "rigs": "rigs=|rig count=|rig tally=|drillers=|oil rigs=|baker hughes=|drilling rigs=",
    "survey": "survey=|tanker data=|trackers=|kpler=|vortexa=|compliance=|weekly data=|imports=",
    "talks": (
        "ministerial=|gathering=|huddle=|haggling=|parley=|talks=|meeting=|meet=|meets=|summit="
        "|conference=|negotiations=|negotiation=|discussions=|session="
    ),
    "negative": (
        "worth less than nothing=|sous zero=|unter null=|bajo cero=|sotto zero=|goes negative="
        "|paid to take=|turns negative=|negative=|below zero=|beneath zero=|beneath nil=|below nil="
        "|sub zero=|subzero=|less than zero=|minus=|negative territory="
    ),
    "other": (
        "opec fund=|tonne|tonnes=|tons=|steelmaker|steelmakers=|aluminium=|aluminum=|steel=|copper="
        "|wheat=|grain=|coal=|gold output=|uranium=|rice=|sugar="
        "|cocoa=|coffee=|cars=|chips=|phones=|football=|film=|movie=|smelter=|lithium=|nickel="
        "|fertiliser=|fertilizer=|cement=|milk=|beef=|palm oil=|olive oil=|cooking oil=|essential oil="
        "|airline="
    ),
}
"""What acts are done to."""
COMMON = frozenset(
    "a an the of in on at by to for from with and or as is are was were be been has have had will its"
    " it his her their this that than more less most after before over under about into amid up down"
    " out off new first again not no but now says say said saying tells told global world major top"
    " big biggest key oil crude energy petroleum opec's price prices market markets million billion"
    " thousand bpd barrels barrel per day days month months monthly year years week minister ministers"
    " country countries nations group members member government official officials news two three four"
    " five six seven eight next last , : ; / + $ % ? |".split()
)
"""Words that say little about which story this is."""


def spelled(words: str) -> Iterator[str]:
    """Yield every form of the words of a table's cell: ``slash`` gives slash, slashes, slashed, slashing."""
    for written in words.split("|"):
        word = written.strip()
        if word.endswith("="):
            yield word[:-1]
        elif word:
            yield from _forms(word)


def _forms(phrase: str) -> Iterator[str]:
    verb, _, rest = phrase.partition(" ")
    base = verb.rstrip("*")
    last = base + base[-1] if verb.endswith("*") else base
    stem = base.removesuffix("e")
    plural = base + "es" if base.endswith(("s", "sh", "ch", "x", "z")) else base + "s"
    past = base + "d" if base.endswith("e") else last + "ed"
    if base.endswith("y") and base[-2] not in "aeiou":
        plural, past = base[:-1] + "ies", base[:-1] + "ied"
    going = (stem if base.endswith("e") and not base.endswith("ee") else last) + "ing"
    for form in (base, plural, past, going):
        yield f"{form} {rest}".strip()
