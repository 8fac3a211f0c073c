"""Names: countries and their capitals, kingdoms and companies, groups, grades of crude, and sources."""

from oilwatch.claims.lexicon import Lexicon

COUNTRIES = {
    "SAU": "saudi arabia|saudi|saudis|the kingdom|kingdom|riyadh|saudi aramco|aramco|saudi arabian|ksa",
    "RUS": "russia|russian|russians|moscow|kremlin|the kremlin|russian federation",
    "USA": "u.s|united states|america|american|washington|the united states|u.s field|americans|lower 48",
    "IRQ": "iraq|iraqi|baghdad",
    "IRN": "iran|iranian|tehran|islamic republic",
    "ARE": "uae|u.a.e|united arab emirates|emirates|emirati|abu dhabi|adnoc|the emirates",
    "KWT": "kuwait|kuwaiti|kuwait city",
    "NGA": "nigeria|nigerian|abuja",
    "AGO": "angola|angolan|luanda",
    "LBY": "libya|libyan|tripoli",
    "VEN": "venezuela|venezuelan|caracas|pdvsa",
    "DZA": "algeria|algerian|algiers",
    "CAN": "canada|canadian|ottawa",
    "CHN": "china|chinese|beijing",
    "BRA": "brazil|brazilian|petrobras|brasilia",
    "NOR": "norway|norwegian|oslo|equinor",
    "MEX": "mexico|mexican|pemex|mexico city",
    "KAZ": "kazakhstan|kazakh|astana|kazakhstani",
    "QAT": "qatar|qatari|doha",
    "OMN": "oman|omani|muscat",
    "AZE": "azerbaijan|azeri|baku",
    "GBR": "u.k|britain|british|united kingdom|london",
    "IND": "india|indian|new delhi",
    "GAB": "gabon|gabonese",
    "GNQ": "equatorial guinea",
    "COG": "republic of congo|congolese|congo",
    "ECU": "ecuador|ecuadorean",
    "GUY": "guyana|guyanese",
    "COL": "colombia|colombian",
    "ARG": "argentina|argentine",
    "MYS": "malaysia|malaysian",
    "IDN": "indonesia|indonesian",
    "BHR": "bahrain|bahraini",
    "SDN": "south sudan|sudan|sudanese",
    "EGY": "egypt|egyptian",
    "SYR": "syria|syrian",
    "YEM": "yemen|yemeni",
    "ISR": "israel|israeli",
    "TUR": "turkey|turkish|ankara",
    "JPN": "japan|japanese|tokyo",
    "DEU": "germany|german",
    "USA-TX": "texas|texan",
    "USA-ND": "north dakota|bakken",
    "USA-NM": "new mexico",
    "USA-AK": "alaska|alaskan",
    "USA-PERMIAN": "permian|permian basin",
    "USA-GOM": "gulf of mexico|u.s gulf|gulf of america",
    "USA-SHALE": "shale basins|shale formations",
    "HORMUZ": "strait of hormuz|hormuz|the strait",
}
GROUPS = {
    "OPEC": "opec|organization of the petroleum exporting countries"
    "|organisation of petroleum exporting countries|cartel|the cartel"
    "|organization of petroleum exporting countries|oil cartel|opec members",
    "OPEC+": "opec +|opec plus|the alliance|alliance|opec and its allies|opec and allies"
    "|opec and its partners|opec and other producers|opec , russia and others"
    "|opec , russia and other producers|opec and non opec|opec and non opec producers|opec and russia"
    "|opec , russia and allies|opec and its allies including russia|producer group|producers' group|the group"
    "|group|oil producers' club|producer alliance|wider group|coalition|ministers|oil ministers"
    "|energy ministers|the ministers|producer club|bloc|the bloc|oil ministers|several producers"
    "|opec and partners|opec , russia and their allies|opec and its russia led allies|the producers"
    "|opec and allied producers|vienna group|opec and a russia led group|producing nations"
    "|producing countries|the wider alliance|the producer group|the oil producers' alliance|the oil alliance"
    "|opec and others|producers",
    "OPEC+8": "countries unwinding voluntary cuts|countries making voluntary cuts"
    "|the countries making voluntary cuts|members making voluntary cuts|the eight making voluntary cuts"
    "|the eight|eight|eight members|eight countries|eight producers|eight opec + members"
    "|eight opec + countries|eight opec + producers|eight nations|eight opec +|eight opec plus members"
    "|voluntary cutters|the voluntary eight|eight participating countries|eight key members|octet|the octet"
    "|group of eight",
    "OPEC+7": "the seven|seven members|seven countries|seven opec + countries|seven opec + members"
    "|seven producers|seven nations|seven opec + producers",
    "NONOPEC": "outside opec|producers outside the organisation|outside the organisation"
    "|outside the organization|outside the cartel|outside the group|outsiders|non opec states"
    "|other producers outside opec|non opec|non opec producers|countries outside opec|producers outside opec"
    "|non members|non opec countries|non opec nations|nonopec|its partners|its allies|the partners"
    "|allied producers|non opec allies|non opec partners|the allies|the non members|the rest of the alliance",
    "WORLD": "global|worldwide|world",
}
GRADES = {
    "BRENT": "brent|brent crude|north sea brent|brent futures|brent crude futures|ice brent"
    "|the international benchmark|the global benchmark|international benchmark|global benchmark"
    "|brent crude oil|brent blend|europe's benchmark|the world benchmark|the european benchmark|dated brent"
    "|london brent|north sea crude|brent oil|world benchmark",
    "WTI": "wti|american grade|the american grade|crude in new york|new york crude|oil in new york"
    "|u.s light crude|american marker|the american marker|u.s grade|the u.s grade|other benchmark"
    "|the other benchmark|u.s futures|the u.s contract|u.s contract|american contract|american counterpart"
    "|its american counterpart|u.s counterpart|its u.s counterpart|u.s peer|its u.s peer|american futures"
    "|american benchmark crude|u.s benchmark crude|the american contract|west texas intermediate|wti crude"
    "|wti futures|west texas intermediate crude|nymex crude|nymex|wti crude oil|light sweet crude"
    "|u.s west texas intermediate|u.s wti|the u.s benchmark|u.s benchmark|american benchmark"
    "|the american benchmark|the domestic benchmark|u.s crude futures|u.s oil futures|west texas|u.s marker"
    "|u.s light crude|wti crude futures|wti oil|texas intermediate|nymex light sweet crude"
    "|u.s crude benchmark",
    "URALS": "urals|urals crude|urals blend|urals grade",
    "OMAN": "dubai crude|murban|oman crude|espo|opec basket|opec's basket|opec reference basket|arab light"
    "|bonny light|western canadian select|wcs|mars crude",
}
AMBIGUOUS = {"WTI": "u.s crude|u.s oil|american crude|american oil|u.s crude oil|domestic crude"}
"""A price where a price is meant, output where output is."""
OIL = (
    "oil|crude|crude oil|petroleum|barrel of oil|black gold|the market|crude market|oil market|crude markets"
    "|oil markets|markets"
)
SOURCES = {
    "EIA": "u.s energy information administration|u.s energy department|u.s department of energy"
    "|u.s government|u.s government figures|energy information administration|eia|energy department"
    "|department of energy|government data|government figures|official data|official figures"
    "|u.s government data|government estimates|weekly data|government report|weekly report|federal data"
    "|official weekly data|preliminary government estimates",
    "IEA": "international energy agency|iea|paris based agency|the agency"
    "|the paris based international energy agency",
    "OPEC_SECONDARY": "secondary sources|opec's secondary sources|opec secondary sources"
    "|opec's monthly report|opec report|opec's report",
    "OPEC_DIRECT": "direct communication|itself reported|told opec|itself told opec|reported to opec"
    "|self reported|the country itself reported",
    "RUS_MINISTRY": "ministry figures|ministry data|energy ministry|energy ministry data"
    "|russian energy ministry|energy ministry figures|ministry statistics|russian energy ministry data"
    "|cdu tek|ministry's",
    "SURVEY": "survey|a survey|surveys|reuters survey|bloomberg survey|a poll of|platts survey"
    "|tanker trackers|tanker tracking|the survey|ship tracking",
    "BP": "bp's statistical review|bp|statistical review",
}


def add(lexicon: Lexicon) -> None:
    """Add all names: tags ``country``, ``group``, ``grade``, ``domestic``, ``oil`` and ``source``."""
    lexicon.add_all("source", SOURCES)
    lexicon.add("oil", OIL, "BRENT")
    lexicon.add_all("country", COUNTRIES)
    lexicon.add_all("group", GROUPS)
    lexicon.add_all("grade", GRADES)
    lexicon.add_all("domestic", AMBIGUOUS)
