"""Every way to read a claim proves its own examples, and those of no claim."""

from datetime import date

import pytest

from oilwatch import plugins
from oilwatch.claims import patterns, reading
from oilwatch.claims.patterns import Pattern

DAY = date(2019, 12, 2)
PATTERNS = plugins.discover(patterns, "PATTERNS", Pattern)
EXAMPLES = [(p, sentence) for p in PATTERNS for sentence in p.examples or {}]


def told(claim):
    """Return a claim in the words of the examples."""
    value = claim.normalized_value
    number = value if isinstance(value, str) else f"{value:g}"
    return f"{claim.kind} {claim.entity} {number} {claim.normalized_unit}"


def sort(claim):
    """Return what sort of claim it is: outputs and exports are both levels, but not of one measure."""
    return claim.kind, claim.measure, claim.not_checkable_reason


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.name)
def test_a_pattern_brings_examples_of_what_it_reads_and_of_what_it_does_not(pattern):
    """Two sentences that it reads and one that it does not are the least."""
    said = list((pattern.examples or {}).values())
    assert len([words for words in said if words]) >= 2
    assert None in said
    assert pattern.read or pattern.scan


def test_no_two_patterns_share_a_name_or_a_rank():
    """The order in which patterns are asked is told by their ranks alone."""
    assert len({pattern.name for pattern in PATTERNS}) == len({p.rank for p in PATTERNS}) == len(PATTERNS)


@pytest.mark.parametrize(
    ("pattern", "sentence"), EXAMPLES, ids=[f"{p.name}: {sentence}" for p, sentence in EXAMPLES]
)
def test_an_example_is_read_as_its_pattern_says(pattern, sentence):
    """The first claim is the one named; where none is, nothing of the pattern's own sort is read."""
    expected, claims = pattern.examples[sentence], reading.read(sentence, DAY)
    if expected is not None:
        assert [told(claim) for claim in claims][:1] == [expected]
        return
    own = {sort(reading.read(text, DAY)[0]) for text, words in pattern.examples.items() if words}
    assert own.isdisjoint(sort(claim) for claim in claims)
