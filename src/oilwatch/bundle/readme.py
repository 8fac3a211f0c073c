"""The words in a bundle for somebody who has never heard of oilwatch."""

from collections.abc import Iterator

from oilwatch.bundle.manifest import KIND, rebuild
from oilwatch.export.about import About

FILES = {
    "README.txt": "this text",
    "card.png": "the chart as a picture",
    "card.svg": "the same picture as SVG",
    "events.csv": "the events that stand in the chart, with the address where each was read",
    "figures.csv": "every number that the chart shows",
    "figures.json": "the same numbers as JSON",
    "figures.xlsx": "the same numbers as a workbook",
    "manifest.json": "what this bundle is of, what made it, and the SHA-256 of each file",
    "page.html": "chart, numbers and sources as one page that opens offline in a browser",
    "raw.csv": "of each published figure: the SHA-256 of the answer of the publisher that it was read from, "
    "where and when",
    "record.json": "all that was known of the series: every value ever seen, when, and by which load",
    "view.json": "what was asked: series, days, day and data version that the figures are read as of",
}


def readme(held: About) -> bytes:
    """Return README.txt: what this is, what is in it, and how it is proved."""
    return ("\n".join(_lines(held)) + "\n").encode()


def _lines(held: About) -> Iterator[str]:
    view = held.view
    yield f"{view['title']}\n{view['subtitle']}\n"
    yield f"This is an {KIND}: the figures of one view, frozen, with all they were made from.\n"
    yield f"As of {view['as_of']}, data version {view['data_version']} of the store that made it."
    yield f"Link: {view['link']}\n"
    yield "In it:\n"
    yield from (f"  {name:<14}{text}" for name, text in FILES.items())
    yield (
        "\nTo prove it, install oilwatch and run\n\n  oilwatch verify bundle.zip\n\n"
        "It makes every file again from record.json alone, by the rule of what a reader saw at a moment,\n"
        "and compares the whole file byte by byte. No store, account or network is needed.\n\n"
        "A bundle that somebody changed and then made again as a whole agrees with itself. Only the SHA-256\n"
        "of the whole file tells the two apart: ask whoever gave you the bundle for theirs, by another way,\n"
        "and compare it with the one that oilwatch verify prints.\n\n"
        "Where a store has this data version, oilwatch verify --store bundle.zip also compares the figures\n"
        "with that store, and\n"
    )
    yield f"  {rebuild(view['link'])}\n\nmakes the bundle again.\n\n"
    yield "Sources, and the licences that bind whoever passes their figures on:\n"
    for one in held.series:
        yield f"  {one['citation']}. Licence: {one['licence']}"
