"""The same story across outlets: what a headline tells, what keeps two apart, and which are one."""

import random
import time

import pytest

from oilwatch import catalog
from oilwatch.model import Story
from oilwatch.news.cluster import clusters, same
from oilwatch.news.link import Linker
from oilwatch.news.told import moved, told
from tests.conftest import ROOT
from tests.news import measure

GATES = {
    "headlines_a.jsonl": (0.97, 0.93),
    "headlines_b.jsonl": (0.97, 0.90),
    "headlines_c.jsonl": (0.90, 0.80),
    "headlines_week.jsonl": (0.95, 0.80),
    "headlines_days.jsonl": (0.92, 0.83),
}
"""Pair precision and recall that each set must keep. The rules were made on them, but for half of C."""
ACTS = {
    "OPEC+ agrees to slash output by 2 million barrels per day": {"output-cut"},
    "Saudi Arabia adds voluntary cut of half a million bpd": {"output-cut"},
    "OPEC+ to unwind production cuts from April": {"output-raise"},
    "Kuwait lifts output by 100,000 bpd": {"output-raise"},
    "OPEC leaves its output ceiling alone": {"output-hold"},
    "OPEC decides not to cut": {"output-hold"},
    "Saudi Arabia extends oil cut to year-end": {"output-cut", "output-hold"},
    "Qatar to quit OPEC in January": {"leave"},
    "US lifts sanctions on Venezuelan oil": {"sanction-lift"},
    "EU bans Russian crude": {"sanction"},
    "Iran closes Strait of Hormuz": {"close"},
    "Tehran reopens Strait of Hormuz to tankers": {"open"},
    "IEA members to release 60 million barrels from emergency stocks": {"release"},
    "Israel and Iran agree ceasefire": {"truce"},
    "Goldman raises Brent forecast to $100": {"about-forecast"},
    "Producers reverse September rise": {"output-cut"},
    "OPEC+ sticks to plan": set(),
    "OPEC+ keeps output steady despite war in Ukraine": {"output-hold"},
    "Despite war, OPEC+ raises output": {"output-raise"},
    "Defying Washington, OPEC+ cuts output": {"output-cut"},
    "EU agrees embargo on Russian oil with exemption for Hungary": {"sanction"},
    "EU agrees $60 cap on Russian oil": {"sanction"},
    "Aramco raises July crude prices": {"about-osp"},
    "Gazprom cuts gas to Poland": {"about-gas"},
    "Minister visits Riyadh days after oil cut": set(),
}
MOODS = {
    "OPEC+ agrees to cut output": "happened",
    "OPEC+ may cut output in June": "preview",
    "OPEC+ raises output in May": "happened",
    "Saudi Arabia denies plan to raise output": "denial",
    "OPEC+ to cut output, sources say": "rumour",
    "Analysis: OPEC+ cuts output": "analysis",
    "Why did OPEC+ cut output?": "analysis",
    "Oil jumps 5% as OPEC+ cuts output": "price",
    "Iraq urges OPEC+ to cut output": "proposal",
    "A year on: how OPEC+ cut output": "past",
    "OPEC+ cuts output if Russia agrees": "preview",
    "No deal yet as OPEC+ meets": "preview",
    "Ministers put off decision": "preview",
    "Fire seen near Aramco site": "happened",
    "Iran vows revenge": "reaction",
    "India says OPEC+ move will hurt": "reaction",
    "Indian refiners snap up cheap cargoes": "effect",
    "Brent at $93 as ministers meet": "price",
    "Oil firms after OPEC+ meeting": "price",
    "Oil firms meet in London": "happened",
    "Canada blames Iran for attack on tankers": "reaction",
    "Riyadh offers extra cut to support oil market": "happened",
    "Largest US gasoline pipeline halted": "happened",
}
SIZES = {
    "OPEC+ cuts 2 mb/d": 2_000,
    "OPEC+ adds 137,000 bpd": 137,
    "OPEC cuts 1.2mln barrels per day": 1_200,
    "Libya loses half a million barrels a day": 500,
    "La OPEP+ acelera: 411.000 barriles al día": 411,
    "IEA to release 60 million barrels": 60_000,
    "OPEC+ adds 432 kb/d": 432,
    "US to sell a million barrels of reserve oil a day": 1_000,
}
MOVES = {
    "Oil jumps 5% after attack": (1, 5.0),
    "Brent crude futures settle down 3.4 pct at $82.10": (-1, 3.4),
    "Hamas attack sends oil prices higher": (1, None),
    "Oil steadies ahead of meeting": (0, None),
    "US crude stocks fall 3 million barrels": None,
    "Oil firm raises dividend": None,
    "Iraq oil output falls 5%": None,
    "OPEC+ okays 400,000-barrel monthly rises": None,
    "Oil settles at three-year high": (1, None),
    "Crude gives up gains": (-1, None),
}
APART = [
    ("OPEC+ cuts oil output", "OPEC+ raises oil output"),
    ("OPEC+ adds 137,000 bpd in output", "OPEC+ adds 411,000 bpd in output"),
    ("OPEC+ raises output for November", "OPEC+ raises output for December"),
    ("Russia cuts oil output", "Iraq cuts oil output"),
    ("OPEC+ may cut oil output", "OPEC+ cuts oil output"),
    ("Oil jumps as OPEC+ cuts output", "OPEC+ cuts output"),
    ("Tanker attacked off Fujairah", "Tanker attacked in Red Sea"),
    ("Brent jumps 5%", "Brent slides 5%"),
    ("US crude stocks rise 3 million barrels", "US crude stocks rise 5 million barrels"),
    ("China slams OPEC+ cut", "US slams OPEC+ cut"),
    ("UAE debates exit from OPEC", "UAE has no plan to leave OPEC, sources say"),
]
ALIKE = [
    ("UPDATE 2-OPEC+ agrees to cut output by 2 mln bpd - Reuters", "OPEC+ slashes output by 2 million bpd"),
    ("OPEC+ cuts output by 1.16 mb/d", "OPEC+ trims output by 1.2 million barrels a day"),
    ("Qatar to quit OPEC", "Doha walks out of oil cartel"),
    ("Brent jumps 5% on attack", "Oil rises 4.8% after strike"),
    ("Ecuador to leave OPEC", "Quito walks away from oil cartel"),
    ("Chevron to buy Hess for $53 billion", "Chevron agrees takeover of shale producer Hess"),
    ("White House blasts OPEC+", "Washington accuses producers of siding with Russia"),
    (
        "US crude stocks fall 3.4 million barrels, EIA says",
        "American oil inventories drop more than expected",
    ),
]
HOSTILE = [
    "", " ", "\u202e\u200f\x00\x07", "🛢️🔥🛢️", "ارتفع خام برنت ٢٪", "布伦特原油上涨2.1%",
    "a" * 10_000, "1," * 5_000, "$" * 5_000, "- " * 5_000, "| " * 5_000, "OPEC+ " * 2_000,
    "1" * 10_000 + " bpd",
    "\ud800 oil", "'s" * 5_000, "half a " * 2_000, "may " * 3_000,
]  # fmt: skip


