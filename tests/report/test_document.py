"""A check as a document: whole, plain, and readable again."""

import json

import pytest

from oilwatch import report
from oilwatch.errors import InputError
from tests.report import made


def read_back(check):
    """Return a check written as JSON with its text, and read again."""
    document = json.loads(json.dumps(report.as_dict(check)))
    return report.from_dict({**document, "text": check.story.text})


def test_a_saved_check_opens_as_the_same_check():
    """Nothing that a report shows is lost on the way through JSON."""
    check = made.every()

    again = read_back(check)

    assert again == check
    assert report.markdown(again) == report.markdown(check)


def test_a_range_is_a_list_of_two_and_comes_back_as_a_range():
    """Programs get lists; the claim has a tuple again."""
    ranged = made.claim(said=(10_600.0, 10_800.0), baseline_period=("2018-09-01", "2018-09-30"))
    check = made.check(made.verdict(of=ranged))

    flat = report.as_dict(check)["claims"][0]

    assert flat["normalized_value"] == [10_600.0, 10_800.0]
    assert flat["baseline_period"] == ["2018-09-01", "2018-09-30"]
    assert read_back(check) == check


def test_a_claim_is_flat_and_says_why_it_cannot_be_checked_or_null():
    """The fields of the claim stand beside verdict, reason, summary, tolerance and evidence."""
    flat = report.as_dict(made.every())["claims"]

    assert [one["not_checkable_reason"] for one in flat] == [None] * 7 + ["forecast"]
    assert flat[0]["evidence"][0]["series"] == "production.sau.crude"
    assert {"verdict", "reason", "summary", "tolerance_rule", "digits", "low", "high"} <= flat[0].keys()
    assert flat[7]["candidates"] == ["a forecast of WTI", "a level of Brent"]


def test_the_verdicts_are_counted():
    """Those that no figure got are left out."""
    document = report.as_dict(made.check(made.verdict(), made.verdict(), made.verdict("off_by")))

    assert document["counts"] == {"matches": 2, "off_by": 1}


def test_a_story_is_known_by_its_text_or_as_its_sender_says():
    """The id of a batch is kept; otherwise the start of the text's SHA-256 stands for it."""
    own, given = report.as_dict(made.every()), report.as_dict(made.every(), story_id="D01")

    assert own["story"]["sha256"].startswith(own["story"]["id"])
    assert given["story"]["id"] == "D01"


@pytest.mark.parametrize("document", [{}, {"story": None}, {"story": {}, "claims": []}, {"story": []}])
def test_what_is_no_check_is_refused_in_words(document):
    """The error says what was expected."""
    with pytest.raises(InputError, match="expected a check"):
        report.from_dict(document)
