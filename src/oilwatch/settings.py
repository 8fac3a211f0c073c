"""The only reader of environment and configuration files.

Each setting is looked up in this order: flag, environment, ``.streamlit/secrets.toml``,
``oilwatch.toml`` (both in the working folder), default.
"""

import ipaddress
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from oilwatch.errors import InputError

SERVICES = {
    "EIA": "https://api.eia.gov",
    "FRED": "https://fred.stlouisfed.org",
    "ALFRED": "https://alfred.stlouisfed.org",
    "YAHOO": "https://query2.finance.yahoo.com",
    "JODI": "https://www.jodidata.org",
    "GDELT": "https://api.gdeltproject.org",
    "GOOGLE_NEWS": "https://news.google.com",
}
"""The outside services and where they are; ``OILWATCH_<NAME>_URL`` names another place."""
FRED_API = "https://api.stlouisfed.org"
"""Where FRED answers to a key; ``OILWATCH_FRED_URL`` names another place for both."""
KEYS = ("EIA_API_KEY", "FRED_API_KEY")
FEEDS = (
    "https://www.eia.gov/rss/todayinenergy.xml,https://www.eia.gov/rss/press_rss.xml,"
    "https://oilprice.com/rss/main"
)
_HOST = r"(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*"
_LISTS = {
    "OILWATCH_FRAME_ANCESTORS": (
        rf"https?://{_HOST}(:[0-9]{{1,5}})?",
        "origins such as https://intranet.example.org",
    ),
    "OILWATCH_ALLOWED_HOSTS": (
        rf"\*|{_HOST}|[0-9a-f:.]{{2,45}}",
        "names of hosts such as oil.example.org or *.example.org, without http:// and without port",
    ),
    "OILWATCH_EDITORS": (r"[^@<>]+@[^@<>]+", "e-mail addresses"),
}
"""What each part of a list has to look like, and that in words."""
NAMES = (
    "OILWATCH_DB",
    "OILWATCH_HOME",
    "OILWATCH_BASE_URL",
    "OILWATCH_OFFLINE",
    "OILWATCH_REFRESH_HOURS",
    "OILWATCH_ALLOW_PRIVATE",
    "OILWATCH_FEEDS",
    "OILWATCH_FRAME_ANCESTORS",
    "OILWATCH_ALLOWED_HOSTS",
    "OILWATCH_RATE",
    "OILWATCH_PROXIES",
    "OILWATCH_LOG",
    "OILWATCH_EDITORS",
    *KEYS,
    *(f"OILWATCH_{service}_URL" for service in SERVICES),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person can set, resolved; *origin* says where each came from."""

    db: str
    home: Path
    base_url: str
    offline: bool
    """No outside service is called."""
    refresh_hours: float
    """How often the dashboard loads in the background; 0: never."""
    allow_private: bool
    """Addresses that people give may lead into a private network."""
    feeds: tuple[str, ...]
    frame_ancestors: tuple[str, ...]
    """Origins whose pages may show ours in a frame; empty: none."""
    allowed_hosts: tuple[str, ...]
    """Names, in lower case, by which the server may be asked, besides those it knows; ``*.x`` and ``*``."""
    rate: int
    """Requests a minute that one client may make; 0: any number."""
    proxies: tuple[str, ...]
    """Addresses and networks whose word on the client's address is taken."""
    log: str
    """``json``: the server tells each request in a line; empty: only failures."""
    editors: tuple[str, ...]
    """E-mail addresses, in lower case, of those who may write where sign-in is set up."""
    keys: Mapping[str, str]
    services: Mapping[str, str]
    """Base address by service."""
    origin: Mapping[str, str]


def load(
    db: str | None = None, *, environ: Mapping[str, str] | None = None, folder: Path | None = None
) -> Settings:
    """Return the settings in force; *db* is the flag. Raise InputError for a file that is not TOML."""
    environ = os.environ if environ is None else environ
    folder = folder or Path()
    layers: list[tuple[str, Mapping[str, object]]] = [
        ("flag", {"OILWATCH_DB": db} if db else {}),
        ("environment", environ),
        (".streamlit/secrets.toml", _toml(folder / ".streamlit" / "secrets.toml")),
        ("oilwatch.toml", _toml(folder / "oilwatch.toml")),
    ]
    found, origin = _found(layers)
    home = Path(os.path.expanduser(found.get("OILWATCH_HOME") or _user_folder()))
    return Settings(
        db=found.get("OILWATCH_DB") or f"sqlite:///{home / 'oilwatch.db'}",
        home=home,
        base_url=found.get("OILWATCH_BASE_URL", "").rstrip("/"),
        offline=_flag(found, "OILWATCH_OFFLINE"),
        refresh_hours=_hours(found.get("OILWATCH_REFRESH_HOURS", "6")),
        allow_private=_flag(found, "OILWATCH_ALLOW_PRIVATE"),
        feeds=_list(found.get("OILWATCH_FEEDS", FEEDS)),
        frame_ancestors=_parts(found, "OILWATCH_FRAME_ANCESTORS"),
        allowed_hosts=_parts(found, "OILWATCH_ALLOWED_HOSTS"),
        rate=_rate(found.get("OILWATCH_RATE", "600")),
        proxies=_proxies(found),
        log=_log(found.get("OILWATCH_LOG", "")),
        editors=_parts(found, "OILWATCH_EDITORS"),
        keys={name: _key(name, found[name]) for name in KEYS if name in found},
        services=_services(found),
        origin={name: origin.get(name, "default") for name in NAMES},
    )


def _found(layers: list[tuple[str, Mapping[str, object]]]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the text of each setting that is set, and where it is set first."""
    found: dict[str, str] = {}
    origin: dict[str, str] = {}
    for name in NAMES:
        for where, values in layers:
            if values.get(name):
                found[name], origin[name] = str(values[name]), where
                break
    return found, origin


def _services(found: Mapping[str, str]) -> dict[str, str]:
    places = {name: found.get(f"OILWATCH_{name}_URL", base).rstrip("/") for name, base in SERVICES.items()}
    return places | {"FRED_API": places["FRED"] if "OILWATCH_FRED_URL" in found else FRED_API}


def _flag(found: Mapping[str, str], name: str) -> bool:
    return found.get(name, "").strip().lower() not in ("", "0", "false", "no")


def _hours(text: str) -> float:
    try:
        hours = float(text)
    except ValueError:
        hours = -1
    if not 0 <= hours < 10_000:
        raise InputError(f"OILWATCH_REFRESH_HOURS is {text[:40]!r}; expected hours such as 6, or 0 for never")
    return hours


def _list(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, text.split(","))))


def _parts(found: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Return the parts of a list in lower case; raise InputError for one that is not what is expected."""
    pattern, expected = _LISTS[name]
    parts = tuple(found.get(name, "").lower().replace(",", " ").split())
    for part in parts:
        if not re.fullmatch(pattern, part):
            raise InputError(f"{name} has {part[:80]!r}; expected {expected}, apart by commas or blanks")
    return parts


def _rate(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", text.strip()):
        raise InputError(
            f"OILWATCH_RATE is {text[:40]!r}; expected requests a minute such as 600, or 0 for any number"
        )
    return int(text)


def _proxies(found: Mapping[str, str]) -> tuple[str, ...]:
    places = _list(found.get("OILWATCH_PROXIES", ""))
    for place in places:
        try:
            ipaddress.ip_network(place, strict=False)
        except ValueError:
            raise InputError(
                f"OILWATCH_PROXIES has {place[:80]!r}; expected addresses or networks such as 10.0.0.5 or "
                "10.0.0.0/8, apart by commas"
            ) from None
    return places


def _log(text: str) -> str:
    if text.strip().lower() not in ("", "json"):
        raise InputError(f"OILWATCH_LOG is {text[:40]!r}; expected json, or nothing")
    return text.strip().lower()


def _key(name: str, text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_-]{8,128}", text.strip()):
        raise InputError(
            f"{name} is no key: expected letters and digits only; copy it from its publisher again"
        )
    return text.strip()


def masked(url: str) -> str:
    """Return a database address without its password, also where it is given as a parameter."""
    return re.sub(r"(?<=[?&]password=)[^&]*", "***", re.sub(r"(?<=://)([^:/@]*):.*@", r"\1:***@", url))


def bundled(name: str) -> Path:
    """Return the path of a file or folder that comes with oilwatch, installed or in a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "_bundled" / name
    return installed if installed.exists() else package.parent.parent / name


def _user_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path("oilwatch", appauthor=False)


def _toml(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise InputError(f"{path} cannot be read as TOML ({error}); mend it or move it away") from error