def story(title: str, hour: float = 0, **changes: str) -> Story:
    """Return a story of 1 March 2024, so many hours after its midnight."""
    day, rest = divmod(hour, 24)
    moment = f"2024-03-{int(day) + 1:02}T{int(rest):02}:{int(rest % 1 * 60):02}:00.000Z"
    return Story(title, published=moment, **changes)


@pytest.mark.parametrize("title", ACTS)
def test_a_headline_tells_what_is_done(title):
    """Verbs and what they are done to give the acts of a headline."""
    assert told(title).acts == ACTS[title]


@pytest.mark.parametrize("title", MOODS)
def test_a_headline_tells_whether_it_happened(title):
    """Previews, rumours, denials, proposals and analyses are told from what happened."""
    assert told(title).mood == MOODS[title]


@pytest.mark.parametrize("title", SIZES)
def test_a_headline_tells_how_much(title):
    """Sizes are read in every usual spelling, in thousands of barrels."""
    assert [size.kb for size in told(title).figures.sizes] == [SIZES[title]]


@pytest.mark.parametrize("title", MOVES)
def test_a_report_of_prices_tells_direction_and_percent(title):
    """Only what is said of the price itself counts, not of output, stocks or firms."""
    assert moved(title) == MOVES[title]


def test_what_outlets_put_around_a_headline_is_taken_off():
    """Labels, outlet, odd spaces, case and spelling of names do not make another headline."""
    plain = told("OPEC+ cuts US supply").text

    assert told("UPDATE 3-OPEC + cuts U.S. supply  - Reuters").text == plain
    assert told("OPEC plus CUTS U.S. supply | The Daily Barrel").text == plain
    assert told("Exclusive: Opec+ cuts US supply - Harbour Wire", "Harbour Wire").text == plain


