"""Why a story is tied to an event, in plain words."""

from oilwatch.news.event_facts import Facts
from oilwatch.news.told import Told
from oilwatch.news.told_numbers import Size

def _size(size: Size | None) -> str:
    if not size:
        return ""
    unit = " mb/d" if size.rate else " million barrels"
    return f"{size.kb / 1000:g}{unit}" if size.kb >= 1000 or not size.rate else f"{size.kb:g} kb/d"


def _written(name: str) -> str:
    return (
        name.upper()
        if len(name) < 4 or name.startswith("opec")
        else name.title()
        if name[0].isalpha()
        else name
    )


def _listed(names: list[str]) -> str:
    return (
        names[0] if len(names) == 1 else ", ".join(names[:-1]) + f" and {names[-1]}" if names else "nothing"
    )
