"""The manifest: what a bundle is of, what made it, and the SHA-256 of every file in it."""

import hashlib
import json
import shlex
from collections.abc import Mapping
from typing import Any

import orjson

from oilwatch.export.about import About

KIND = "oilwatch proof bundle"
FORMAT = 1
NAME = "manifest.json"


def manifest(held: About, files: Mapping[str, bytes], made_with: Mapping[str, str]) -> bytes:
    """Return the manifest of *files* (without itself); its seal is the SHA-256 of all else that it says."""
    view = held.view
    told: dict[str, Any] = {
        "kind": KIND,
        "format": FORMAT,
        "title": view["title"],
        "link": view["link"],
        "page": view["page"],
        "as_of": view["as_of"],
        "data_version": view["data_version"],
        "figures_sha256": view["sha256"],
        "made_with": dict(made_with),
        "rebuild": rebuild(view["link"]),
        "verify": "oilwatch verify bundle.zip",
        "citations": [one["citation"] for one in held.series],
        "licences": {one["id"]: one["licence"] for one in held.series},
        "files": {
            name: {"bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()}
            for name, body in sorted(files.items())
        },
    }
    return _sealed(told)


def rebuild(link: str) -> str:
    """Return the command that makes the bundle again from a store at its data version."""
    return f"oilwatch export {shlex.quote(link)} --bundle -o bundle.zip"


def unsealed(body: bytes) -> dict[str, Any] | None:
    """Return what a manifest says; None: it is none, or not as it was when it was sealed."""
    try:
        told = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(told, dict) or told.pop("seal", None) is None or body != _sealed(told):
        return None
    return told


def _sealed(told: Mapping[str, Any]) -> bytes:
    text = json.dumps(told, ensure_ascii=False, indent=1)
    seal = hashlib.sha256(text.encode()).hexdigest()
    return (json.dumps({**told, "seal": seal}, ensure_ascii=False, indent=1) + "\n").encode()
