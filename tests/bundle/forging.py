"""Bundles as somebody makes them who can count sums: changed files in a container and manifest that fit."""

import hashlib
import json

from oilwatch.bundle.container import pack

MANIFEST = "manifest.json"


def sealed(told):
    """Return a manifest with the seal that fits it."""
    told = {name: value for name, value in told.items() if name != "seal"}
    seal = hashlib.sha256(json.dumps(told, ensure_ascii=False, indent=1).encode()).hexdigest()
    return (json.dumps({**told, "seal": seal}, ensure_ascii=False, indent=1) + "\n").encode()


def forged(files, **said):
    """Return a bundle of *files* whose sums all fit; *said* goes into its manifest."""
    told = {**json.loads(files[MANIFEST]), **said}
    told["files"] = {
        name: {"bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()}
        for name, body in sorted(files.items())
        if name != MANIFEST
    }
    return pack({**files, MANIFEST: sealed(told)})
