"""Sentences of every kind, and the claims that are read of them: whose, how much, of when, and how sure."""

from datetime import date, timedelta

import pytest

from oilwatch.claims import reading

DAY = "2019-12-02"
"""A Monday: the day of all stories that name no other."""

UNITS = [
    ("Iraq pumped 4.65 million b/d in September.", ["level IRQ 4650 kb/d 2019-09"]),
    ("Iraq pumped 4.65 mb/d in September.", ["level IRQ 4650 kb/d 2019-09"]),
    ("Nigeria produced 1,820 kb/d in August.", ["level NGA 1820 kb/d 2019-08"]),
    ("Kuwait pumped 2.68m bpd in July.", ["level KWT 2680 kb/d 2019-07"]),
    ("Libyan output was 1.1 million barrels of oil per day in June.", ["level LBY 1100 kb/d 2019-06"]),
    ("Angola produced 1,390,000 barrels daily in May.", ["level AGO 1390 kb/d 2019-05"]),
    ("Venezuela pumped 650,000 bopd in April.", ["level VEN 650 kb/d 2019-04"]),
    ("Norway produced 1.3 mmbbl/d in March.", ["level NOR 1300 kb/d 2019-03"]),
    ("Norway produced 4 million boe/d in October.", ["level NOR 4000 kb/d 2019-10 out_of_scope_measure"]),
    ("Russia produced 47.2 million tonnes in October.", ["level RUS 47.2 million tonnes 2019-10"]),
    ("Brent closed at 63.43 dollars a barrel on Wednesday.", ["level BRENT 63.43 USD/bbl 2019-11-27"]),
]
WORDS_AND_FRACTIONS = [
    (
        "Algeria pumped just over one million barrels a day in October.",
        ["level DZA 1000 kb/d 2019-10 more_than"],
    ),
    (
        "Libya's output fell by a quarter of a million barrels a day in September.",
        ["change LBY -250 kb/d 2019-09"],
    ),
    ("Iraqi production dropped by half a million bpd in August.", ["change IRQ -500 kb/d 2019-08"]),
    ("Brent climbed by a fifth in 2016.", ["pct_change BRENT 20 percent 2016"]),
    ("Mexican output was one and a half million bpd in June.", ["level MEX 1500 kb/d 2019-06"]),
    (
        "Nearly two thirds of a million barrels a day were pumped by Algeria in May.",
        ["level DZA 666.667 kb/d 2019-05 nearly"],
    ),
]
RANGES = [
    (
        "Iraq pumped between 4.6 million and 4.7 million bpd in October.",
        ["level IRQ 4600..4700 kb/d 2019-10 range"],
    ),
    ("Brent stood at $62 to $64 a barrel on Thursday.", ["level BRENT 62..64 USD/bbl 2019-11-28 range"]),
    ("Kuwaiti output was 2.6-2.7 million b/d in October.", ["level KWT 2600..2700 kb/d 2019-10 range"]),
]
SEVERAL_NAMES_AND_FIGURES = [
    (
        "Kuwait and the UAE each pumped 3 million bpd in October.",
        ["level KWT 3000 kb/d 2019-10 shared", "level ARE 3000 kb/d 2019-10 shared"],
    ),
    (
        "Brent and WTI settled at $60.49 and $55.17 respectively.",
        [
            "level BRENT 60.49 USD/bbl 2019-11-29 respectively",
            "level WTI 55.17 USD/bbl 2019-11-29 respectively",
        ],
    ),
    (
        "Russia pumped 11.2 million bpd in October and Saudi Arabia 9.9 million.",
        ["level RUS 11200 kb/d 2019-10", "level SAU 9900 kb/d 2019-10"],
    ),
    (
        "Brent closed at $63.20 on Tuesday and WTI at $58.10.",
        ["level BRENT 63.2 USD/bbl 2019-11-26", "level WTI 58.1 USD/bbl 2019-11-26"],
    ),
    (
        "Brent and WTI lost 2.1 percent and 2.6 percent respectively on Friday.",
        [
            "pct_change BRENT -2.1 percent 2019-11-29 respectively",
            "pct_change WTI -2.6 percent 2019-11-29 respectively",
        ],
    ),
    (
        "Output in October (million b/d): Saudi Arabia 9.9, Iraq 4.7, Kuwait 2.7.",
        [
            "level SAU 9900 kb/d 2019-10 table",
            "level IRQ 4700 kb/d 2019-10 table",
            "level KWT 2700 kb/d 2019-10 table",
        ],
    ),
]
DATES = [
    ("On 14 November Brent closed at $62.28.", ["level BRENT 62.28 USD/bbl 2019-11-14"]),
    ("Brent closed at $62.28 on November 14th, 2019.", ["level BRENT 62.28 USD/bbl 2019-11-14"]),
    ("Brent settled at $62.28 on 2019-11-14.", ["level BRENT 62.28 USD/bbl 2019-11-14"]),
    (
        "Saudi output averaged 9.8 million bpd in the third quarter.",
        ["level SAU 9800 kb/d 2019-07-01..2019-09-30"],
    ),
    ("Saudi output averaged 10.1 million bpd in Q2 2018.", ["level SAU 10100 kb/d 2018-04-01..2018-06-30"]),
    (
        "Russian output averaged 11.2 million bpd in the first half of 2019.",
        ["level RUS 11200 kb/d 2019-01-01..2019-06-30"],
    ),
    ("U.S. production averaged 10.99 million bpd in 2018.", ["level USA 10990 kb/d 2018"]),
    ("Norway produced 1.4 million bpd last month.", ["level NOR 1400 kb/d 2019-11"]),
    ("Norway produced 1.4 million bpd in early June.", ["level NOR 1400 kb/d 2019-06-01..2019-06-10"]),
    ("Brent ended 2018 at $53.80.", ["level BRENT 53.8 USD/bbl 2018-12-31"]),
    ("Canada produced 4.5 million bpd in December.", ["level CAN 4500 kb/d 2018-12"]),
    ("Kuwait pumps 2.7 million bpd.", ["level KWT 2700 kb/d 2019-11"]),
    ("Brent stands at $62 a barrel.", ["level BRENT 62 USD/bbl 2019-11-29"]),
]
MOVES = [
    ("Brent fell 2.3 percent last week.", ["pct_change BRENT -2.3 percent 2019-11-25..2019-11-29"]),
    ("WTI gained 1.8% in October.", ["pct_change WTI 1.8 percent 2019-10"]),
    ("Brent lost 19.5 percent in 2018.", ["pct_change BRENT -19.5 percent 2018"]),
    ("Brent has gained 13 percent this year.", ["pct_change BRENT 13 percent 2019"]),
    ("Oil dropped 4 percent on Friday.", ["pct_change BRENT -4 percent 2019-11-29"]),
    ("WTI slipped 56 cents on Tuesday.", ["change WTI -0.56 USD/bbl 2019-11-26"]),
    ("Brent has fallen 16 percent since late April.", ["pct_change BRENT -16 percent 2019-11-29"]),
    ("Iraqi output has risen by 200,000 bpd since August.", ["change IRQ 200 kb/d 2019-11"]),
    (
        "Nigerian output rose from 1.7 million bpd in August to 1.8 million in September.",
        ["level NGA 1700 kb/d 2019-08", "level NGA 1800 kb/d 2019-09"],
    ),
    (
        "Brent fell to $58.50 on Thursday from $60.10 on Wednesday.",
        ["level BRENT 58.5 USD/bbl 2019-11-28", "level BRENT 60.1 USD/bbl 2019-11-27"],
    ),
    (
        "Kuwait's output slid to 2.6 million bpd in October from 2.7 million in September.",
        ["level KWT 2600 kb/d 2019-10", "level KWT 2700 kb/d 2019-09"],
    ),
    (
        "WTI slid 5.1 percent to $55.17 on Friday.",
        ["pct_change WTI -5.1 percent 2019-11-29", "level WTI 55.17 USD/bbl 2019-11-29"],
    ),
    (
        "Norwegian production was down 4.2 percent in October from a year earlier.",
        ["pct_change NOR -4.2 percent 2019-10"],
    ),
    ("Iraq pumped 150,000 bpd above its quota in October.", ["change IRQ 150 kb/d 2019-10 vs_quota"]),
    (
        "Brent touched $64.90 on Thursday before slipping back.",
        ["level BRENT 64.9 USD/bbl 2019-11-28 intraday"],
    ),
]
EXTREMES_RANKS_AND_COUNTS = [
    (
        "Brent closed at a two-month high of $64.40 on Friday.",
        ["extreme BRENT 2019-09 date 2019-11-29", "level BRENT 64.4 USD/bbl 2019-11-29"],
    ),
    (
        "Libyan output reached 1.2 million bpd in October, the most in six years.",
        ["level LBY 1200 kb/d 2019-10", "extreme LBY 2013 date 2019-10"],
    ),
    (
        "U.S. production hit a record 12.9 million bpd in November.",
        ["extreme USA record date 2019-11", "level USA 12900 kb/d 2019-11"],
    ),
    (
        "WTI settled at $50.99, its lowest close of the year.",
        ["level WTI 50.99 USD/bbl 2019-11-29", "extreme WTI 2019 date 2019-11-29"],
    ),
    ("Brent settled at its highest since July on Wednesday.", ["extreme BRENT 2019-07 date 2019-11-27"]),
    ("The United States was the world's largest oil producer in 2018.", ["rank USA 1 rank 2018"]),
    ("Iraq is OPEC's second-biggest producer.", ["rank IRQ 2 rank 2019-11"]),
    ("Brent fell for a fourth straight day on Friday.", ["count BRENT 4 count 2019-11-29"]),
    ("WTI rose for the third week in a row last week.", ["count WTI 3 count 2019-11-25..2019-11-29"]),
]
DECISIONS_AND_QUOTAS = [
    ("OPEC+ agreed to cut 500,000 bpd from January.", ["decision OPEC+ -500 kb/d 2020-01"]),
    (
        "OPEC and its allies will curb supply by 1.2 million bpd for six months from January 2019.",
        ["decision OPEC+ -1200 kb/d 2019-01-01..2019-06-30"],
        "2018-12-10",
    ),
    (
        "Saudi Arabia pledged a voluntary cut of 400,000 bpd until the end of March.",
        ["decision SAU -400 kb/d 2019-12-02..2020-03-31"],
    ),
    (
        "The group agreed to raise output by 400,000 bpd each month from August.",
        ["decision OPEC+ 400 kb/d 2021-08"],
        "2021-07-19",
    ),
    (
        "Russia will take 228,000 bpd off the market in the first quarter.",
        ["decision RUS -228 kb/d 2020-01-01..2020-03-31"],
    ),
    (
        "The UAE said it would cut 144,000 bpd from May to the end of 2023.",
        ["decision ARE -144 kb/d 2023-05-01..2023-12-31"],
        "2023-04-03",
    ),
    ("Iraq's quota is 4.51 million bpd.", ["quota IRQ 4510 kb/d 2019-12-02"]),
    ("Kuwait's new ceiling of 2.72 million bpd takes effect in January.", ["quota KWT 2720 kb/d 2020-01"]),
    (
        "OPEC agreed to cut output by 1.2 million bpd to 32.5 million bpd from January.",
        ["decision OPEC -1200 kb/d 2017-01", "quota OPEC 32500 kb/d 2017-01"],
        "2016-11-30",
    ),
    (
        "Russia proposed that the group cut 300,000 bpd from April.",
        ["decision OPEC+ -300 kb/d 2020-04 proposal_not_adopted"],
    ),
    ("Compliance with the cuts reached 134 percent in October.", ["compliance OPEC+ 134 percent 2019-10"]),
]
NOT_OF_THE_RECORD = [
    ("The bank expects Brent to average $60 in 2020.", ["forecast BRENT 60 USD/bbl 2020 forecast"]),
    (
        "Analysts forecast that Brazilian output will grow by 300,000 bpd next year.",
        ["forecast BRA 300 kb/d 2020 forecast"],
    ),
    ("The EIA forecasts U.S. output of 13.3 million bpd in 2020.", ["forecast USA 13300 kb/d 2020 forecast"]),
    (
        "Kuwait denied a report that it had pumped 2.9 million bpd in October.",
        ["level KWT 2900 kb/d 2019-10 denied_report"],
    ),
    (
        "Iraqi exports rose to 3.5 million bpd in October.",
        ["level IRQ 3500 kb/d 2019-10 out_of_scope_measure"],
    ),
    (
        "Saudi Arabia shipped 7 million bpd of crude in September.",
        ["level SAU 7000 kb/d 2019-09 out_of_scope_measure"],
    ),
    (
        "U.S. crude inventories fell by 4.9 million barrels in the week to 22 November.",
        ["change USA -4900 kb 2019-11-16..2019-11-22 out_of_scope_measure"],
    ),
    (
        "U.S. gasoline stocks rose by 1.8 million barrels last week.",
        ["change USA-GASOLINE 1800 kb 2019-11-23..2019-11-29 out_of_scope_measure"],
    ),
    (
        "Gasoline averaged $2.58 a gallon on Monday.",
        ["level USA-GASOLINE 2.58 USD/gallon 2019-12-02 out_of_scope_measure"],
    ),
    ("Saudi Arabia has spare capacity of 2 million bpd.", ["level SAU 2000 kb/d 2019-11 capacity"]),
    (
        "Brent closed at 48.20 pounds a barrel on Friday.",
        ["level BRENT 48.2 GBP/bbl 2019-11-29 other_currency"],
    ),
    (
        "Saudi Arabia pumped about a tenth of the world's oil in October.",
        ["share SAU 10 percent 2019-10 about out_of_scope_measure"],
    ),
    ("Ecuador pumped 540,000 bpd in October.", ["level ECU 540 kb/d 2019-10 out_of_scope_entity"]),
]
NO_CLAIMS = [
    "The 175 delegates met at 10 a.m. in Vienna.",
    "Shares of the company fell 3 percent.",
    "The pipeline is 1,200 km long and cost $4 billion.",
    "Inflation rose to 2.4 percent in October.",
    "The minister, 62, was appointed in 2016.",
    "China's economy grew 6 percent last year.",
    "Gold rose 1.2 percent to $1,480 an ounce.",
    "The tanker, built in 2009, is 333 metres long.",
    "Some 40,000 people work in the fields of Basra.",
    "OPEC was founded in 1960 and has 14 members.",
]

