"""Names of headlines: countries with adjectives and capitals, groups, places and companies."""

COUNTRIES = {
    "saudi arabia": (
        "riyad|desert kingdom|prince abdulaziz|saudi arabiens|naimi|al naimi|khalid al falih|falih"
        "|arabia saudi"
        "|riad|ryad|ras tanura|abqaiq|saudi led coalition|saudi oil giant|saudi energy minister"
        "|saudi arabien|saudi arabia|saudi|saudis|the kingdom|kingdom|riyadh|aramco|saudi aramco|ksa"
        "|jeddah|mbs|saudi arabian|saudi crown prince|arabia saudita|arabie saoudite"
    ),
    "russia": (
        "rosneft|lukoil|gazprom|gazprom neft|surgutneftegas|urals|russisches|russe|ruso|rusa|rusas|russia"
        "|russian|russians|moscow|kremlin|putin|novak|russian federation|rusia|russie|russland"
    ),
    "us": (
        "congress|us congress|capitol hill|senate|president|president trump|president biden|usa forces"
        "|usa military|vereinigte staaten|casa blanca|american forces|usa|united states|america|american"
        "|americans|washington|white house|pentagon|trump|biden|obama|bush|clinton|reagan"
        "|state department|treasury|us treasury|u.s|energy department|doe|department of energy|eeuu"
        "|estados unidos|etats unis|usa navy|usa treasury|usa energy department|american president"
    ),
    "iraq": "iraq|iraqi|iraqis|baghdad|basra|somo|saddam|saddam hussein|irak",
    "kurdistan": "kurdistan|kurdish|kurds|erbil|krg",
    "iran": (
        "irans|iranisches|iranien|iranienne|iran|iranian|iranians|tehran|teheran|islamic republic"
        "|khamenei|irgc|revolutionary guards|revolutionary guard|rouhani|irani"
    ),
    "uae": "uae|united arab emirates|emirates|emirati|abu dhabi|adnoc|dubai",
    "kuwait": "koweit|kuwait|kuwaiti|kuwaitis|kuwait city|kpc",
    "nigeria": "nigeria|nigerian|nigerians|abuja|niger delta|lagos",
    "angola": "angola|angolan|luanda",
    "libya": (
        "libyen|libyenne|libio|libya|libyan|libyans|tripoli|benghazi|gaddafi|gadhafi|qaddafi|haftar|noc"
        "|libia|libye"
    ),
    "venezuela": "venezolano|venezolana|venezuela|venezuelan|venezuelans|caracas|pdvsa|maduro|chavez",
    "algeria": "algeria|algerian|algiers|sonatrach",
    "canada": "canada|canadian|ottawa|alberta",
    "china": "china|chinese|beijing|sinopec|petrochina",
    "brazil": "brazil|brazilian|petrobras|brasilia",
    "norway": "norway|norwegian|oslo|equinor|statoil",
    "mexico": "mexico|mexican|pemex|mexico city",
    "kazakhstan": "kazakhstan|kazakh|astana|kazakhstani",
    "qatar": "catar|katar|qatar|qatari|doha",
    "oman": "oman|omani|muscat",
    "azerbaijan": "azerbaijan|azeri|baku",
    "uk": "uk|britain|british|united kingdom|london",
    "india": "india|indian|new delhi",
    "japan": "japan|japanese|tokyo",
    "south korea": "south korea|south korean|seoul",
    "germany": "germany|german|berlin|deutschland",
    "france": "france|french|paris|macron",
    "gabon": "gabon|gabonese",
    "equatorial guinea": "equatorial guinea",
    "congo": "congo|congolese|republic of congo",
    "ecuador": "ecuador|ecuadorean|ecuadorian|quito",
    "guyana": "guyana|guyanese|essequibo",
    "indonesia": "indonesia|indonesian|jakarta",
    "bahrain": "bahrain|bahraini|manama",
    "south sudan": "south sudan|south sudanese|juba",
    "sudan": "sudan|sudanese|khartoum",
    "egypt": "egypt|egyptian|cairo",
    "syria": "syria|syrian|damascus|assad",
    "yemen": "yemen|yemeni|sanaa|sana'a|aden",
    "israel": "israel|israeli|israelis|netanyahu|jerusalem|tel aviv|idf",
    "turkey": "turkey|turkish|ankara|turkiye|ceyhan",
    "ukraine": "ukraine|ukrainian|ukrainians|kyiv|kiev|zelensky|zelenskiy",
    "lebanon": "lebanon|lebanese|beirut",
    "palestine": "gaza|palestinian|palestinians|west bank",
    "pakistan": "pakistan|pakistani|islamabad",
    "colombia": "colombia|colombian|ecopetrol",
    "greece": "greece|greek",
}
GROUPS = {
    "opec": (
        "opec|the cartel|cartel|oil cartel|opep|opek|opec members|opec ministers|oil cartel opec"
        "|organization of the petroleum exporting countries|organisation of petroleum exporting countries"
        "|opec secretary general"
    ),
    "opec+": (
        "opec+|sheikhs|oil exporters|oil barons|oil states|oil state club|olstaaten|monitoring committee"
        "|producers panel|ministerial panel|vienna deal|vienna accord|vienna session|vienna pact"
        "|vienna meeting|deal in vienna|non members|independent producers|oil sheikhs|oil lords"
        "|petro states|petroleum exporters|oil rich nations|oil producers club|oil producers group"
        "|crude exporters|big exporters|paises productores|productores|forderlander|exporting nations"
        "|rivals of cartel|oil pact|allies in oil pact|oil group|the group|group|alliance|the alliance"
        "|producers|producer nations|core producers|core seven|core eight|saudi led group"
        "|saudi led producers|saudi led eight|saudi led seven|saudi led oil group|saudi led bloc|oil bloc"
        "|bloc|ministers|eight nations|seven nations|eight oil producers|seven oil producers"
        "|global producers|gulf producers|eight states|seven states|the eight|the seven"
        "|opec and other producers|russia led allies|vienna group|big producers|outsiders"
        "|allied producers|ministers committee|jmmc|jmmc panel|pays exportateurs|exporters"
        "|exporters group|producing nations|producing countries|petrostates|opec and its allies"
        "|opec and allies|opec and russia|opec , russia|opec , allies|opec and partners|opec and non opec"
        "|opec , non opec|opec , partners|opec alliance|opec led alliance|oil alliance"
        "|oil producers alliance|producer alliance|oil producer alliance|oil producers|top oil producers"
        "|oil producing nations|oil producing countries|major oil producers|opec+ jmmc|opec+ panel"
        "|nonopec|opec , nonopec|opec and nonopec|producer group|oil producer group|producers group|opep+"
        "|opec+ ministers|eight opec+|eight members|eight countries|seven members|seven countries"
        "|voluntary eight|key opec+ members|v8|oil ministers|group of oil producers|opec+ members"
        "|opec+ countries|opec+ producers|opec+ alliance|eight producers|seven producers|vienna alliance"
        "|oil nations|crude producers|oil producing group|saudi led alliance|oil powers|oil club"
        "|oil kingpins|producers club"
    ),
    "iea": (
        "iea|paris agency|paris based agency|paris based energy watchdog|paris based watchdog"
        "|developed world|consumer nations|consuming nations"
        "|industrialised nations|industrialized nations|agenzia energia|agencia internacional de energia"
        "|energieagentur|rich countries|rich world|industrial nations|oecd nations|western nations|aie"
        "|energy agency|energy watchdog members|rich nations|agency|international energy agency"
        "|energy watchdog"
    ),
    "eia": "eia|energy information administration",
    "eu": "eu|european union|brussels|europe|european|european commission|eu leaders|eu nations",
    "g7": "g7|g 7|group of seven",
    "un": "united nations|security council",
    "houthi": "houthi|houthis|ansar allah|huthi|huthis|yemen rebels|yemeni rebels",
    "hamas": "hamas",
    "hezbollah": "hezbollah|hizbollah|hizbullah",
    "isis": "isis|islamic state|isil|daesh",
}
PLACES = {
    "hormuz": (
        "hormus|key strait|oil chokepoint|chokepoint|key oil chokepoint|vital strait|gulf strait|strait"
        "|key oil strait|waterway|key waterway|vital waterway|key shipping lane|hormuz|strait of hormuz"
        "|hormuz strait|ormuz"
    ),
    "red sea": "red sea|bab el mandeb|bab al mandab|bab al mandeb",
    "gulf of oman": "gulf of oman|sea of oman|golf von oman|golfo de oman|golfe d'oman",
    "persian gulf": "persian gulf|arabian gulf",
    "suez": "suez|suez canal|ever given",
    "black sea": "black sea",
    "panama canal": "panama canal",
    "us gulf": "gulf of mexico|gulf of america|gulf coast|louisiana|usa gulf",
    "fujairah": "fujairah",
    "abqaiq": "abqaiq|khurais|abqaiq khurais",
    "ras tanura": "ras tanura",
    "yanbu": "yanbu",
    "east-west pipeline": "east west pipeline",
    "kharg": "kharg|kharg island",
    "mosul": "mosul",
    "baiji": "baiji|beiji",
    "kirkuk": "kirkuk",
    "fordow": "fordow|fordo",
    "natanz": "natanz",
    "isfahan": "isfahan|esfahan",
    "cpc": (
        "cpc|novorossiysk|novorossiisk|black sea terminal|black sea port|cpc terminal"
        "|caspian pipeline consortium"
    ),
    "primorsk": "primorsk",
    "ust-luga": "ust luga",
    "druzhba": "druzhba",
    "nord stream": "nord stream",
    "prudhoe bay": "prudhoe bay|prudhoe",
    "alaska": "alaska|trans alaska|exxon valdez|valdez",
    "fort mcmurray": "fort mcmurray|oil sands|oilsands|alberta wildfire|alberta wildfires",
    "texas": "texans|texas|texan",
    "permian": "permian",
    "keystone": "keystone",
    "colonial pipeline": "colonial pipeline|colonial",
    "forties": "forties",
    "freeport": "freeport",
    "cushing": "cushing",
    "dakota access": "dakota access",
    "sharara": "sharara|el sharara|el feel",
    "es sider": "es sider|ras lanuf",
    "forcados": "forcados|bonny",
    "soleimani": "soleimani|suleimani|qassem soleimani",
    "khashoggi": "khashoggi",
    "desert storm": "desert storm",
    "deepwater horizon": "deepwater horizon|macondo",
    "crimea": "crimea",
    "donbas": "donbas|donbass",
    "katrina": "katrina",
    "rita": "hurricane rita|rita",
    "harvey": "harvey",
    "ida": "ida",
    "laura": "hurricane laura",
    "ike": "hurricane ike|ike",
    "gustav": "gustav",
    "isaac": "hurricane isaac",
    "beryl": "beryl",
    "sandy": "sandy",
    "francine": "francine",
    "helene": "helene",
    "milton": "hurricane milton",
    "rafael": "hurricane rafael",
    "sally": "hurricane sally",
    "delta": "hurricane delta",
    "zeta": "hurricane zeta",
    "omicron": "covid variant|virus variant|new variant|variant|coronavirus variant|omicron",
    "rosneft": "rosneft",
    "lukoil": "lukoil",
    "gazprom neft": "gazprom neft|gazprom",
    "surgut": "surgutneftegas",
    "nymex": "nymex",
    "algiers accord": "algiers accord",
    "jcpoa": "jcpoa",
}
FOLDED = {"opec+": "opec", "kurdistan": "iraq"}
"""Actors that headlines use for one another."""
ISSUERS = frozenset("us eu uk un g7 iea opec".split())
"""Who acts on others: of two stories that share only these, others named tell them apart."""
