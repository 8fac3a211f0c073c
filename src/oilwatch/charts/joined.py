"""Several figures as one: axes, labels and shapes of each moved into its place on a sheet of pixels.

The joined figure has no margin, so that a place on its paper is a place in pixels, from the upper left.
"""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

_AXIS_REFERENCES = ("anchor", "overlaying", "matches", "scaleanchor")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure goes, with its margins, in pixels from the upper left of the sheet."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Move:
    """How one figure's paper and axes become those of the sheet."""

    sheet: tuple[float, float]
    plot: Place
    names: Mapping[str, str]
    """New names of axes by old (``x``, ``y2``)."""

    def paper(self, direction: str, value: float) -> float:
        """Return a place of the figure's plot as a place on the sheet's paper."""
        if direction == "x":
            return (self.plot.left + value * self.plot.width) / self.sheet[0]
        return 1 - (self.plot.top + (1 - value) * self.plot.height) / self.sheet[1]

    def reference(self, held: str) -> str:
        """Return the new name of what a place is counted in: an axis, or the space an axis has."""
        axis, _, domain = held.partition(" ")
        return f"{self.names.get(axis, axis)} {domain}".strip()


def join(sheet: go.Figure, figure: go.Figure, place: Place) -> None:
    """Draw *figure* on *sheet* (of known width and height, with no margin) at *place*; it is not changed."""
    held = copy.deepcopy(figure.to_dict())
    layout = held["layout"]
    axes = {"x": {}, "y": {}} | _axes(layout)
    margin = layout.get("margin", {})
    left, top = margin.get("l", 0), margin.get("t", 0)
    plot = Place(
        place.left + left, place.top + top,
        place.width - left - margin.get("r", 0), place.height - top - margin.get("b", 0),
    )  # fmt: skip
    move = _Move((sheet.layout.width, sheet.layout.height), plot, _names(sheet, axes))
    for name, axis in axes.items():
        new = move.names[name]
        sheet.layout[f"{new[0]}axis{new[1:]}"] = _axis(axis, name[0], move)
    for trace in held["data"]:
        placed = {f"{d}axis": move.names[trace.get(f"{d}axis", d)] for d in "xy"}
        sheet.add_trace({**trace, **placed})
    for note in layout.get("annotations", ()):
        sheet.add_annotation(_placed(note, move))
    for shape in layout.get("shapes", ()):
        sheet.add_shape(_placed(shape, move))


def _axes(layout: Mapping[str, Any]) -> dict[str, Any]:
    """Return the axes of a layout by name: ``x``, ``y2``."""
    return {key.replace("axis", ""): held for key, held in layout.items() if key[1:5] == "axis"}


def _names(sheet: go.Figure, axes: Mapping[str, Any]) -> dict[str, str]:
    """Return new names for the axes of a figure, after those that the sheet has."""
    taken = _axes(sheet.layout.to_plotly_json())
    names, counts = {}, {direction: sum(name[0] == direction for name in taken) for direction in "xy"}
    for name in sorted(axes):
        counts[name[0]] += 1
        names[name] = name[0] if counts[name[0]] == 1 else f"{name[0]}{counts[name[0]]}"
    return names


def _axis(axis: dict[str, Any], direction: str, move: _Move) -> dict[str, Any]:
    low, high = axis.get("domain", (0, 1))
    moved = {**axis, "domain": [move.paper(direction, low), move.paper(direction, high)]}
    moved.setdefault("anchor", "y" if direction == "x" else "x")
    for key in _AXIS_REFERENCES:
        if key in moved:
            moved[key] = move.reference(moved[key])
    return moved


def _placed(held: dict[str, Any], move: _Move) -> dict[str, Any]:
    """Return an annotation or a shape with its places and what they are counted in moved."""
    moved = dict(held)
    for direction in "xy":
        reference = held.get(f"{direction}ref", direction)
        for key in (direction, f"{direction}0", f"{direction}1"):
            if key in held and reference == "paper":
                moved[key] = move.paper(direction, held[key])
        moved[f"{direction}ref"] = reference if reference == "paper" else move.reference(reference)
    return moved
