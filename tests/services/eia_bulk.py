"""The bulk files of the EIA, which need no key: a zip with one text of JSON lines, newest figures first."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from tests.services.eia_rows import series, unit_of
from tests.services.server import Reply, page
from tests.services.world import Periods, World

FILES = ("INTL", "PET", "STEO")
ZIP = {"Content-Type": "application/zip"}
CATEGORY = {"category_id": "714755", "parent_category_id": "371", "name": "Petroleum", "notes": ""}
STRAY = ("SOME.OTHER-SERIES.A", {"2024": 1.5, "2023": "--", "2022": "NA", "2021": None})


def answer(world: World, path: str) -> Reply:
    """Answer ``/bulk/INTL.zip`` and its like, and ``/bulk/manifest.txt``."""
    name = path.removeprefix("/bulk/")
    if name == "manifest.txt":
        found = {file: _described(world, file) for file in FILES}
        return Reply(json.dumps({"dataset": found}).encode(), 200, {"Content-Type": "text/plain"})
    file = name.removesuffix(".zip")
    if file not in FILES:
        return page("404 Not Found", 404)
    return Reply(packed({f"{file}.txt": "".join(lines(world, file))}), 200, ZIP)


def lines(world: World, file: str) -> list[str]:
    """Return the lines of a bulk file: every series of it, among categories and a series nobody asks for."""
    found = [_line(world, name, values) for name, values in series(world).items() if name.startswith(file)]
    stray = STRAY[0].replace("SOME", file)
    extra = [json.dumps(CATEGORY) + "\n", _line(world, stray, dict(STRAY[1]), units="index")]
    return [*extra, *found, json.dumps({**CATEGORY, "childseries": [stray]}) + "\n"]


def packed(members: dict[str, str]) -> bytes:
    """Return a zip of texts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return made.getvalue()


def _line(world: World, name: str, values: Periods, units: str = "") -> str:
    periods = sorted(values, reverse=True)
    entry = {
        "series_id": name, "name": f"Series {name}", "units": units or unit_of(name),
        "f": name.rpartition(".")[2], "copyright": "None", "source": "EIA",
        "geography": name.split("-")[2] if name.startswith("INTL.57") else "USA",
        "start": _compact(periods[-1]), "end": _compact(periods[0]), "last_updated": _stamp(world),
        "data": [[_compact(period), values[period]] for period in periods],
    }  # fmt: skip
    return json.dumps(entry) + "\n"


def _compact(period: str) -> str:
    return period.replace("-", "")


def _stamp(world: World) -> str:
    return f"{world.now - timedelta(hours=2):%Y-%m-%dT%H:%M:%S}-05:00"


def _described(world: World, file: str) -> dict[str, str]:
    return {
        "data_set": file, "identifier": file, "last_updated": _stamp(world), "format": "JSON", "name": file,
        "accessURL": f"https://api.eia.gov/bulk/{file}.zip", "modified": _stamp(world),
    }  # fmt: skip


def _broken_line(reply: Reply) -> Reply:
    name, text = _unpacked(reply)
    whole = text.splitlines(keepends=True)
    middle = len(whole) // 2
    whole[middle] = whole[middle][: len(whole[middle]) // 2] + "\n"
    return replace(reply, body=packed({name: "".join(whole)}))


def _two_files(reply: Reply) -> Reply:
    name, text = _unpacked(reply)
    return replace(reply, body=packed({name: text, f"copy of {name}": text}))


def _damaged(reply: Reply) -> Reply:
    middle = len(reply.body) // 2
    return replace(reply, body=reply.body[:middle] + bytes(20) + reply.body[middle + 20 :])


def _unpacked(reply: Reply) -> tuple[str, str]:
    with zipfile.ZipFile(io.BytesIO(reply.body)) as archive:
        name = archive.namelist()[0]
        return name, archive.read(name).decode()


FAULTS: dict[str, Callable[[Reply], Reply]] = {
    "bad-zip": lambda reply: replace(reply, body=reply.body[: len(reply.body) // 2]),
    "broken-line": _broken_line,
    "damaged-zip": _damaged,
    "empty-zip": lambda reply: replace(reply, body=packed({})),
    "two-files-in-zip": _two_files,
}
"""What can be wrong inside a bulk file, by name."""
