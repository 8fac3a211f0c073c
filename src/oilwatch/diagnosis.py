"""What `oilwatch doctor` looks at: settings, the store's reachability, its schema and its integrity."""

from dataclasses import dataclass

from oilwatch import catalog, settings
from oilwatch.errors import OilwatchError
from oilwatch.store import Store


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at, and what was found."""

    name: str
    ok: bool
    finding: str


def examine(db: str | None) -> list[Check]:
    """Return every check made; the first that fails on the store ends the rest."""
    chosen = settings.load(db)
    checks = [
        Check("settings", ok=True, finding=f"{name} from {where}") for name, where in chosen.origin.items()
    ]
    checks.append(Check("catalogue", ok=True, finding=_catalogue()))
    try:
        store = Store(chosen.db)
        checks.append(Check("store", ok=True, finding=store.address))
        if not store.is_current():
            return [
                *checks,
                Check("schema", ok=False, finding="no tables of this version; run: oilwatch init"),
            ]
        checks.append(Check("schema", ok=True, finding="up to date"))
        problems = store.problems()
    except OilwatchError as error:
        return [*checks, Check("store", ok=False, finding=str(error))]
    checks += [Check("integrity", ok=False, finding=problem) for problem in problems[:10]]
    if not problems:
        checks.append(Check("integrity", ok=True, finding="sound"))
    held = store.newest()
    checks.append(Check("figures", ok=bool(held), finding=f"{len(held)} series hold figures"))
    checks.append(Check("outside services", ok=True, finding=_outside(store)))
    return checks


def _outside(store: Store) -> str:
    asked = store.loads.outside()
    failed = [run.source for run in asked if run.status == "failed"]
    told = f"; failed: {', '.join(failed)} (oilwatch status says why)" if failed else ""
    return f"{len(asked)} asked so far{told}" if asked else "none asked yet; run: oilwatch load"


def _catalogue() -> str:
    found = {"series": catalog.series(), "events": catalog.events(), "target steps": catalog.targets()}
    return ", ".join(f"{len(rows)} {what}" for what, rows in found.items())
