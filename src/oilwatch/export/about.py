"""What every file of a view says of it: title, unit, link, day, data version, and whose its figures are."""

from dataclasses import dataclass
from typing import Any

from oilwatch.citation import citation
from oilwatch.report.safe import line
from oilwatch.views import Content, Row, Source, digest, rows, since
from oilwatch.views.links import address

EVENT_COLUMNS = (
    "date", "id", "title", "kind", "lane", "countries", "size_kbd", "effective_from", "importance",
    "confidence", "source_url",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class About:
    """A view's numbers and what stands beside them, in plain values.

    *view*: by name, in the order of reading; *series*: one mapping a series; *events*: rows of
    EVENT_COLUMNS, oldest first, ``size_kbd`` signed in kb/d or None.
    """

    rows: tuple[Row, ...]
    view: dict[str, Any]
    series: tuple[dict[str, str], ...]
    events: tuple[tuple[object, ...], ...]

    @property
    def flat(self) -> list[tuple[str, object]]:
        """What is said of the view and of each series, as pairs of name and value; empty ones left out."""
        pairs = [(name, "; ".join(v) if isinstance(v, list) else v) for name, v in self.view.items()]
        for one in self.series:
            pairs += [(f"{one['id']} {name}", text) for name, text in one.items() if name != "id"]
        return [(name, value) for name, value in pairs if value != ""]


def about(source: Source, content: Content, base_url: str = "") -> About:
    """Return what a file says of a view; text that others wrote is made one visible line each."""
    held = rows(content)
    return About(tuple(held), _view(source, content, held, base_url), _series(content), _events(content))


def _view(source: Source, content: Content, held: list[Row], base_url: str) -> dict[str, Any]:
    frozen = content.view.frozen
    return {
        "title": line(content.title),
        "subtitle": line(content.subtitle),
        "unit": content.lines.unit,
        "page": content.view.page,
        "link": address(content.view, base_url),
        "as_of": content.as_of.isoformat(),
        "data_version": content.version,
        "frozen": frozen,
        "revised_since": line(since(source, content.view, content.today).sentence) if frozen else "",
        "vintages": [line(text) for text in content.vintages],
        "notices": [line(text) for text in content.lines.notices],
        "values": len(held),
        "sha256": digest(held),
    }


def _series(content: Content) -> tuple[dict[str, str], ...]:
    return tuple(
        {
            "id": one.id,
            "title": line(one.title),
            "publisher": line(one.publisher),
            "publisher_id": line(one.publisher_id),
            "source_url": line(one.source_url),
            "licence": line(one.licence),
            "definition": line(one.definition),
            "unit": one.unit,
            "citation": line(citation(one, content.as_of.isoformat())),
        }
        for one in content.abouts
    )


def _events(content: Content) -> tuple[tuple[object, ...], ...]:
    return tuple(
        (
            event.date.isoformat(), event.id, line(event.title), event.kind, event.lane,
            ", ".join(event.countries), event.size_kbd, line(event.effective_from), event.importance,
            line(event.confidence), line(event.source_url),
        )
        for event in content.events
    )  # fmt: skip
