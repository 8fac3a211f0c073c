"""Verbs of headlines by what they mean: violence, outages, trade, stocks and membership.

A word ends in ``*`` where its last letter doubles (trim, trimming), in ``=`` where it has no other form.
Only the first word of a phrase is inflected.
"""

HAPPENINGS = {
    "halt": (
        "lahm=|legt lahm=|paralizan=|empty|evacuates=|cripples=|silence|brings to halt=|choke="
        "|cut in half=|more than halves=|more than halved=|halves=|wiped out=|put out of action="
        "|inoperable=|mothball*|shut off=|shuts off=|turn off=|turns off=|turned off=|turn off taps="
        "|lose=|loses=|lost=|lame|black out|trip*|stranded=|curtailed=|paralysed=|grind to halt="
        "|grinds to halt=|brought to a halt=|detiene=|paraliza=|arrete=|suspende=|stoppt=|stilllegt="
        "|standstill=|halved=|halve|divisee par deux=|taken out=|takes out=|take out=|takes offline="
        "|take offline=|takes down=|dark=|stoppages=|halt|shut=|shuts=|shutting=|shutdown=|shut down="
        "|shuts down=|stop*|suspend|suspension=|knock out|knocks out=|offline=|outage=|outages="
        "|force majeure=|disrupt|disruption=|cripple|stoppage=|shut in=|shuts in=|interrupt|paralyse"
        "|paralyze|ceases=|knocked offline=|taken offline=|lose output=|wipe out|wipes out=|idle|idles="
        "|close down"
    ),
    "resume": (
        "is back=|back on=|come back online=|comes back=|flow once more=|once more flows="
        "|return to service=|returns to service=|back in service=|reanuda=|reprend=|turn on=|turns on="
        "|oil taps back=|flowing again=|recover|up and running=|back to work="
        "|return to work=|returns to work="
        "|reopens oil taps=|normal operations="
        "|resume|restart|reopen|restore|back online=|bring back online=|come back=|recommence|resumption="
        "|flow again=|flows again=|reconnect|fully restored=|ramp back="
    ),
    "attack": (
        "angegriffen=|angriff=|drohnenangriff=|drohnenangriffe=|drohnen=|aggression=|set on fire="
        "|set ablaze=|on fire=|strike on=|strikes on=|atacados=|attaques=|attaque=|hit with="
        "|under attack=|blown up=|bombs=|bombarding=|rebel drones=|warheads=|ballistic=|pre emptive="
        "|preemptive=|mined=|hit=|hits=|frappes=|frappe=|ataques=|ataca=|atacan=|bombardea=|greift an="
        "|angriffe=|launches missiles=|fires missiles=|fires rockets=|kamikaze=|blow up=|blows up="
        "|limpet mines=|mines=|ablaze=|sparking fires=|wave of attacks=|attackers=|warplanes=|jets=|wreck"
        "|under fire=|salvo|come under attack=|struck by=|opens fire=|bombarded=|attack|attacker|strike="
        "|strikes=|struck=|airstrike=|airstrikes=|air strike=|air strikes=|bomb|bombing=|bombard|missile="
        "|missiles=|drone=|drones=|raid|rocket=|rockets=|shell=|shelling=|assault|offensive=|sabotage"
        "|torpedo|torpedoed=|blitz=|fire on=|fires on=|retaliate|pounds=|pound=|bombings=|barrage="
        "|hits back=|hit by=|ataque=|hostilities=|military action=|explosive laden="
    ),
    "invade": (
        "goes to war=|go to war=|war breaks out=|at war=|declare war=|opens war=|war erupts=|war begins="
        "|launch war=|launches war=|launches invasion=|ground war=|air war=|bombing campaign=|cross into="
        "|crosses into=|crossed into=|cross border=|crosses border=|swallow|annex|rolls in=|roll in="
        "|roll into=|march into=|marches into=|uberfallt=|einmarsch=|invade=|invaden=|invasion de="
        "|envahit=|storm into=|storms into=|pour across=|pours across=|assault on=|takes over=|occupy"
        "|occupies=|conquer|lightning advance=|tanks roll=|moves into=|besiege|invade|invasion="
        "|incursion=|troops cross=|war=|declares war=|overrun=|seizes city=|captures city="
        "|ground offensive="
    ),
    "kill": (
        "assassinated=|mata=|tue=|totet=|dead in=|takes out general=|kill|assassinate|assassination="
        "|slay=|slain=|dies=|death of=|dead="
    ),
    "capture": (
        "snatch|nab*|seizes maduro=|spirit away=|flown out=|taken prisoner=|in custody=|behind bars="
        "|capture|arrest|abduct|detain|oust|topple|depose|overthrow|overthrown="
    ),
    "seize": "snatch|grab*|nab*|captures ship=|seize|seizure=|impound|board|confiscate|hijack|commandeer",
    "truce": (
        "stand down=|stands down=|end of hostilities=|bury weapons=|lay weapons down=|down weapons="
        "|halt to fighting=|halt to attacks=|stop to fighting=|war over=|war ends=|lay down arms="
        "|laying down arms=|stop fighting=|stops fighting=|deal to end war=|agree to end=|pause fighting="
        "|halt fighting=|halt hostilities=|sign peace=|peace=|alto al fuego=|tregua=|waffenruhe="
        "|waffenstillstand=|silence guns=|guns fall silent=|calm returns=|end fighting=|cessation="
        "|ceasefire=|cease fire=|ceasefires=|truce=|armistice=|peace deal=|peace agreement=|peace accord="
        "|end war=|end the war=|end hostilities=|deescalation=|memorandum=|end of war=|peace pact="
        "|alto el fuego=|cessez le feu="
    ),
    "lift": (
        "lift|levanta=|leve=|hebt auf=|remove sanctions=|removes sanctions=|suspends sanctions=|repeal"
        "|rescind|scraps ban=|scrap ban=|ends ban=|end ban=|drop ban=|drops ban=|end embargo="
        "|ends embargo=|sanctions end=|ease sanctions=|thaw|come off=|comes off=|unfreeze"
    ),
    "waive": (
        "waive|waiver|exempt|exemption=|exemptions=|relief=|license=|licence=|general license=|delist"
        "|allow|authorise|authorize|lets|free|carve out=|carve outs=|grace period=|reprieve="
        "|green lights=|permit*|dispensation="
    ),
    "release": (
        "unlock oil=|unlocks oil=|unlock stocks=|unlocks stocks=|sold=|to be sold=|be offered=|raid"
        "|raids=|dig into=|digs into=|plunder|tap into=|taps into=|deploy|drain reserve=|lends=|lend="
        "|make available=|makes available=|throw open=|throws open=|pour|raid on=|stock draw=|oil draw="
        "|emergency draw=|emergency oil draw=|freigabe=|gibt frei=|libere=|liberan=|liberara=|draw="
        "|draws=|drain|put on market=|flood market=|release|tap=|taps=|tapped=|tapping=|sell=|sells="
        "|sale=|drawdown=|draw down=|draws down=|draw on=|draws on=|loan|swap=|dip into=|dips into="
        "|unleash|auction|offers=|libera=|liberar="
    ),
    "refill": "refill|replenish|buy back=|buys=|buy=|top off=|fill=",
    "leave": (
        "deja=|deja la=|dejara=|abandons=|abandon=|saluts=|verlassen=|lascia=|sort de=|walking out="
        "|walked out of=|turning its back=|severing ties=|breaks ranks=|break ranks=|out of opec="
        "|goodbye to=|farewell to=|head for exit=|heads for exit=|departs=|bids adieu=|leaves="
        "|claque la porte=|quitte=|abandonar=|abandonara=|verlasst=|austritt=|slam door on opec="
        "|slams door on opec=|bow out=|bows out=|break with opec=|breaks with opec=|turns its back="
        "|turns back on=|cut ties=|cuts ties=|sever ties=|severs ties=|ends membership=|end membership="
        "|membership ends=|resign|secede|break away=|breaks away=|opt out=|opts out=|goes it alone="
        "|bolts=|bolt=|leave=|leaving=|left=|quit=|quits=|quitting=|exit|withdraw=|withdraws=|withdrew="
        "|withdrawal=|pull out=|pulls out=|pulling out=|walk away=|walks away=|depart|departure="
        "|part ways=|parts ways=|split from=|splits from=|ditch|walks out=|goodbye=|abandona=|opecexit="
        "|quitter=|bids farewell="
    ),
    "join": (
        "join|rejoin|admit*|accession=|welcomed into=|become member=|becomes member=|new member="
        "|membership=|full member="
    ),
    "close": (
        "bottle up|bottles up=|bottled up=|shut down strait=|no ships pass=|barricade|dicht=|cierra="
        "|ferme=|schliesst=|sperrt=|fermeture=|cierre=|bloqueo=|bloquea=|cordon off=|cut off=|cuts off="
        "|turn back=|turns back=|ships turn back=|off limits=|encircle|quarantine|no passage=|stranded="
        "|close|closure=|block|blockade|mine=|seal off=|seals off=|choke off=|impassable="
    ),
    "open": (
        "reouverture|reapertura|opens=|open=|opened=|abre=|reabre=|rouvre=|offnet=|clear passage="
        "|free passage=|safe passage="
        "|transit resumes=|ships pass=|open|reopening=|reopens=|passable=|declares open="
    ),
    "flare": (
        "burns=|burn|inferno=|ruptures=|spews=|ice storm=|big freeze=|polar vortex=|tropical storm="
        "|forest fire=|forest fires=|flames=|derail|collision=|collide|ransom=|hackers=|cyber=|slick="
        "|oil slick=|ecological disaster=|run aground=|runs aground=|stuck=|wedged=|explosion="
        "|explosions=|explode|blast=|blasts=|fire=|blaze=|leak|spill=|spills=|rupture|burst=|aground="
        "|wildfire=|wildfires=|hurricane=|storm=|cyclone=|typhoon=|earthquake=|quake=|tremor="
        "|freeze in texas="
        "|deep freeze=|winter storm=|cyberattack=|cyber attack=|ransomware=|hack|sinks ship=|corrosion="
        "|flood|cold snap=|arctic blast=|landfall=|evacuate"
    ),
    "sanction": (
        "schwarze liste=|slam door on=|slams door on=|tighten screws=|tightens screws=|freeze assets="
        "|freezes assets=|shun*|oil price cap=|crackdown=|clamp|clamps down=|shut out=|bars=|barring="
        "|prohibiting=|sanction|embargo=|embargoes=|ban*|blacklist|price cap=|penalties=|prohibit|boycott"
        "|designate|outlaw|sanciones=|sanciona=|sanktionen=|banning=|oil cap=|punish"
    ),
    "labour": (
        "paro=|paro general=|huelgas=|sciopero=|work stoppage=|picket|pickets=|picketing="
        "|general stoppage=|walkout|walk out=|walks out=|walk off=|walks off=|down tools=|downs tools="
        "|downing tools=|industrial action=|general strike=|oil workers strike=|workers strike="
        "|strike by workers=|strike by oil workers=|huelga=|greve=|streik=|lockout=|stoppage="
    ),
    "tariff": "tariff|tariffs=|duties=|trade war=|liberation day=|levies=",
}
