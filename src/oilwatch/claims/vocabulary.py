"""The words of the market's stories and what they signal. One list a signal; nothing here decides alone."""

from functools import cache

from oilwatch.claims import date_words, names, unit_words
from oilwatch.claims.lexicon import Lexicon

MOVES = {
    +1: (
        "rose|rise|rises|rising|risen|gained|gain|gains|gaining|climbed|climb|climbs|climbing|jumped|jump"
        "|jumps|jumping|surged|surge|surges|surging|soared|soar|soaring|rallied|rally|rallying|rallies"
        "|advanced|advance|advances|advancing|added|adds|increased|increases|increasing|increase|firmed"
        "|firming|ticked up|edged up|inched up|ticked higher|edged higher|inched higher|crept up|crept higher"
        "|nudged up|nudged higher|spiked|spike|leapt|leaped|leap|leaping|rebounded|rebound|rebounding"
        "|recovered|bounced|bounced back|recovering|strengthened|strengthening|picked up|picking up|grew|grow"
        "|growing|grown|growth|put on|shot up|swelled|swollen|expanded|expanding|higher|up|stronger|dearer"
        "|costlier|firmer|rocketed|vaulted|popped|mounted|popped up|uptick|upturn|build|builds|built|rebuilt"
        "|addition|boosted|lifted|roared|ramped up|moved up|went up|go up|going up|pushed up|driven up|bounce"
        "|raised|tacked on|appreciated|improved|hiked|advancement|tops|pushed higher|drifted higher"
        "|drifted up|moved higher|ended higher|traded higher|recovery|richer|vaulted|clawed back|powered"
        "|catapulted|bolted|galloped|swung up|chalked up gains|lifted to|notched up|notched|piled on|pile on"
        "|ratcheted up|perked up|blasted|barrelled higher|rise by|grew by|crept|pop|upswing|upside|swell"
        "|inched|edged|rebuild|rallies"
    ),
    -1: (
        "fell|fall|falls|falling|fallen|dropped|drop|drops|dropping|declined|decline|declines|declining|slid"
        "|slide|slides|sliding|lost|lose|loses|losing|loss|losses|shed|sheds|shedding|slipped|slip|slips"
        "|slipping|dipped|dip|dips|dipping|sank|sink|sinks|sinking|sunk|tumbled|tumble|tumbles|tumbling"
        "|plunged|plunge|plunges|plunging|plummeted|plummeting|slumped|slump|slumps|slumping|eased|easing"
        "|eases|retreated|retreat|retreating|gave up|give up|gives up|giving up|gave back|crashed|crash"
        "|crashing|dived|dove|dive|weakened|weakening|decreased|decrease|decreases|decreasing|shrank|shrunk"
        "|shrinking|contracted|contraction|collapsed|collapse|ticked down|edged down|inched down|ticked lower"
        "|edged lower|inched lower|crept lower|nudged lower|lower|down|off|weaker|cheaper|softened|softer"
        "|sagged|skidded|dwindled|draw|draws|drawdown|drew down|drew|nosedived|came down|went down|come down"
        "|knocked|knocked off|wiped off|wiped out|wiped|descended|faded|tanked|cratered|drifted lower"
        "|drifted down|moved lower|ended lower|traded lower|downturn|pullback|ebbed|went backwards|backslid"
        "|swooned|gave way|surrendered|depreciated|ceded|pulled back|knocking|losing out|crumbled|caved"
        "|caved in|buckled|careened|skid|skidding|capsized|withered|dwindle|dwindling|fizzled|cooled|cooling"
        "|wilted|wobbled|cheapened|slackened|thinned|declining|drained|drains|sapped|selloff|sell off"
        "|sold off|rout|dump|dumped|pared gains|trimmed|plummet|shrivelled|ticked lower|dropping off|fall by"
        "|sapping"
    ),
}
ACTS = {
    -1: (
        "cut|cuts|cutting|cutback|cutbacks|trim|trims|trimmed|trimming|reduce|reduces|reduced|reducing"
        "|reduction|reductions|curb|curbs|curbed|curbing|slash|slashed|slashing|slashes|hold back"
        "|holding back|held back|withhold|withholding|withheld|take out|taking out|took out|remove|removes"
        "|removed|removing|removal|take off|taken off|taking off|lowering|lowered|curtail|curtailed"
        "|curtailing|curtailment|curtailments|scale back|scaled back|scaling back|rein in|shave|shaved"
        "|shaving|restraint|restraints|keep off|kept off|withdraw|withdrawing|withdrawn|bring down"
        "|bringing down|brought down|rolled back|roll back|less|pull|scrap|supply cut|supply cuts|output cut"
        "|output cuts|production cut|production cuts|supply curbs|output curbs|production curbs|shut in"
        "|shutting in|restrict|restricting|lower output|lower production|lower its output|lower their output"
        "|restrictions|restriction|restricted|ration|lop|lopped|lopping|prune|pruned|pruning|belt tightening"
        "|sacrifice|forgo|idle|idling|idled|turn down|pare|pared back|paring|keeping off|keep back"
        "|keeping back|sideline|sidelined|lopping off|lop off|take away|shrink|off the market"
        "|out of the market|from the market|off markets"
    ),
    +1: (
        "raise|raises|raising|boost|boosts|boosting|hike|hikes|hiking|lift|lifts|lifting|bring back"
        "|bringing back|brought back|return|returns|returned|returning|restore|restores|restored|restoring"
        "|unwind|unwinds|unwound|unwinding|add|adding|ramp up|ramping up|phase out|phasing out|phased out"
        "|output hike|output hikes|output increase|output increases|production increase|production increases"
        "|production hike|open the taps|increment|increments|relax|relaxed|relaxing|loosen|loosened|loosening"
        "|ease|taper|tapered|tapering|reinstate|revive|supply hike|supply increase|restart|restarting"
        "|put back|putting back|increase output|more to|release|releasing|pump more|reintroduce|reintroducing"
        "|give back|top up"
    ),
}
SIGNALS = {
    "settle": "expired at|expired|settled|settles|settle|end|settling|settlement|closed|closes|closing|close"
    "|ended|ends|finished|finish|finishing|finishes|wrapped up|ending",
    "touch": "touched|touching|hit|hits|hitting|topped|topping|crossed|crossing|breached|breaching"
    "|broke above|broke below|broke through|pierced|reached|reaching|reaches|traded as high as"
    "|traded as low as|as high as|as low as|an intraday high of|an intraday low of|intraday|session high"
    "|session low|briefly|at one point|earlier in the day|earlier in the session|day's high|day's low"
    "|a session high of|a session low of|in intraday trade|in intraday trading|traded above|traded below"
    "|passed|surpassed|before slipping back|before paring|before settling|before easing|before retreating"
    "|before pulling back|momentarily",
    "level": "pumped|pumping|pumps|pump|produced|produces|producing|produce|averaged|averages|averaging"
    "|average|stood|stands|standing|totalled|totaled|came in|came to|amounted|amounting|supplied|supplying"
    "|running|ran|runs|held|holding|holds|hold|churned out|churns out|extracted|extracts|yielded|delivered"
    "|turned out|pegged|estimated|reported|put|puts|putting|counted|managed|generated|accounted|accounts"
    "|accounting|flowed|traded|trading|trades|trade|changed hands|hovered|hovering|fetched|fetching|fetch"
    "|opened|was|were|is|are",
    "output": "output|production|supply|supplies|wells|oil output|crude output|oil production"
    "|crude production|crude oil production|crude supply|oil supply|field production|extraction"
    "|drilling output|production of crude|crude oil output|volumes|oilfields|liftings from wells",
    "price": "price|prices|futures|contract|contracts|benchmark|oil price|oil prices|crude price|crude prices"
    "|crude futures|oil futures|quote|quotes|benchmarks|market price|spot price|spot",
    "decide": "offer|offered|offers|agree|agreed|agrees|agreeing|decide|decided|decides|deciding|decision"
    "|approve|approved|approves|approving|pledge|pledged|pledges|pledging|promise|promised|promises|promising"
    "|announce|announced|announces|announcing|announcement|commit|committed|commits|commitment|commitments"
    "|ratified|ratify|endorsed|endorse|confirmed|confirms|signed off|vowed|vows|volunteer|volunteered|extend"
    "|extended|extends|extending|extension|prolong|prolonged|prolonging|prolongs|roll over|rolled over"
    "|rolling over|rollover|rolls over|deal|pact|accord|agreement|settled for|voluntary|undertook|undertaken"
    "|obligations|obligation|obliged|settled on|brought forward|measure|package|step|steps|ordered|endorsing"
    "|keep in place|kept in place|ministers|exempting|exempted|resolved|undertaking|declared|instalment"
    "|tranche|voluntarily|unilateral|unilaterally|layer|opted|chose|stuck to|stick to|sticking to"
    "|stuck on monday to|plan for|plan of|their plan|its plan|the plan|consented|consent",
    "will": "will|'ll|plans to|plan to|planned to|planning to|would|going to|set to|due to|intends to|is to"
    "|are to|to be|was to|were to begin|scheduled to|prepared to|about to|shall",
    "allow": "may|allowed|permitted|entitled|lets|let|allows|permits|permitting|allowing|letting",
    "quota": "cap|caps|capping|quota|quotas|ceiling|ceilings|target|targets|limit|limits|output ceiling"
    "|output target|output targets|production target|production targets|production quota|production quotas"
    "|output quota|output quotas|required production|required level|required output|allocation|allowance"
    "|allocations|cap on output|output cap|production cap|production ceiling|production limit|output limit"
    "|required levels|output ceilings|production ceilings|capped|assigned|allotment|reference level"
    "|quota level|baseline|baselines",
    "forecast": "see|growth in supply|growth in demand|growth in world|supply growth|expect|expects|expected"
    "|expecting|expectation|expectations|forecast|forecasts|forecasting|forecasted|predict|predicts|predicted"
    "|predicting|prediction|predictions|project|projects|projected|projecting|projection|projections"
    "|anticipate|anticipates|anticipated|anticipating|sees|seen|foresees|foresaw|envisages|envisions"
    "|likely to|outlook|could reach|could average|may average|poised to|on course to|on track to|target price"
    "|price target|reckons|reckon|believes|bets|betting|penciled in|estimates will|looks set|guidance"
    "|looking for|looked for|had looked for|had expected|its estimate|estimate of|estimates of"
    "|growth estimate|growth estimates|demand estimate|growth forecast|demand forecast|estimate for"
    "|estimates for|estimate of demand|demand growth|had pencilled in|pencilled in a|pencilled in|penciled in"
    "|analysts polled|consensus|pencils in|is heading for|heading for|bet",
    "conditional": "if|could|might|unless|were to|in the event|scenario|should|hypothetical|hypothetically"
    "|suppose|assuming|whether|in case|potentially|threatened to|threatens to|risk of|risks|possible",
    "deny": "rejected a report|rejected reports|are wrong|is wrong|was wrong|were wrong|fake|incorrect"
    "|inaccurate|denied|denies|denying|dismissed|dismisses|dismissing|refuted|refutes|rejected reports|denial"
    "|untrue|false report|false reports|no truth|rebuffed reports|disputed|not true|played down reports"
    "|rumour|rumours|rumor|rumors",
    "reject": "unheeded|would not hear of|would not accept|declined|shrugged off|spurned|rejected|rejects"
    "|rejecting|turned down|refused|refuses|refusing|opposed|ruled out|balked|vetoed|resisted|blocked|failed"
    "|shot down|resisting|against|walked away",
    "propose": "favour|favours|favor|favors|willing to|is said to|ready to|foreseen|had foreseen"
    "|on the table|demanded|sketched out|outlined|sketch out"
    "|originally pencilled in|once pencilled in|originally planned|proposed|proposes|proposing|proposal"
    "|proposals|suggested|suggests|suggesting|suggestion|mulled|mulling|mulls|considered|considering"
    "|considers|discussed|discussing|discusses|weighed|weighing|weighs|floated|floating|recommended"
    "|recommends|recommendation|called for|calls for|calling for|pushed for|pushing for|pressed for"
    "|pressing for|first pencilled in|initially pencilled in|originally planned|had planned|sought|seeking"
    "|seeks|lobbied for|wanted|wants|debated|debating|urged|originally agreed|initially planned|tabled|option"
    "|options|first planned|initially agreed|earlier planned|previously planned|had wanted|had sought"
    "|favoured|favored|backed a|argued for|arguing for|was considering|talks on|talks about|pushing",
    "postpone": "will not now|not now come|was due in|postponed|postpones|postpone|postponing|delayed|delay"
    "|delays|delaying|deferred|defer|shelved|scrapped|pushed back|put off|abandoned|superseded|suspended"
    "|put on hold|push back",
    "capacity": "the capacity to|capacity to produce|capacity|spare capacity|production capacity"
    "|output capacity|capable of|capable|sustainable capacity|maximum sustainable capacity|able to pump"
    "|able to produce|nameplate|can pump|can produce|could sustain|can sustain|lies idle|idle|lie idle"
    "|idle capacity|could pump|could produce|sustain",
    "pricecap": "price cap|ceiling on russian|ceiling for russian|cap on seaborne|price ceiling"
    "|cap on russian|price limit|oil cap|cap of|cap at|capped russian|price caps",
    "export": "ships|ship|ships abroad|sails|sail|sails through|passes through|pass through|pumps abroad"
    "|exports|export|exported|exporting|imports|import|imported|importing|shipments|shipped|shipping|loadings"
    "|loaded|seaborne|demand|consumption|consumed|consumes|burn|refinery runs|refining|throughput|refined"
    "|flows|flow|transit|transits|transited|purchases|deliveries|crude exports|oil exports|oil demand"
    "|oil consumption|world demand|global demand|processed|refiners|refinery|refineries|exporter|runs at"
    "|arrivals|surplus|deficit|oversupply|overhang|glut|shortfall|pipeline|bought|sold|buying|sales",
    "stock": "inventories|inventory|stocks|stockpiles|stockpile|crude stocks|crude inventories|storage"
    "|crude stockpiles|commercial crude inventories|oil stocks|oil inventories|tanks|in storage"
    "|petroleum stocks|hoard|draw in",
    "reserve": "strategic petroleum reserve|spr|emergency reserve|emergency reserves|emergency stocks"
    "|strategic reserve|strategic reserves|strategic stocks|emergency stockpiles|strategic stockpile"
    "|reserve release|emergency release|emergency oil|emergency stockpile",
    "alien": "s & p|s & p 500|ftse 100|dow jones|henry hub|ounce|an ounce|silver|pound bought|the pound"
    "|sterling|the euro|nikkei|dax|hang seng|consumer prices|inflation|gdp|shares|equities|dollar|wall street"
    "|dow|nasdaq|ftse|unemployment|interest rates|interest rate|gas extraction|gas output|gas production"
    "|bitcoin|gold|copper|rouble|ruble|bolivar|tariff|tariffs|wages|rial|economy|turnout|votes|polls"
    "|population|citizens|people|stock market|stock index|stock indexes|stoxx|euro zone|yuan|profit|profits"
    "|revenue|revenues|earnings|sales tax|tax|taxes|rig count|rigs|index|lira|naira|bonds|yields|budget"
    "|unionised|staff|workers|employees|jobs|vehicles|electric|temperatures|households|coal|uranium|freight"
    "|freight rates",
    "fuel": "gasoline|petrol|pump price|pump prices|motorists|gallon|diesel|heating oil|jet fuel|natural gas"
    "|lng|at the pump|filling stations|fuel oil|distillate|distillates|gasoil|unleaded|naphtha|propane"
    "|ethanol",
    "cause": "strike|walkout|wildfires|wildfire|strikers|storm|hurricane|fighting|unrest",
    "outage": "knocked out|outage|outages|shut down|shut|disrupted|disruption|disruptions|halted|halting"
    "|offline|halt|halts|took offline|knocks out|knocking out|shut-ins|stoppage|stopped|blockade"
    "|lost production|crippled|attack|attacks|strike on|strikes on|force majeure|forced offline|taken offline"
    "|shutdown|shutdowns|blockaded|disabled|shuttered|shutting|evacuated|depriving|deprived|idled by",
    "compliance": "compliance|complied|complying|conformity|adherence|compliant|comply|overcomplied",
    "share": "share of|share|accounts for|accounting for|accounted for|account for|makes up|made up|equal to"
    "|equivalent to|representing|represents|slice of|proportion of|portion of|market share|responsible for"
    "|bear|bears|shoulder|shoulders|contribute|contribution|takes the|takes on|slice|largest slice|chunk"
    "|burden|chip in|chips in|chip in with|pitch in|stump up|assume|assumes|portion|contributes|amounting to",
    "world": "world supply|global supply|world output|global output|world production|global production"
    "|world demand|global demand|global consumption|world consumption|world oil|global oil|daily supply"
    "|world's oil|world's supply|world's crude|the world's|global crude|global supplies|world supplies"
    "|total supply|planet's",
    "each": "each|apiece|both|in each case|respectively|alike",
    "together": "together|combined|jointly|collectively|between them|in total|altogether|joint|collective",
    "wish": "wants|want|wanted|needs|need|needed|budget|breakeven|hedges|hedged|hedge|whether"
    "|called for oil|wishes|hopes|demands|calls for oil",
    "spread": "spread|premium|discount|gap|differential|arbitrage",
    "negation": "not|never|n't|no longer|neither|nor|without|'t|rather than|instead of",
    "hedge": "probably|reportedly|perhaps|possibly|apparently|is believed to|are believed to|is thought to"
    "|seems",
}


FIGURES = frozenset(
    "percent per cent pct million billion thousand mln bn barrel barrels cents half third thirds quarter"
    " quarters fifth tenth since record ever high highs low lows time history unseen soviet peak years months"
    " weeks straight consecutive successive row running succession producer exporter supplier pumper doubled"
    " doubling doubles double halved halving halves trebled trebling tripled tripling quadrupled same before"
    " record-high times".split()
)
"""Words of sentences that may hold a claim without a numeral."""
_CONTEXT = ("country", "group", "decide")


@cache
def context() -> frozenset[str]:
    """Return the first words of what a later sentence may leave out: who, what was decided, when."""
    dates = [*date_words.MONTHS, *date_words.WEEKDAYS, "year", "week", "month", "day", "quarter", "us"]
    names = [phrase.split()[0].split(".")[0] for phrase in lexicon().phrases(_CONTEXT)]
    return frozenset(dates) | frozenset(names)


@cache
def lexicon() -> Lexicon:
    """Return all phrases of this vocabulary and all names."""
    made = Lexicon()
    unit_words.add(made)
    for tag, phrases in SIGNALS.items():
        made.add(tag, phrases, tag)
    made.add_all("act", ACTS)
    made.add_all("move", MOVES)
    names.add(made)
    return made