CASES = [
    row if len(row) == 3 else (*row, DAY)
    for row in (
        *UNITS,
        *WORDS_AND_FRACTIONS,
        *RANGES,
        *SEVERAL_NAMES_AND_FIGURES,
        *DATES,
        *MOVES,
        *EXTREMES_RANKS_AND_COUNTS,
        *DECISIONS_AND_QUOTAS,
        *NOT_OF_THE_RECORD,
    )
]


def told(claim):
    """Return a claim as the tables write it: kind, entity, value, unit, period, and what is not usual."""
    value = claim.normalized_value
    if isinstance(value, tuple):
        value = "..".join(f"{end:.6g}" for end in value)
    elif not isinstance(value, str):
        value = f"{value:.6g}"
    words = [claim.kind, claim.entity, value, claim.normalized_unit, period(claim)]
    words += ["" if claim.modifier == "exact" else claim.modifier, claim.not_checkable_reason, claim.basis]
    return " ".join(word for word in words if word)


def period(claim):
    """Return a period as a day, a month, a year, or its first and its last day."""
    first, last = claim.period_start, claim.period_end
    whole = first.endswith("-01") and (date.fromisoformat(last) + timedelta(days=1)).day == 1
    if first == last:
        return first
    if whole and first[:7] == last[:7]:
        return first[:7]
    if whole and (first[5:7], last[5:7], last[:4]) == ("01", "12", first[:4]):
        return first[:4]
    return f"{first}..{last}"


