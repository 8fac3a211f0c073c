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

NAMES = ("OILWATCH_DB", "OILWATCH_HOME", "OILWATCH_BASE_URL")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person can set, resolved; *origin* says where each came from."""

    db: str
    home: Path
    base_url: str
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
        origin={name: origin.get(name, "default") for name in NAMES},
    )


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
