"""The words of a chart: every number in them is in its data."""

import re
from datetime import date

import pytest

from oilwatch.charts import words

DAY = re.compile(r"\b(\d{1,2} )?([A-Z][a-z]{2}) (\d{4})\b")
NUMBER = re.compile(r"−?\$?\d[\d,]*(?:\.\d+)?")
VIEWS = [
    ("market", {}),
    ("market", {"start": "2022-01-01", "end": "2022-12-31"}),
    ("market", {"transform": "rebased", "start": "2022-01-03"}),
    ("market", {"transform": "change", "start": "2019-01-01"}),
    ("market", {"transform": "spread"}),
    ("market", {"start": "2022-10-31", "end": "2022-10-31"}),
    ("market", {"as_of": "2022-11-04"}),
    ("production", {}),
    ("production", {"unit": "kb/d", "start": "2018-01-01"}),
    ("production", {"transform": "change"}),
    ("production", {"transform": "share"}),
    ("production", {"series": ("production.usa.crude_weekly",), "start": "2020-01-01"}),
]


def described(shown, held):
    """Return the alternative text of a chart."""
    return words.alt_text(words.title(shown, held), words.subtitle(shown, held), held)


def days(held):
    """Return every day and every month of the data, as they are written."""
    every = {day for line in held.lines for day in line.values.index}
    return {f"{day.day} {day:%b %Y}" for day in every} | {f"{day:%b %Y}" for day in every}


def numbers(held):
    """Return every value of the data at each precision that is used."""
    every = {float(value) for line in held.lines for value in line.values}
    return {round(value, places) for value in every for places in (0, 1, 2)}


@pytest.mark.parametrize(("page", "changes"), VIEWS)
def test_every_number_of_the_alternative_text_is_in_the_data(read, page, changes):
    """Each day is one of the lines' (or that as of which they are read), each number one of their values."""
    shown, held = read(page, **changes)

    text = described(shown, held)

    told = {match.group(0) for match in DAY.finditer(text)}
    if shown.as_of:
        told -= {f"{shown.as_of.day} {shown.as_of:%b %Y}"}
    rest = NUMBER.findall(DAY.sub("", text))
    found = {float(one.replace("−", "-").replace("$", "").replace(",", "")) for one in rest}
    assert told <= days(held)
    assert found <= numbers(held)
    assert told
    assert found


@pytest.mark.parametrize(("page", "changes"), VIEWS)
def test_the_alternative_text_is_a_few_plain_sentences(read, page, changes):
    """It names each line, its last value, and is short enough to be listened to."""
    shown, held = read(page, **changes)

    text = described(shown, held)

    assert all(line.name in text for line in held.lines)
    assert len(text) < 500
    assert "nan" not in text
    assert text.endswith(".")


def test_the_words_of_a_known_chart(read):
    """Worked by hand from the bundled figures of one week."""
    shown, held = read(start="2022-10-31", end="2022-11-04")

    assert described(shown, held) == (
        "Brent and WTI crude oil spot prices. US dollars per barrel, daily, 31 Oct 2022 – 4 Nov 2022. "
        "Brent ends at $99.53; highest $99.53 (4 Nov 2022), lowest $93.30 (31 Oct 2022). "
        "WTI ends at $92.58; highest $92.58 (4 Nov 2022), lowest $86.54 (31 Oct 2022)."
    )


def test_nothing_to_show_is_said_in_words(read):
    """A range without figures has a title and says that there is no data."""
    shown, held = read(end="1950-01-01")

    assert described(shown, held) == "Brent and WTI crude oil spot prices. No data."


def test_a_source_is_named_once_with_all_its_series(filled):
    """Series of one publisher stand together in one bracket."""
    known = filled.catalogue()

    text = words.sources([known["price.brent.spot"], known["price.wti.spot"]])

    assert text == "U.S. Energy Information Administration (PET.RBRTE.D, PET.RWTC.D)"
    assert words.joined([]) == ""
    assert words.joined(["a", "b", "c"]) == "a, b and c"


def test_the_vintages_of_what_is_shown(read):
    """The newest copy is one that a reader of that day could see; the rest is owned up to."""
    (_, now), (_, then) = read(start="2022-10-31", end="2022-11-04"), read("production", as_of="2021-01-01")

    assert words.vintages(now, None) == ("newest copy 2022-11-10",)
    copy, later, early = words.vintages(then, date(2021, 1, 1))
    assert copy == "newest copy of then 2020-09-01"
    seen = [moment for line in then.lines for moment in line.record["seen_from"]]
    younger = sum(moment[:10] > "2021-01-01" for moment in seen)
    assert later == f"later copies stand in for {younger} of {len(seen)} figures"
    assert 0 < younger <= int(early.split()[0])
    assert re.fullmatch(r"\d+ of \d+ figures as in the earliest copy kept, not as published", early)


def test_required_levels_say_nothing_of_the_age_of_figures(read):
    """They are compiled from decisions, on a day that is not the publisher's."""
    series = ("production.sau.crude", "target.sau.required")
    (_, alone), (_, both) = read("production", series=series[:1]), read("production", series=series)

    assert words.vintages(both, None) == words.vintages(alone, None)
    assert words.vintages(read("production", series=series[1:])[1], None) == ()
