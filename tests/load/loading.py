"""The command loading from the replayed services, and what a test reads of it afterwards."""

import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import LifoQueue

from oilwatch.store import Store
from tests.cli.command import Done, Oilwatch
from tests.cli.warm import Warm
from tests.services.replay import Services, World, default_world

FIGURES = ("eia", "fred", "jodi", "yahoo")
"""Every source of figures that is asked without being named."""
COUNTS = ("new", "revised", "withdrawn", "unchanged")
KEPT = ("observation", "observation_current", "held_aside", "forecast", "mark", "story")
"""What a store knows, without descriptions, runs, answers and the moments at which nothing had changed."""
NOW = datetime.now(UTC)
SINCE = ("--since", f"{NOW.year - 2}-01-01")
"""All that the world has, without the twenty years of files of JODI in which it has nothing."""


def world() -> World:
    """Return the same small world each time, published now."""
    return default_world(years=2, now=NOW)


class Ready(Warm):
    """A process that makes quick runs and has imported what a load needs; it begins with the first run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process = None

    def run(self, arguments: list[str], home: Path, environment: dict[str, str]) -> tuple[int, bytes, bytes]:
        """Run the command to its end; return exit code and what it printed on stdout and stderr."""
        needed = (
            "import yfinance, feedparser, oilwatch.load, oilwatch.compare, tests.cli.warm as w; w.answer()"
        )
        self.process = self.process or subprocess.Popen(
            [sys.executable, "-W", "error", "-c", needed],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return super().run(arguments, home, environment)

    def close(self) -> None:
        """End the process, where it has begun."""
        if self.process:
            super().close()


@dataclass(frozen=True)
class Loads:
    """The command over a home, its settings leading to replayed services."""

    run: Oilwatch
    outside: Services
    ready: "LifoQueue[Ready]"
    """Processes that make quick runs, one at a time each."""
    more: dict[str, str]
    """Further settings."""

    def environment(self, *, keys: bool = False, **settings: str) -> dict[str, str]:
        """Return the settings that lead to the services."""
        return {**self.outside.environment(keys=keys), **self.more, **settings}

    def __call__(self, *words: str, keys: bool = False, **settings: str) -> Done:
        """Run the command to its end, quickly."""
        warm = self.ready.get()
        try:
            return replace(self.run, warm=warm).quick(*words, env=self.environment(keys=keys, **settings))
        finally:
            self.ready.put(warm)

    def load(self, *words: str, keys: bool = False, **settings: str) -> Done:
        """Load from all that the world has of the sources named."""
        return self("load", *words, *SINCE, keys=keys, **settings)

    def values(self, series_id: str, as_of: datetime | None = None) -> dict[str, float]:
        """Return the figures of a series by period, as a reader of the store gets them."""
        with closing(Store(f"sqlite:///{self.run.file}")) as store:
            return {row.period: row.value for row in store.seen(series_id, as_of=as_of)[1]}

    def version(self) -> int:
        """Return the number that grows whenever what can be read changes."""
        with closing(Store(f"sqlite:///{self.run.file}")) as store:
            return store.data_version()

    def known(self) -> dict[str, list[tuple[object, ...]]]:
        """Return every row of what the store knows."""
        contents = self.run.contents()
        return {name: sorted(contents[name], key=repr) for name in KEPT}


def by_source(done: Done) -> dict[str, dict[str, object]]:
    """Return what ``load --json`` printed of each source."""
    return {row["source"]: row for row in done.json["sources"]}


def lines(done: Done) -> dict[str, str]:
    """Return what ``load`` printed of each source in its line."""
    return {line[:18].rstrip(): line[19:] for line in done.out.splitlines()}


def changed(done: Done) -> dict[str, tuple[int, ...]]:
    """Return (new, revised, withdrawn) of each source of which ``load --json`` told a change."""
    rows = {name: tuple(row[count] for count in COUNTS[:3]) for name, row in by_source(done).items()}
    return {name: counts for name, counts in rows.items() if any(counts)}


def shown(world: World, name: str, factor: float = 1) -> dict[str, float]:
    """Return what a world publishes of a series as it should be stored."""
    return {p: round(v * factor, 4) for p, v in world.figures[name].items() if isinstance(v, float)}


def rounded(values: dict[str, float]) -> dict[str, float]:
    """Return figures to four decimals, where a change of unit cannot be told from rounding."""
    return {period: round(value, 4) for period, value in values.items()}


def moment() -> datetime:
    """Return the present moment, a moment later than all there was before."""
    return datetime.now(UTC) + timedelta(milliseconds=1)
