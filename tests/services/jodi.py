"""The yearly files of JODI-Oil, replayed: a dense table with few figures in it."""

import calendar
import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from tests.services.server import Replay, Reply, Request
from tests.services.world import Value, World

FOLDER = "/_resources/files/downloads/oil-data/annual-csv/primary/"
COLUMNS = "REF_AREA,TIME_PERIOD,ENERGY_PRODUCT,FLOW_BREAKDOWN,UNIT_MEASURE,OBS_VALUE,ASSESSMENT_CODE"
BROWSER = "Mozilla/5.0 (compatible;"
UNITS = ("CONVBBL", "KBBL", "KBD", "KL", "KTONS")
MISSING = ("-", "x", "..", "N/A")
"""Not given, not applicable, not available, and what older years write."""
_PAGE = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<title>{title}</title>
</head>
<body><div id="header"><h1>Server Error</h1></div><div id="content"><h2>{title}</h2></div></body>
</html>
"""


class Jodi(Replay):
    """``{YYYY}.csv`` for years that are over and ``primaryyear{YYYY}.csv`` for the one that is not."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.newline = "\n"
        """Either end of line has been seen."""
        self.rewritten = datetime(2026, 11, 20, 9, 31, 5, tzinfo=UTC)
        """When the files were last written; a file whose figures change says so by itself."""
        self._seen: dict[str, tuple[str, datetime]] = {}

    def answer(self, request: Request) -> Reply | str:
        """Answer as the service does: browsers only, and nothing to who has the file already."""
        if not request.headers.get("user-agent", "").startswith(BROWSER):
            return _page(406, "406 - Client browser does not accept the MIME type of the requested page.")
        now = self.world.now.year
        names = {f"{FOLDER}{year}.csv": year for year in range(2002, now)}
        year = (names | {f"{FOLDER}primaryyear{now}.csv": now}).get(request.path)
        if year is None:
            return _page(404, "404 - File or directory not found.")
        body = self.newline.join([COLUMNS, *rows(self.world, year), ""]).encode()
        headers = self._validators(request.path, body)
        if _has_it(request, headers):
            return Reply(b"", 304, headers)
        return Reply(body, 200, {**headers, "Content-Type": "application/octet-stream"})

    def _validators(self, path: str, body: bytes) -> dict[str, str]:
        digest = hashlib.sha256(body).hexdigest()[:16]
        before, written = self._seen.get(path, (digest, self.rewritten))
        if before != digest:
            written = self.world.now
        self._seen[path] = (digest, max(written, self.rewritten))
        moment = format_datetime(self._seen[path][1].replace(microsecond=0), usegmt=True)
        return {"Last-Modified": moment, "ETag": f'"{digest}:0"', "Accept-Ranges": "bytes"}


def rows(world: World, year: int) -> Iterator[str]:
    """Yield the rows of a year, in which the production of crude oil in kb/d is one of many."""
    last = max(
        (month for name, v in world.figures.items() if name.startswith("JODI.") for month in v), default=""
    )
    for area in ("AE", "GB", "NA", "RU", "SA", "US"):
        figures = world.figures.get(f"JODI.{area}", {})
        for month in (f"{year}-{number:02}" for number in range(1, 13)):
            if month > last:
                break
            value = figures.get(month, "-")
            code = world.codes.get((area, month), "1" if isinstance(value, int | float) else "3")
            for product, factor in (("CRUDEOIL", 1), ("TOTCRUDE", 1.4)):
                for unit in UNITS:
                    yield _row(area, month, (product, "CLOSTLV", unit), "x" if unit == "KBD" else "..", "3")
                for unit in UNITS:
                    told = _in(unit, value, month, factor)
                    yield _row(area, month, (product, "INDPROD", unit), told, code)
                yield _row(area, month, (product, "STATDIFF", "KBD"), -804.6774, "3")
                yield _row(area, month, (product, "DIRECUSE", "KBD"), "N/A", "3")


def _row(area: str, month: str, what: tuple[str, str, str], value: Value, code: str) -> str:
    shown = f"{value:.4f}" if isinstance(value, int | float) else str(value)
    return ",".join([area, month, *what, shown, code])


def _in(unit: str, value: Value, month: str, factor: float) -> Value:
    """Return a figure in kb/d in another unit; the factor of conversion has a unit of its own."""
    if unit == "CONVBBL":
        return 7356.0
    if not isinstance(value, int | float):
        return value
    days = calendar.monthrange(int(month[:4]), int(month[5:]))[1]
    return value * factor * {"KBD": 1, "KBBL": days, "KL": days * 0.159, "KTONS": days / 7.356}[unit]


def _has_it(request: Request, headers: dict[str, str]) -> bool:
    if tags := request.headers.get("if-none-match", ""):
        return headers["ETag"] in tags
    since = request.headers.get("if-modified-since", "")
    return bool(since) and parsedate_to_datetime(headers["Last-Modified"]) <= parsedate_to_datetime(since)


def _page(status: int, title: str) -> Reply:
    return Reply(_PAGE.format(title=title).encode("latin-1"), status, {"Content-Type": "text/html"})
