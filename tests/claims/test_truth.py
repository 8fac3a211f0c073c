"""Figures of the record, told right and wrong in many ways, get the verdicts that they deserve."""

import pytest

from oilwatch.claims.record import Record
from oilwatch.ingest import fill
from oilwatch.store import Store
from tests.claims import truth
from tests.kit import NOW

LEAST = {
    "true": 0.98, "rounded": 0.97, "slightly": 0.95, "wrong month": 0.65, "wrong sign": 0.95,
    "other vintage": 0.95, "other definition": 0.95, "far": 0.97, "wrong country": 0.4,
}  # fmt: skip
"""The share of right verdicts that each class must reach."""
COUNT = 600


@pytest.fixture(scope="module")
def of_spot(filled):
    """Sentences checked against the bundled figures, which have no futures."""
    return list(truth.told(Record(filled), filled, COUNT))


@pytest.fixture(scope="module")
def of_futures(tmp_path_factory):
    """Sentences checked against a store with made-up futures."""
    folder = tmp_path_factory.mktemp("futures")
    store = Store(f"sqlite:///{folder / 'oilwatch.db'}", now=lambda: NOW)
    fill(store)
    truth.imported(store, folder)
    yield list(truth.told(Record(store), store, COUNT, prices="futures"))
    store.close()


@pytest.fixture(params=["of_spot", "of_futures"])
def every(request):
    """All sentences with their verdicts, with and without futures in the store."""
    return request.getfixturevalue(request.param)


def test_the_test_of_truth_is_large_and_of_many_shapes(every):
    """At least 500 sentences in 40 shapes, of each way to be right or wrong."""
    assert len(every) >= 500
    assert len({one.shape for one in every}) >= 40
    assert {one.wrong for one in every} == set(truth.RIGHT)


def test_no_true_figure_is_called_contradicted(every):
    """Neither exact nor rounded figures of the record are ever slandered."""
    assert [f"{one.text} [{one.fact.published}]" for one in truth.slandered(every)] == []


def test_no_figure_that_is_far_off_is_confirmed(every):
    """What is wrong by a wide margin never matches, not even rounded."""
    confirmed = [
        one.text for one in every if one.wrong == "far" and one.verdict and one.verdict.verdict in truth.TRUE
    ]
    assert confirmed == []


@pytest.mark.parametrize("wrong", truth.RIGHT)
def test_each_class_of_figures_gets_its_verdict(every, wrong):
    """The share of right verdicts stays above the floor of its class."""
    assert truth.shares(every)[wrong] >= LEAST[wrong], "\n".join(truth.failures(every))


def test_sentences_are_read_as_what_they_state(every):
    """Kind, name, period and base of at least 98 of 100 figures are read right."""
    misread = [f"{one.text} {one.misread}" for one in every if one.misread]
    assert len(misread) <= 0.02 * len(every), misread
