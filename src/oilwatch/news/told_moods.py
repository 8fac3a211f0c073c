"""Words by which a headline says in which mood it speaks: ahead, denied, past, explained."""

MOODS = {
    "preview": (
        "erwagt=|erwagen=|estudia=|estudian=|envisage=|adjourn|set to=|expected to=|likely to=|likely="
        "|ahead of=|eyes=|eyeing=|weigh|consider|mull"
        "|might=|could=|poised=|looms=|will decide=|gear up|gears up=|prepare|await|before meeting="
        "|what to expect=|leaning=|lean|tilt|discuss|debate|on course to=|on track to="
        "|close to deal=|near deal=|nears deal=|nearing=|nears=|near agreement=|inch closer|edge toward"
        "|edges towards=|edges toward=|edge closer|seen cutting=|seen raising=|seen keeping="
        "|seen holding=|to meet=|to discuss=|to consider=|to decide=|may=|aims to=|aim to=|looks to="
        "|plans to=|plan to=|planning to=|intends to=|intend to=|to hold talks=|to weigh=|to review="
        "|begin talks=|gathers=|gather=|in focus=|countdown=|expected=|anticipate|expects=|braces=|brace="
        "|bracing=|in principle=|ready to=|pondering=|ponder|explore|study|studies=|studying=|unlikely="
        "|threaten|looming=|hopes=|will meet=|set for=|approaches=|closing in on=|on cards=|on the cards="
        "|on table=|on the table=|seen as=|bets=|potential=|possible=|looks likely=|heads into="
        "|heading into=|in balance=|in the balance=|hangs by a thread="
    ),
    "pending": (
        "without decision=|without a decision=|await|wait for|waits for=|put off decision="
        "|puts off decision=|no decision=|not yet=|no figure yet="
        "|no deal yet=|still talking=|talks continue=|drag into|drags into=|drag on|into second day="
        "|adjourn"
        "|stand ready|stands ready="
    ),
    "vow": "vow|promise|pledge|swear=|swears=",
    "plain": "ahead of plan=|ahead of schedule=|ahead of time=",
    "rumour": (
        "sources=|source says=|source tells=|source familiar=|reportedly=|rumour|rumor|said to=|delegate"
        "|delegates=|insiders=|report says=|reports say=|unconfirmed=|people familiar=|speculation="
    ),
    "denial": (
        "deny|denies=|denied=|denying=|dismiss|refute|rejects report=|rejects reports=|rejects talk="
        "|reject reports=|dismisses talk=|misleading=|dismisses reports=|denies plotting=|no plans="
        "|not discussing=|rule out=|rules out=|ruled out=|plays down=|downplay|debunk|disputes report="
        "|no plan=|not considering=|not planning=|false="
    ),
    "proposal": (
        "urge|call on=|calls on=|calling for=|calling on=|propose|proposal=|want=|wants=|push for="
        "|calls on opec=|call on opec=|calls for=|call for=|pushes for=|pushing for=|seek=|seeks="
        "|seeking=|ask|suggest|should=|warn|demands=|lobby|lobbies=|advocate|floats=|float=|float idea="
        "|appeal|appeals=|plea=|pleads=|tells opec=|must=|would=|needs to=|need to=|favours=|favors="
        "|back call|hint|signals=|signal=|begs=|pressed=|presses="
    ),
    "earlier": (
        "last year=|last month=|last week=|after last week=|after last month=|month after=|week after="
        "|weeks after=|months after=|since last=|weeks later=|aftermath=|after last="
    ),
    "past": (
        "years after=|year after=|years ago=|a year on=|years on=|anniversary=|year on=|looking back="
        "|look back=|remember|recall|year later=|years later=|months later=|on this day=|revisit"
        "|decades on=|months on=|tracing=|in retrospect=|lessons from=|lessons of="
    ),
    "analysis": (
        "analysis=|explainer=|explained=|analyst|analysts=|goldman=|goldman sachs=|morgan stanley="
        "|jpmorgan=|citi=|citigroup=|barclays=|ubs=|impact of=|means for=|mean for=|takeaways=|winners="
        "|losers=|here's=|ways=|things to know=|opinion=|factbox=|commentary=|could mean=|lesson=|column="
        "|experts=|expert=|economists=|economist=|timeline=|q&a=|bofa=|rystad=|standard chartered="
    ),
    "reaction": (
        "slam*|criticise|criticize|condemn|hail|welcome|blast=|blasts=|blasted=|disappointed=|defend"
        "|react|reaction=|reactions=|praise|regret|lash out|lashes out=|fury=|anger=|furious=|outrage"
        "|applaud|decry|decries=|denounce|justify|justifies=|shortsighted=|respond|response=|rebuke|mourn"
        "|mourns=|vows revenge=|vows to retaliate=|reassure|backlash=|fume|fumes=|bemoan|lament|thank"
        "|scoff|mock|hits out=|blames=|blame=|accuses=|accuse=|accused="
    ),
    "effect": (
        "stocks=|shares=|wall street=|dow=|rouble=|ruble=|rupee=|dollar=|inflation=|airlines=|consumers="
        "|motorists=|drivers=|gasoline=|petrol=|gold=|ftse=|nikkei=|insurers=|insurance=|freight="
        "|refiners=|importers=|economy=|currency=|recession="
    ),
}
