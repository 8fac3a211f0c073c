"""One panel a country: output beside its required level, all on one scale, drawn once and shared."""

from dataclasses import replace

import pandas as pd

from oilwatch import periods, units
from oilwatch.charts import lines, transform, words
from oilwatch.charts.gallery import production as chart
from oilwatch.charts.gallery.production import Panel
from oilwatch.charts.style import Look, Prepared
from oilwatch.model import Series
from oilwatch.view import View
from oilwatch.views.source import Source

DEFINITIONS = {
    "crude": "Crude incl. lease condensate",
    "crude_only": "Crude, Short-Term Energy Outlook",
    "crude_weekly": "Weekly estimate",
    "liquids": "Total liquids",
    "jodi": "As reported to JODI",
}
"""The last part of a series id, in words."""
Drawn = list[tuple[Panel, Prepared]]


def built(source: Source, shown: View, look: Look) -> Drawn:
    """Return the panel of each series of a view (with its first day) and its figure, all on one scale."""
    return source.once(("panels", shown, look), lambda: _built(source, shown, look))


def _built(source: Source, shown: View, look: Look) -> Drawn:
    panels = [
        _panel(source, source.about(series_id, shown.as_of, shown.version), shown)
        for series_id in shown.series
    ]
    y = chart.y_range(panels)
    held = [panel.values.index for panel in panels if len(panel.values)]
    x = (min(days[0] for days in held), max(days[-1] for days in held)) if held else None
    if not look.phone:
        look = replace(look, width=look.width // min(len(panels), 3))
    return [(panel, Prepared(chart.draw(panel, look, y=y, x=x))) for panel in panels]


def _panel(source: Source, about: Series, shown: View) -> Panel:
    factor = units.convert(1.0, about.unit, shown.unit)

    def part(values: pd.Series) -> pd.Series:
        return (transform.cut(values, shown.start, shown.end) * factor).round(lines.DECIMALS)

    held = source.frame(about.id, shown.as_of, shown.version)
    target = f"target.{about.entity.lower()}.required"
    none = pd.Series(dtype="float64", index=pd.DatetimeIndex([]))
    known = target in source.catalogue()
    required = source.frame(target, shown.as_of, shown.version)["value"] if known else none
    copies = _copies(source, about, shown)
    revised = source.revisions(about.id, shown.as_of, shown.version)
    return Panel(
        about,
        shown.unit,
        part(held["value"]),
        part(required),
        part(_first(revised, held, copies)),
        _preliminary(revised, held, copies),
        _younger_copy(transform.cut(held["seen_from"], shown.start, shown.end), shown),
    )


def _younger_copy(seen_from: pd.Series, shown: View) -> str:
    """Return the day of the copy that the last value comes from, where the reader cannot have seen it."""
    last = str(seen_from.iloc[-1])[:10] if len(seen_from) else ""
    return last if shown.as_of and last > shown.as_of.isoformat() else ""


def _copies(source: Source, about: Series, shown: View) -> list[str]:
    """Return the dated copies that a reader at the view's day can have seen."""
    last = periods.as_of(shown.as_of) if shown.as_of else "9999"
    return [copy for copy in source.copies(about.id, shown.version) if copy <= last]


def _preliminary(revised: pd.DataFrame, held: pd.DataFrame, copies: list[str]) -> tuple[pd.Timestamp, ...]:
    """Return the periods that only the newest of several copies has shown."""
    if len(copies) < 2 or held.empty or held["seen_from"].max() == copies[0]:
        return ()
    newest = held.index[held["seen_from"] == held["seen_from"].max()]
    days = pd.to_datetime(revised.index, format="ISO8601")
    return tuple(newest.difference(pd.DatetimeIndex(days)))


def _first(revised: pd.DataFrame, held: pd.DataFrame, copies: list[str]) -> pd.Series:
    """Return the first values kept, after the first copy, that differ from those shown, by day."""
    known = revised[revised["first_seen"].isin(copies[1:])]
    days = pd.DatetimeIndex(pd.to_datetime(known.index, format="ISO8601"))
    first = pd.Series(known["first"].to_numpy(), index=days, dtype="float64").sort_index()
    shown = held["value"].reindex(first.index)
    return first[shown.notna() & (shown != first)]


def title(drawn: Drawn) -> str:
    """Return whose output the panels show."""
    return f"{words.joined(list(dict.fromkeys(panel.about.entity_name for panel, _ in drawn)))}: oil output"


def subtitle(drawn: Drawn, shown: View) -> str:
    """Return unit, frequency and span of the panels."""
    every = tuple(lines.Line(panel.about, "", panel.values) for panel, _ in drawn)
    held = lines.Lines(every, shown.unit, log=False, notices=())
    return f"{words.subtitle(shown, held)}; one scale for all"


def split(series_id: str) -> tuple[str, str]:
    """Return the entity and the definition that a series id names."""
    _, entity, definition = series_id.split(".", 2)
    return entity, definition


def definition_words(item: Series) -> str:
    """Return the definition that a series follows, in a few words."""
    return DEFINITIONS.get(split(item.id)[1], item.definition)


def finding(panel: Panel) -> str:
    """Return the latest figure of a panel, its changes, and by whose definition it is."""
    publisher = "EIA" if panel.about.publisher.startswith("U.S. Energy") else panel.about.publisher
    definition = definition_words(panel.about)
    return chart.heading(panel, f"{publisher} {definition[:1].lower()}{definition[1:]}")


def alt(panel: Panel, found: str) -> str:
    """Return what a panel shows, for those who do not see it; *found*: its finding."""
    required = " The step line is the required level." if len(panel.required) else ""
    return f"{panel.about.entity_name}: {found}. {len(panel.values)} values in {panel.unit}.{required}"
