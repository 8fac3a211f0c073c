"""Everyone can read the charts: contrast, and colours that stay apart for the colour-blind."""

from itertools import combinations

import pytest

from oilwatch import catalog, view
from oilwatch.charts import style
from tests import kit
from tests.charts import colour

LANES = tuple(name for name in view.LANES if name != "stories")
"""The rows of events; stories are bars."""
THEMES = {"light": style.LIGHT, "dark": style.DARK}
CHARTS = [("BRENT", "WTI", "BRENT_FUTURES", "WTI_FUTURES"), ("SAU", "RUS", "USA"), tuple(catalog.LANES)]
"""What is drawn together in one colour each; the team's own is told apart by its sign and its row."""


@pytest.fixture(params=THEMES)
def theme(request):
    """The colours of a theme, by name."""
    return THEMES[request.param]


def test_the_measures_are_the_known_ones():
    """Black on white is 21:1; red and green are 170 apart, and much nearer without long cones."""
    assert colour.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert colour.contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)
    assert colour.distance("#FF0000", "#00FF00", "normal") == pytest.approx(170.6, abs=0.2)
    assert colour.distance("#FF0000", "#00FF00", "deutan") < 80
    assert all(abs(sum(row) - 1) < 1e-4 for rows in colour.VISIONS.values() for row in rows)


def test_both_themes_name_the_same_parts():
    """A colour of one theme has its counterpart in the other."""
    assert style.LIGHT.keys() == style.DARK.keys()
    assert set(LANES) <= style.SYMBOLS.keys() & style.LIGHT.keys()


@pytest.mark.parametrize(
    "name", ["text", "muted", "BRENT", "WTI", "BRENT_FUTURES", "WTI_FUTURES", "SAU", "RUS", "USA", *LANES]
)
def test_text_stands_out_from_the_page(theme, name):
    """Everything that is written in a colour, end labels and pinned events included, is at 4.5:1 or more."""
    assert colour.contrast(theme[name], theme["page"]) >= 4.5


@pytest.mark.parametrize("name", sorted(set(style.LIGHT) - {"page", "grid"}))
def test_marks_stand_out_from_the_page(theme, name):
    """Every line and marker is at 3:1 or more."""
    assert colour.contrast(theme[name], theme["page"]) >= 3


@pytest.mark.parametrize("name", ["other", *LANES])
def test_a_count_can_be_read_on_its_pill(theme, name):
    """The number of a merged mark is written in the page's colour, at 4.5:1 or more on the mark's."""
    assert colour.contrast(theme["page"], theme[name]) >= 4.5


def test_the_grid_stays_behind_the_lines(theme):
    """The grid is fainter than any mark, yet not the page's colour."""
    assert 1.1 < colour.contrast(theme["grid"], theme["page"]) < 2


@pytest.mark.parametrize("vision", colour.VISIONS)
@pytest.mark.parametrize("names", CHARTS, ids="-".join)
def test_colours_of_one_chart_stay_apart(theme, names, vision):
    """Any two colours of one chart are 20 or more apart, whatever cones one has."""
    pairs = [pair for pair in combinations(names, 2) if theme[pair[0]] != theme[pair[1]]]
    near = [pair for pair in pairs if colour.distance(theme[pair[0]], theme[pair[1]], vision) < 20]

    assert pairs
    assert near == []


@pytest.mark.parametrize("vision", colour.VISIONS)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("kind", "names"), [("price", CHARTS[0]), ("output", CHARTS[1])])
def test_further_lines_stay_apart_from_all_others(kind, names, dark, vision):
    """As many lines as a view holds have a colour each, 20 from every other, that can be read as text."""
    theme = style.DARK if dark else style.LIGHT
    further = style.FURTHER[kind][dark]
    every = [*(theme[name] for name in names), *further]

    near = [two for two in combinations(every, 2) if colour.distance(*two, vision) < 20]

    assert near == []
    assert len(further) == view.MOST["series"]
    assert min(colour.contrast(one, theme["page"]) for one in further) >= 4.5


def test_no_two_lines_of_a_chart_have_one_colour():
    """Own prices, countries without a colour, and one country twice; a required level has its country's."""
    known = catalog.series()
    own = [kit.a_series(f"price.own.{name}", entity="OWN", entity_name=name) for name in "abcde"]
    output = [
        known[f"production.{name}"] for name in ("usa.crude", "usa.crude_weekly", "irq.crude", "irn.crude")
    ]

    prices = style.Look().lines([known["price.brent.spot"], *own])
    iraq = kit.a_series("target.irq.required", measure="target", entity="IRQ")
    colors = style.Look().lines([*output, iraq, known["target.sau.required"]])

    assert prices["price.brent.spot"] == style.LIGHT["BRENT"]
    assert len(set(prices.values())) == 6
    assert colors["production.usa.crude"] == style.LIGHT["USA"]
    assert len({colors[one.id] for one in output}) == 4
    assert colors[iraq.id] == colors["production.irq.crude"]
    assert colors["target.sau.required"] == style.LIGHT["SAU"]


def test_lanes_of_one_colour_differ_in_shape(theme):
    """Kinds of event that share a colour have another symbol."""
    looks = [(theme[lane], style.SYMBOLS[lane]) for lane in LANES]

    assert len(set(looks)) == len({style.SYMBOLS[lane] for lane in LANES}) == len(LANES)
