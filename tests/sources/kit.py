"""What the tests of the sources share: who asks, what came of it, and what it should have been."""

from oilwatch import catalog, settings
from oilwatch.errors import OilwatchError
from oilwatch.http import Answer, Client, origin
from oilwatch.sources import Ask


def asking(outside, home, *, keys=False, **more):
    """Return who asks the replayed services; he never sleeps, and it is the time of their world."""
    environ = {**outside.environment(keys=keys), "OILWATCH_HOME": str(home)}
    chosen = settings.load(environ=environ, folder=home)
    client = Client(
        trusted=[origin(place) for place in chosen.services.values()],
        secrets=tuple(chosen.keys.values()),
        now=lambda: outside.world.now,
        sleep=lambda _seconds: None,
    )
    return Ask(client, chosen, catalog.series(), more.pop("newest", {}), outside.world.now, **more)


def source(module, name):
    """Return one of the sources of a module by name."""
    return next(source for source in module.SOURCES if source.name == name)


def figures(copies):
    """Return the figures in copies by series and period; of several the last."""
    found = {}
    for copy in copies:
        for page in copy.pages:
            for row in page.observations:
                found.setdefault(row.series, {})[row.period] = row.value
    return found


def published(world, name, factor=1):
    """Return what a series of the world shows, markers and holidays left out, times a factor."""
    return {
        period: float(f"{value * factor:.12g}")
        for period, value in world.figures[name].items()
        if isinstance(value, int | float)
    }


def valued(found):
    """Return the periods of one series that have a value."""
    return {period: value for period, value in found.items() if value is not None}


def drained(reading):
    """Return what a source gave, and the error that ended it, or None."""
    found = []
    try:
        for copy in reading:
            found.append(copy)
    except OilwatchError as error:
        return found, error
    return found, None


def answered(body, status=200):
    """Return an answer with this body."""
    return Answer(status, {}, body, "https://example.org/", "2026-11-22T12:00:00.000Z")


def one_line(error, *secrets):
    """Return the text of an error after making sure that a person can be shown it."""
    told = str(error)
    assert told
    assert told.isprintable()
    assert len(told) < 400
    assert not [secret for secret in secrets if secret in told]
    return told
