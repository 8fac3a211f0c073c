"""The only reader of environment and configuration files.

Each setting is looked up in this order: flag, environment, ``.streamlit/secrets.toml``,
``oilwatch.toml`` (both in the working folder), default.
"""

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
NAMES = (
    "OILWATCH_DB",
    "OILWATCH_HOME",
    "OILWATCH_BASE_URL",
    "OILWATCH_OFFLINE",
    "OILWATCH_REFRESH_HOURS",
    "OILWATCH_ALLOW_PRIVATE",
    "OILWATCH_FEEDS",
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
    found: dict[str, str] = {}
    origin: dict[str, str] = {}
    for name in NAMES:
        for where, values in layers:
            if values.get(name):
                found[name], origin[name] = str(values[name]), where
                break
    home = Path(os.path.expanduser(found.get("OILWATCH_HOME") or _user_folder()))
    return Settings(
        db=found.get("OILWATCH_DB") or f"sqlite:///{home / 'oilwatch.db'}",
        home=home,
        base_url=found.get("OILWATCH_BASE_URL", "").rstrip("/"),
        offline=_flag(found, "OILWATCH_OFFLINE"),
        refresh_hours=_hours(found.get("OILWATCH_REFRESH_HOURS", "6")),
        allow_private=_flag(found, "OILWATCH_ALLOW_PRIVATE"),
        feeds=tuple(filter(None, map(str.strip, found.get("OILWATCH_FEEDS", FEEDS).split(",")))),
        keys={name: _key(name, found[name]) for name in KEYS if name in found},
        services=_services(found),
        origin={name: origin.get(name, "default") for name in NAMES},
    )


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
