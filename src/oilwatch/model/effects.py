"""What prices did around events: windows of sessions, groups of events, unusual moves.

Sessions are numbered from the event: 0 is the first whose close can hold it. A window (a, b) runs from the
close of session a-1, its base, to the close of session b. Prices in USD/bbl, shares in percent.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from oilwatch.model.records import Story

if TYPE_CHECKING:
    import pandas as pd

Window = tuple[int, int]
"""First and last session of a window."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The change over one window and its place among all windows of that length before it.

    Where *reason* is not empty there is no change to tell, and nothing else is set. *percentile*,
    *percentile_size*, *at_least* and the band are all of the change in *unit*, all set or none.
    """

    window: Window
    reason: str = ""
    """Why there is nothing to tell."""
    base_day: date | None = None
    base: float | None = None
    end_day: date | None = None
    end: float | None = None
    dollars: float | None = None
    percent: float | None = None
    """None where a close is not above zero."""
    unit: str = ""
    """``percent`` or, where there is none, ``dollars``: what the change is compared in."""
    placebos: int = 0
    """How many windows of this length it is compared with."""
    dropped: int = 0
    """How many more there would be, had they no close that is not above zero."""
    percentile: float | None = None
    """Share of the placebo windows with a lower change, ties counted half; 0 to 100."""
    percentile_size: float | None = None
    """The same for the size of the change, up or down."""
    at_least: float | None = None
    """Share of the placebo windows that moved at least as much, up or down."""
    effect: float | None = None
    """The change less the median of the placebo windows, in *unit*."""
    low: float | None = None
    high: float | None = None
    """The 95% band of the effect, in *unit*."""
    notes: tuple[str, ...] = ()
    """What a reader should know of it, in words; among it why there is no percentile."""
    missing: tuple[date, ...] = ()
    """Days inside the window on which the exchange traded and the series has no price."""
    others: tuple[str, ...] = ()
    """Ids of other events of importance 2 or 3 inside the window."""

    @property
    def name(self) -> str:
        """The window as people write it: ``[-1,+1]``."""
        return f"[{','.join(f'{n:+d}' if n else '0' for n in self.window)}]"


@dataclass(frozen=True, slots=True)
class Impact:
    """What a price did around an event, or around a day where *event* is empty."""

    event: str
    title: str
    day: date
    series: str
    as_of: date
    """The day of the reader."""
    session: date | None
    """Session 0; None where there is none that is near enough."""
    why: str
    """Why session 0 is another day than *day*, in words; empty where it is not."""
    windows: tuple[Measured, ...]
    closes: int = 0
    """How many closes the windows begin and end with."""
    earliest: int = 0
    """How many of them are known from an earliest copy only, not as published that day."""

    def frame(self) -> "pd.DataFrame":
        """Return one row a window: index ``window``, columns as the fields of :class:`Measured`."""
        import pandas as pd

        fields = [name for name in Measured.__slots__ if name != "window"]
        rows = [[getattr(one, name) for name in fields] for one in self.windows]
        return pd.DataFrame(
            rows, columns=fields, index=pd.Index([one.name for one in self.windows], name="window")
        )

    def __str__(self) -> str:
        """Return the impact as a few lines of text."""
        head = f"{self.title or self.day} ({self.series} as of {self.as_of})"
        zero = f"session 0 is {self.session}" if self.session else "there is no session 0"
        return "\n".join([head, self.why or zero, *(_line(one) for one in self.windows)])


def _line(one: Measured) -> str:
    if one.reason:
        return f"{one.name}: {one.reason}"
    percent = "" if one.percent is None else f" ({one.percent:+.2f}%)"
    place = "" if one.percentile is None else f", percentile {one.percentile:.1f} of {one.placebos} windows"
    notes = "".join(f"; {note}" for note in one.notes)
    return (
        f"{one.name}: {one.dollars:+.2f} USD/bbl{percent} from {one.base_day} to {one.end_day}{place}{notes}"
    )


@dataclass(frozen=True, slots=True)
class GroupWindow:
    """One window over a group of events: how the percent changes are spread."""

    window: Window
    number: int
    """How many events have a change in percent over it."""
    mean: float | None = None
    median: float | None = None
    low_quarter: float | None = None
    high_quarter: float | None = None
    """The interquartile range."""
    deviation: float | None = None
    """The standard deviation of a sample; None where there is one event."""
    rose: float | None = None
    """Share of the events after which the price was higher."""
    crowded: int = 0
    """How many of the windows hold another event of importance 3."""
    placebo_share: float | None = None
    """Share of random draws of as many windows with a mean at least as far from zero."""
    placebos: int = 0
    """How many windows the draws were made from."""
    left_out: tuple[tuple[str, str], ...] = ()
    """Events without a usable window, each with the reason."""

    @property
    def name(self) -> str:
        """The window as people write it: ``[-1,+1]``."""
        return Measured(self.window).name


@dataclass(frozen=True, slots=True)
class Group:
    """Events of one direction: ``all``, ``cuts``, ``increases``, ``unchanged`` or ``size not known``."""

    direction: str
    events: tuple[str, ...]
    days: int
    """How many different sessions 0 they have; events of one day share their windows."""
    windows: tuple[GroupWindow, ...]
    paths: tuple[tuple[float, ...], ...]
    """An event each: percent change from the close of session -1 to those of -20, -19 ... 20; NaN: none."""
    median_path: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class KindImpact:
    """What a price did around all events of a kind or lane."""

    kind: str
    series: str
    as_of: date
    groups: tuple[Group, ...]

    def frame(self) -> "pd.DataFrame":
        """Return one row a group and window: index both, columns as the fields of :class:`GroupWindow`."""
        import pandas as pd

        fields = [name for name in GroupWindow.__slots__ if name != "window"]
        pairs = [(group, one) for group in self.groups for one in group.windows]
        index = pd.MultiIndex.from_tuples(
            [(group.direction, one.name) for group, one in pairs], names=["group", "window"]
        )
        rows = [[getattr(one, name) for name in fields] for _, one in pairs]
        return pd.DataFrame(rows, columns=fields, index=index)

    def __str__(self) -> str:
        """Return the groups as text."""
        head = f"{self.kind} ({self.series} as of {self.as_of})"
        return f"{head}\n{self.frame().drop(columns='left_out').round(2).to_string()}"


@dataclass(frozen=True, slots=True)
class Move:
    """A change from one session to the next that was large beside those of the five years before."""

    day: date
    base_day: date
    close: float
    base: float
    dollars: float
    percent: float | None
    percentile: float
    """Share of the one-day changes of the five years before that were smaller, up or down; ties half."""
    placebos: int
    events: tuple[tuple[str, str], ...] = ()
    """Ids of the events of the catalogue that were near, the nearest first, each with the reason."""
    stories: tuple[tuple[Story, str], ...] = ()
    """Stories of those days by rank, each with the reason; none where nobody looked for them."""
