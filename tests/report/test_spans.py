"""Figures in the text: the same place, one inside another, overlapping, outside."""

from random import Random

from oilwatch.report.spans import pieces


def told(text, spans):
    """Return (text, covered, ending) of each piece."""
    return [(one.text, one.covered, one.ending) for one in pieces(text, spans)]


def test_figures_on_one_place_share_it():
    """Both letters stand at its end, and it is underlined once."""
    assert told("each 11.4 m.", [(5, 11), (5, 11)]) == [
        ("each ", (), ()),
        ("11.4 m", (0, 1), (0, 1)),
        (".", (), ()),
    ]
    assert pieces("each 11.4 m.", [(5, 11), (5, 11)])[1].depth == 1


def test_a_figure_inside_another_is_covered_twice():
    """Each has its letter where it ends."""
    found = pieces("a 1.2 m b/d z", [(2, 11), (2, 7)])

    assert [(one.text, one.covered, one.ending, one.depth) for one in found[1:3]] == [
        ("1.2 m", (0, 1), (1,), 2), (" b/d", (0,), (0,), 1)
    ]  # fmt: skip


def test_a_place_outside_the_text_is_cut_to_it():
    """Nothing is invented, and nothing of the text is lost."""
    assert told("abc", [(-5, 2), (2, 99), (7, 9), (2, 1)]) == [("ab", (0,), (0,)), ("c", (1,), (1,))]
    assert told("", [(0, 3)]) == []


def test_the_pieces_are_the_text():
    """Whatever the spans, each character stands once, and each figure with a place ends once."""
    source = Random(7)
    for _ in range(300):
        text = "".join(source.choices("abc \n", k=source.randrange(30)))
        spans = [(source.randrange(-2, 33), source.randrange(-2, 33)) for _ in range(source.randrange(6))]
        found = pieces(text, spans)

        assert "".join(one.text for one in found) == text
        ended = [place for one in found for place in one.ending]
        inside = [at for at, (low, high) in enumerate(spans) if max(low, 0) < min(high, len(text))]
        assert sorted(ended) == inside


def test_a_text_of_many_figures_is_cut_at_once():
    """Twenty thousand figures take no square of their number."""
    text = "10.7 million b/d; " * 20_000
    spans = [(at, at + 16) for at in range(0, len(text), 18)]

    assert len(pieces(text, spans)) == 40_000