@pytest.mark.parametrize(("one", "two"), APART)
def test_contradictions_keep_stories_apart(one, two):
    """Another direction, size, month, actor, place or mood is another story, whatever the words."""
    assert same(story(one), story(two, 1)) == 0
    assert len(set(clusters([story(one), story(two, 1)]))) == 2


@pytest.mark.parametrize(("one", "two"), ALIKE)
def test_one_story_in_other_words_is_one(one, two):
    """Synonyms, units, roundings and names of the same thing are folded."""
    assert clusters([story(one), story(two, 1)]) == [0, 0]


def test_the_same_words_days_later_are_another_story():
    """A story joins within a day and a half of its nearest, and three days of its first."""
    title = "OPEC+ cuts output by 2 million bpd"

    assert clusters([story(title), story(title, 40)]) == [0, 1]
    assert clusters([story(title), story(title, 30), story(title, 60), story(title, 80)]) == [0, 0, 0, 1]


def test_a_label_once_given_stays():
    """Stories that come later, in time or in order, leave the labels of known ones as they are."""
    first = [story("OPEC+ cuts output by 2 mb/d"), story("Qatar quits OPEC", 1), story("Brent jumps 5%", 2)]
    labels = clusters(first)
    known = list(zip(first, [label + 40 for label in labels], strict=True))
    new = [story("OPEC+ slashes output by 2 million bpd", 3), story("Libya shuts oil ports", 0)]

    assert clusters(new, known=known) == [labels[0] + 40, max(labels) + 41]
    assert clusters([*first, story("OPEC+ trims output by 2 mb/d", 4), story("Iran sinks", 5)])[:3] == labels


def test_order_within_a_batch_does_not_matter():
    """The same stories in any order fall into the same clusters with the same labels."""
    stories = [measure.story(row) for row in measure.read(ROOT / "tests/news/headlines_a.jsonl")[:120]]
    expected = dict(zip(stories, clusters(stories), strict=True))
    shuffled = stories[:]
    random.Random(3).shuffle(shuffled)

    assert dict(zip(shuffled, clusters(shuffled), strict=True)) == expected
    assert len(set(expected.values())) > 10


def test_another_language_joins_only_by_what_it_tells():
    """A translation joins where its actors and acts are read; where they are not, it stays apart."""
    english = story("Ecuador to leave OPEC in January", language="English")

    assert same(english, story("Ecuador abandona la OPEP en enero", 2, language="Spanish")) > 0.5
    assert same(english, story("Quito dice adiós", 2, language="Spanish")) == 0


def test_hostile_headlines_are_each_on_their_own():
    """Nothing that a stranger writes as a title breaks the reading, and an empty one is like nothing."""
    stories = [story(title, place / 10) for place, title in enumerate(HOSTILE)]

    labels = clusters(stories)

    assert len(labels) == len(HOSTILE)
    assert same(story(""), story("")) == 0
    assert clusters([Story("No time"), Story("No time")]) == [0, 1]


@pytest.mark.parametrize("text", ["1,", "OPEC+ ", "- ", "half a ", "$", "x", "u.s. ", "barrels of oil "])
def test_reading_takes_time_linear_in_a_title(text):
    """A title a hundred times as long as another costs no more than its first 400 characters do."""
    began = time.process_time()
    for number in range(20):
        told(f"{text * 20_000}{number}")

    assert time.process_time() - began < 2


def test_what_is_pumped_in_all_does_not_contradict_a_change():
    """ "To 9 mb/d" is a level, "by 1 mb/d" a change: neither speaks against the other."""
    level, change = told("Saudi Arabia cuts output to 9 mb/d"), told("Saudi Arabia cuts output by 1 mb/d")

    assert [size.level for size in (*level.figures.sizes, *change.figures.sizes)] == [True, False]
    assert same(story(level.text), story(change.text)) > 0


@pytest.mark.parametrize("name", GATES)
def test_labelled_headlines_fall_into_their_clusters(name):
    """The pairs found in one cluster belong together, and of those that do enough are found."""
    rows = measure.read(ROOT / "tests/news" / name)
    stories = [measure.story(row) for row in rows]

    labels = clusters(stories, event_of=Linker(catalog.events()).event_of)
    (right, found, true), _ = measure.paired(rows, labels)

    assert len(rows) >= 80
    assert right / found >= GATES[name][0]
    assert right / true >= GATES[name][1]
