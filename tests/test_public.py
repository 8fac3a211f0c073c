"""The public API: what ``import oilwatch as ow`` gives."""

import subprocess
import sys

import pytest

import oilwatch as ow

TEXT = "Saudi Arabia pumped 10.7 million b/d of crude in October."


def test_every_public_name_is_there():
    """What stands in ``__all__`` can be had, each from where it belongs."""
    assert len(ow.__all__) > 10
    assert all(getattr(ow, name).__module__.startswith("oilwatch") for name in ow.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        _ = ow.nonsense


def test_a_text_is_checked(filled):
    """Each figure of a text has a verdict, in the order of the text, with where it stands."""
    verdicts = ow.check(
        f"{TEXT} Russia pumped 5.1 million b/d in October.", published="2018-11-13", store=filled
    )

    assert [type(one) for one in verdicts] == [ow.Verdict, ow.Verdict]
    assert [one.claim.span_text for one in verdicts] == ["10.7 million b/d", "5.1 million b/d"]
    assert verdicts[0].claim.start == TEXT.index("10.7")
    assert verdicts[1].verdict == "contradicted"


def test_a_text_without_a_day_is_not_checked(filled):
    """Without a day no figure is held against anything; a day that is none is refused."""
    assert [one.verdict for one in ow.check(TEXT, store=filled)] == ["not_checkable"]
    with pytest.raises(ow.InputError):
        ow.check(TEXT, published="yesterday", store=filled)


def test_a_text_without_figures_has_no_verdicts(filled):
    """Nothing to check is no error."""
    assert ow.check("The ministers met in Vienna.", published="2018-11-13", store=filled) == []


def test_without_a_store_that_of_the_settings_is_used(filled, monkeypatch):
    """The store is opened as ``ow.open`` does it, and closed again."""
    monkeypatch.setenv("OILWATCH_DB", f"sqlite:///{filled.address.removeprefix('sqlite:///')}")

    assert len(ow.check(TEXT, published="2018-11-13")) == 1


def test_importing_loads_nothing_heavy():
    """The package is there at once: no pandas, no database, no engine before they are used."""
    heavy = ("pandas", "sqlalchemy", "oilwatch.claims")
    code = f"import oilwatch, sys; print([name for name in {heavy} if name in sys.modules])"

    assert subprocess.check_output([sys.executable, "-I", "-c", code]) == b"[]\n"
