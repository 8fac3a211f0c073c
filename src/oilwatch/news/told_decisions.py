"""Verbs of headlines by what they mean: decisions on output, deals, and how they end.

A word ends in ``*`` where its last letter doubles (trim, trimming), in ``=`` where it has no other form.
Only the first word of a phrase is inflected.
"""

DECISIONS = {
    "cut": (
        "turn spigot down=|clamp down on output=|ration|dent supply=|hack back|whittle|shut off barrels="
        "|deepen cuts=|deepens cuts=|turn down tap=|turn down the tap=|turn down taps=|turns down tap="
        "|turns down the tap=|turn down the taps=|turns down the taps=|turn down oil taps=|turn off tap="
        "|close taps=|closes taps=|tightens taps=|tighten taps=|hold back=|holds back=|holding back="
        "|en moins=|ferme vannes=|ferme les vannes=|weniger=|kurzt=|kurzung=|forderkurzung=|kurzungen="
        "|drosseln=|drosselung=|retirar=|retira=|tijeretazo=|recortes=|taglia=|tagliano=|taglio=|squeeze="
        "|turn screw on supply=|choke back=|chokes back=|trims output=|take out=|pull off market="
        "|pulls off market=|lopped=|shrink|downsize|starve market=|quitar=|reducir=|reducira=|reduira="
        "|reduire=|baisse=|kurzen=|senkt=|drosselt=|coupe=|coupes=|recortar=|take axe=|takes axe=|axing="
        "|squeeze supply=|squeezes supply=|pump less=|pumps less=|slice|prune|downward=|off market="
        "|off the market=|deeper cuts=|belt tightening=|give back=|drain|cut=|cuts=|cutting=|cutback="
        "|cutbacks=|slash|trim*|curb|reduce|reduction|lower|pare|shave|curtail|restrain|restrict"
        "|scale back|rein in|take off|tighten|chop*|recorta=|recortan=|recorte=|reduit=|lop*|axe|ax="
        "|restraint=|dial back|throttle|withhold=|withholds=|remove|crimp|limit"
    ),
    "raise": (
        "loosen spigot=|loosens spigot=|crank open=|cranks open=|unfreeze|another increase=|ratchet up"
        "|scale up|nudges higher=|ease back in=|open spigots=|opens spigots=|open the spigots="
        "|opens the spigots=|open taps wide=|open floodgates=|opens floodgates=|open the floodgates="
        "|opens the floodgates=|ouvre vannes=|ouvre les vannes=|ouvrira les vannes=|ouvrira vannes="
        "|pump harder=|pumps more=|pumping more=|increment=|increments=|mehr ol=|mas petroleo=|anhebung="
        "|hebt an=|subir=|incrementa=|incrementan=|alza=|aumenta produccion=|turn on taps=|turns on taps="
        "|turn on the taps=|turns on the taps=|let more oil=|uplift=|top up supply=|extra crude="
        "|return=|faster return=|restore barrels=|restores barrels=|rise=|rises=|step=|steps=|nudge up"
        "|nudge"
        "|lift output=|lifts output=|lift production=|lifts production=|lift target=|lifts target="
        "|lift targets=|lifts targets=|lift quotas=|lifts quotas=|lift supply=|lifts supply="
        "|more barrels=|extra barrels=|more oil=|open oil taps=|opens oil taps=|opens taps="
        "|opens the taps=|turn up taps=|pump extra=|higher output=|higher production=|acelera="
        "|sube produccion=|aumentar=|augmenter=|hausse=|erhohen=|steigert=|mehr=|put back=|puts back="
        "|putting back=|greater output=|let flow=|barrels more=|treble|surge in output=|flood|raises="
        "|raise|hike|boost|increase|add|ramp up|step up|pump more=|accelerate|expand|bump|bump up"
        "|up output=|open taps=|open the taps=|crank up|jack up|speed up|triple|double|quicken|top up"
        "|aumenta=|aumentan=|aumento=|erhoht=|augmente=|bring back=|return barrels=|pump up|supersize"
        "|hefty increase=|larger increase=|bigger hike=|augment|revive output=|resume unwinding="
        "|resume increases=|resume hikes=|increment|restore output=|restore production=|restore supply="
    ),
    "ease": (
        "undone=|peel away|undo cuts=|unwinds cuts=|completes unwinding=|curbs gone="
        "|peel back|unwind=|unwinds=|unwinding=|unwound=|relax|loosen|taper|roll back|phase out|reverse"
        "|undo=|undoes=|undoing=|rollback=|wind down=|winding down=|easing=|ease|eases=|unlock"
        "|soften"
    ),
    "undo": "take back=|takes back=|took back=|taking back=",
    "hold": (
        "mark time=|marks time=|tread water=|treads water=|keep powder dry=|keeps powder dry="
        "|stick to guns=|no tweak=|as planned=|sits still=|stand still=|stands still=|standing still="
        "|sit on hands=|sits on hands=|sits on its hands=|sit on their hands=|bleibt=|bleiben="
        "|unverandert=|leave alone=|leaves alone=|hold line=|holds line=|hold the line=|holds the line="
        "|same level=|do nothing=|does nothing=|no new cuts=|no cut=|no cuts=|won't cut=|refuses to cut="
        "|refuse to cut=|stays on course=|no surprises=|sin cambios=|inchange=|inchangee=|invariato="
        "|sit out=|stay the same=|untouched=|stay put=|stays put=|stayed put=|stand firm=|stands firm="
        "|sit tight=|sits tight=|steady=|stays course=|stay course=|flat output=|in place=|intact="
        "|carry on=|carries on=|not budge=|freeze quotas=|frozen=|maintient=|prolonge=|stick=|sticks="
        "|cap on=|as is=|no more than=|hold=|holds=|holding=|held=|keep=|keeps=|keeping=|kept=|maintain"
        "|stick to=|sticks to=|sticking to=|stuck to=|sticks with=|stick with=|sticking with=|unchanged="
        "|roll over|rollover=|leave unchanged=|stay the course|stays the course=|no change=|no changes="
        "|reaffirm|status quo=|retain|preserve|stand pat=|stands pat=|steady course=|steady output="
        "|stand by=|stands by=|freeze output=|freezes output=|output freeze=|production freeze="
        "|freeze production=|cap=|caps=|capped=|mantiene="
    ),
    "extend": (
        "roll over cut=|rolls over=|roll over=|rolled over=|rolling over=|proroga=|extiende=|verlangert="
        "|another month=|three more months=|further month=|longer=|extend|extension=|prolong"
        "|prolongation=|roll into=|rolls into=|rolls cuts="
    ),
    "delay": (
        "rest=|breather=|no increase=|no hike=|no hikes=|no increases=|no rise=|hits pause button="
        "|hit pause button=|pause button=|freeze hikes=|freezes hikes=|aplaza=|reporte=|verschiebt="
        "|on hold=|hold fire=|holds fire=|push hike back=|delay|postpone|push back|put off=|puts off="
        "|defer*|pause|hold off=|holds off=|hit pause=|hits pause=|skip*|shelve|freeze=|freezes="
        "|suspends increases=|suspends hikes=|halts increases="
    ),
    "agree": (
        "vereinbart=|vereinbaren=|back accord=|back|trouve un compromis=|compromis=|compromise="
        "|join hands=|joins hands=|bury hatchet=|buries hatchet=|bury the hatchet=|accordo=|cuerdo="
        "|shake on=|shakes on=|shake hands on=|ink=|inks=|inked=|bargain=|settlement=|secure|endorses="
        "|clear|green light=|greenlight=|pacta=|pactan=|acuerda=|acuerdan=|accorde=|einigt=|einigen="
        "|opts for=|go for=|goes for=|settle|nod through=|nods through=|wave through=|waves through="
        "|rubber stamp|sign up=|signs up=|come to terms=|share burden=|hammer out|launch|grant|impose"
        "|slap*|agree|decide|okay=|okays=|ok=|oks=|approve|announce|unveil|confirm|clinch|seal|reach"
        "|pledge|finalise|finalize|sign|adopt|endorse|ratify|ratifies=|strike deal=|strikes deal=|set="
        "|sets=|deal=|pact=|agreement=|accord=|order|opt*|vow|commit*|settle on="
    ),
    "fail": (
        "bruch=|break up=|break-up=|sinks plan=|sink plan=|says nyet=|refuses to budge=|blocks deal="
        "|blocks opec+ deal=|block deal=|in limbo=|rompe=|rupture in talks=|tatters="
        "|go home empty handed=|goes nowhere=|go nowhere=|founder|come apart=|comes apart=|sans accord="
        "|ohne einigung=|sin acuerdo=|senza accordo=|torpedo deal=|part without=|parts without="
        "|end in acrimony=|flop|fracture|empty handed=|zero agreement=|falter|derail|implode|unravels="
        "|blow up=|blows up=|blew up=|acrimony=|acrimonious=|without accord=|no accord=|reject|fracasa="
        "|fracasan=|echoue=|echec=|scheitern=|scheitert=|without consensus=|walkout from talks=|no pact="
        "|without pact=|fail|failure=|collapse|break down=|breaks down=|broke down=|breakdown=|stall"
        "|end without=|ends without=|no deal=|without deal=|without a deal=|without agreement="
        "|without an agreement=|no agreement=|fall apart=|falls apart=|fell apart=|call off=|called off="
        "|abandon|deadlock|deadlocked=|impasse=|end in disarray=|ends in disarray=|crumble|unravel"
        "|no consensus=|end in failure=|ends in failure=|scrap*|cancel|disarray=|in tatters="
    ),
    "end": (
        "to end=|ends=|ended=|ending=|call off=|calls off=|called off=|call time on=|calls time on=|lapse"
        "|expire|expiry=|no more=|not renew=|not be renewed=|won't renew=|revoke|terminate|brings to end="
        "|fin de=|beendet=|met fin=|pone fin=|gone=|step in=|steps in=|no longer="
    ),
    "resist": (
        "resist|rebuff|snub*|ignore|shrug off=|shrugs off=|defy|defies=|defied=|defying=|spurn|brush off="
        "|brushes off=|turn down=|turns down=|turned down="
    ),
}
