"""Facts of output for the test of truth: levels, changes, quarters, years, vintages and definitions."""

from collections.abc import Iterator
from datetime import date, timedelta

from oilwatch.claims.sessions import month_span
from tests.claims.truth_facts import COUNTRIES, Fact, Fields, World

DEFINED = {"SAU": "Saudi Arabia", "RUS": "Russia"}


def levels(world: World) -> Iterator[Fact]:
    """Yield the output of a month."""
    source = world.source
    while True:
        entity, (first, last, published) = source.choice(sorted(COUNTRIES)), _month(world, 2009, 2025)
        value = world.output(entity, first.year, first.month, published)
        if not value or value < 600:
            continue
        prints = _said(value, source.choice((-1, 1)) * 0.018, source.choice((0.6, 0.75, 1.3, 1.5)))
        year_ago = world.output(entity, first.year - 1, first.month, published)
        if year_ago and abs(year_ago / value - 1) > 0.07:
            prints["wrong month"] = {"v": f"{year_ago / 1000:.2f}"}
        other = world.output(source.choice(sorted(COUNTRIES)), first.year, first.month, published)
        if other and abs(other / value - 1) > 0.2:
            prints["wrong country"] = {"v": f"{other / 1000:.2f}"}
        yield _fact(published, "level", entity, first, last, prints)


def loose(world: World) -> Iterator[Fact]:
    """Yield the output of a month with a word of approximation, which allows more."""
    source = world.source
    while True:
        entity, (first, last, published) = source.choice(sorted(COUNTRIES)), _month(world, 2009, 2025)
        value = (world.output(entity, first.year, first.month, published) or 0) / 1000
        word, true, far = source.choice(
            (("about", 1.02, 1.4), ("nearly", 1.03, 1.5), ("more than", 0.96, 1.4), ("less than", 1.04, 0.6),
             ("at least", 0.98, 1.4), ("up to", 1.02, 0.6), ("between", 0.97, 1.4))
        )  # fmt: skip
        if value > 0.6:
            prints = {"true": {"v": f"{value * true:.2f}"}, "far": {"v": f"{value * far:.2f}"}}
            if word == "between":
                prints = {
                    kind: {"v": f"{said['v']} and {float(said['v']) * 1.06:.2f}"}
                    for kind, said in prints.items()
                }
            yield _fact(published, "level", entity, first, last, prints, {"word": word})


def quarters(world: World) -> Iterator[Fact]:
    """Yield the mean output of a quarter."""
    while True:
        entity, year = world.source.choice(sorted(COUNTRIES)), world.source.randint(2009, 2024)
        quarter = world.source.randint(1, 4)
        first, last = month_span(year, quarter * 3 - 2)[0], month_span(year, quarter * 3)[1]
        value = _mean(world, entity, first, 3, last + timedelta(days=100))
        if value and value > 600:
            fields = {"quarter": ("first", "second", "third", "fourth")[quarter - 1], "year": str(year)}
            yield _fact(
                last + timedelta(days=100), "level", entity, first, last, _said(value, 0.018, 1.35), fields
            )


def years(world: World) -> Iterator[Fact]:
    """Yield the mean output of a year."""
    while True:
        entity, year = world.source.choice(sorted(COUNTRIES)), world.source.randint(2009, 2024)
        first, last = date(year, 1, 1), date(year, 12, 31)
        value = _mean(world, entity, first, 12, last + timedelta(days=120))
        if value and value > 600:
            fields = {"year": str(year)}
            yield _fact(
                last + timedelta(days=120), "level", entity, first, last, _said(value, -0.018, 0.7), fields
            )


def changes(world: World) -> Iterator[Fact]:
    """Yield changes of output from one month to the next, in barrels a day."""
    while True:
        entity, (first, last, published) = world.source.choice(sorted(COUNTRIES)), _month(world, 2009, 2025)
        now = world.output(entity, first.year, first.month, published)
        then = world.output(entity, first.year, first.month - 1, published)
        if not now or not then or not 60 <= abs(now - then) < 900:
            continue
        prints = _moved(now - then, 1000, 0, now)
        yield _fact(published, "change", entity, first, last, prints, base=_before(first, 1))