@pytest.mark.parametrize(("sentence", "expected", "day"), CASES, ids=[row[0] for row in CASES])
def test_a_sentence_is_read_as_it_is_meant(sentence, expected, day):
    """All its claims are read and no other, each with its sign, its unit, its owner and its period."""
    claims = reading.read(sentence, date.fromisoformat(day))
    assert [told(claim) for claim in claims] == expected
    assert all(sentence[claim.start : claim.end] == claim.span_text for claim in claims)


@pytest.mark.parametrize("sentence", NO_CLAIMS)
def test_other_numbers_are_no_claims(sentence):
    """Dates, ages, lengths, other goods and other companies are not of the oil market."""
    assert reading.read(sentence, date.fromisoformat(DAY)) == []


def test_what_a_move_is_counted_from_is_read_with_it():
    """Since a date: from there; of a day: the trading day before; a year earlier: the same month."""
    said = {
        "Brent has fallen 16 percent since late April.": ("2019-04-21", "2019-04-30"),
        "WTI slipped 56 cents on Tuesday.": ("2019-11-25", "2019-11-25"),
        "Brent fell 2.3 percent last week.": ("2019-11-22", "2019-11-22"),
        "Norwegian production was down 4.2 percent in October from a year earlier.": (
            "2018-10-01",
            "2018-10-31",
        ),
        "Iraqi output has risen by 200,000 bpd since August.": ("2019-08-01", "2019-08-31"),
    }
    found = {text: reading.read(text, date.fromisoformat(DAY))[0].baseline_period for text in said}
    assert found == said