def percents(world: World) -> Iterator[Fact]:
    """Yield changes of output from a year before, in percent."""
    while True:
        entity, (first, last, published) = world.source.choice(sorted(COUNTRIES)), _month(world, 2010, 2025)
        now = world.output(entity, first.year, first.month, published)
        then = world.output(entity, first.year - 1, first.month, published)
        if not now or not then or then < 600 or not 3 <= abs(now / then - 1) * 100 < 60:
            continue
        prints = _moved((now / then - 1) * 100, 1, 1, 0)
        yield _fact(published, "pct_change", entity, first, last, prints, base=_before(first, 12))


def vintages(world: World) -> Iterator[Fact]:
    """Yield U.S. output in the words of a later copy than the story could know."""
    held = world.record.held("production.usa.crude")
    while True:
        period = world.source.choice([p for p in held.revised if "2015" <= p < "2020-05"])
        first, last = month_span(int(period[:4]), int(period[5:]))
        published = last + timedelta(days=70)
        then = world.output("USA", first.year, first.month, published)
        now = world.record.reads("production.usa.crude", period)
        if then and now and abs(then - now) > 15:
            prints = {"true": {"v": f"{then / 1000:.3f}"}, "other vintage": {"v": f"{now / 1000:.3f}"}}
            yield _fact(published, "level", "USA", first, last, prints)


def definitions(world: World) -> Iterator[Fact]:
    """Yield Saudi and Russian output by other definitions: crude only, and all liquids."""
    while True:
        entity, (first, last, published) = world.source.choice(sorted(DEFINED)), _month(world, 2023, 2025)
        published = date(2026, 11, 1)
        value = world.output(entity, first.year, first.month, published)
        other = world.at(
            f"production.{entity.lower()}.{world.source.choice(('crude_only', 'liquids'))}",
            first.isoformat()[:7], published,
        )  # fmt: skip
        if value and other and abs(other / value - 1) > 0.035:
            prints = {"true": {"v": f"{value / 1000:.2f}"}, "other definition": {"v": f"{other / 1000:.2f}"}}
            yield _fact(published, "level", entity, first, last, prints, {"year": str(first.year)})


def _month(world: World, low: int, high: int) -> tuple[date, date, date]:
    first, last = month_span(world.source.randint(low, high), world.source.randint(1, 12))
    return first, last, last + timedelta(days=world.source.randint(15, 40))


def _before(first: date, months: int) -> str:
    return month_span(first.year, first.month - months)[0].isoformat()[:7]


def _mean(world: World, entity: str, first: date, months: int, published: date) -> float | None:
    found = [world.output(entity, first.year, first.month + number, published) for number in range(months)]
    known = [value for value in found if value]
    return sum(known) / months if len(known) == months else None


def _said(value: float, little: float, far: float) -> dict[str, Fields]:
    return {
        "true": {"v": f"{value / 1000:.2f}"}, "rounded": {"v": f"{value / 1000:.1f}"},
        "slightly": {"v": f"{value * (1 + little) / 1000:.2f}"}, "far": {"v": f"{value * far / 1000:.2f}"},
    }  # fmt: skip


def _moved(moved: float, scale: float, places: int, level: float) -> dict[str, Fields]:
    def said(value: float, digits: int = places) -> Fields:
        names = ("rose", "up", "more", "increase") if value > 0 else ("fell", "down", "less", "decrease")
        shown = f"{round(abs(value)) * 1000:,}" if scale > 1 else f"{abs(value):.{digits}f}"
        return {"v": shown, **dict(zip(("verb", "way", "than", "noun"), names, strict=True))}

    sign = 1 if moved > 0 else -1
    far = moved + sign * (max(0.12 * level, 2 * abs(moved)) if level else 25)
    rounded = round(moved, -1) if scale > 1 else moved
    return {"true": said(moved), "rounded": said(rounded, 0), "wrong sign": said(-moved), "far": said(far)}


def _fact(
    published: date, kind: str, entity: str, first: date, last: date, prints: dict[str, Fields],
    fields: Fields | None = None, base: str = "",
) -> Fact:  # fmt: skip
    who = {**COUNTRIES, **DEFINED}[entity]
    own = {
        "who": who,
        "month": f"{first:%B}",
        "full": f"{first:%B %Y}",
        "before": f"{first - timedelta(days=3):%B}",
    }
    return Fact(
        published, kind, entity, first.isoformat(), last.isoformat(), {**own, **(fields or {})}, prints, base
    )
