"""A check as a plain document, as ``--format json`` prints it and as it is saved; and back."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from oilwatch.errors import InputError
from oilwatch.model import Check, Claim, Evidence, Story, Verdict

VERDICTS = (
    "matches", "rounds_to", "other_vintage", "other_definition", "other_period", "off_by", "contradicted",
    "not_checkable",
)  # fmt: skip
_LISTS = ("value", "normalized_value", "baseline_period", "candidates")


def as_dict(check: Check, *, story_id: str = "") -> dict[str, Any]:
    """Return a check as a document of plain lists, texts and numbers; *story_id* defaults to its hash.

    The claims are flat: the claim's fields, then what the record says of it, then ``evidence``.
    """
    digest = hashlib.sha256(check.story.text.encode("utf-8", "surrogatepass")).hexdigest()
    story = {
        "id": story_id or digest[:12],
        "title": check.story.title,
        "published": check.story.published if check.published_from != "given" else story_day(check),
        "published_from": check.published_from,
        "url": check.story.url,
        "sha256": digest,
    }
    return {
        "story": story,
        "as_of": check.as_of,
        "data_version": check.data_version,
        "note": check.note,
        "claims": [_flat(one) for one in check.verdicts],
        "counts": counts(check),
    }


def story_day(check: Check) -> str:
    """Return the day of the story, which its figures carry; empty where it is not known."""
    return next((one.claim.as_of for one in check.verdicts), check.as_of) if check.as_of else ""


def counts(check: Check) -> dict[str, int]:
    """Return how many figures got each verdict, the best first; verdicts that none got are left out."""
    found = Counter(one.verdict for one in check.verdicts)
    return {name: found[name] for name in VERDICTS if found[name]}


def from_dict(document: Mapping[str, Any]) -> Check:
    """Return the check that a document (with the story under ``text``, where it is kept) was made of.

    Raises InputError where it is no such document.
    """
    try:
        story = document["story"]
        return Check(
            Story(
                title=story["title"], url=story["url"], published=story["published"],
                text=document.get("text", ""),
            ),
            document["as_of"],
            story["published_from"],
            document["data_version"],
            tuple(_verdict(one) for one in document["claims"]),
            document.get("note", ""),
        )  # fmt: skip
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"expected a check as `oilwatch check --format json` prints it; it lacks {error}"
        ) from error


def _flat(verdict: Verdict) -> dict[str, Any]:
    claim = {name: _plain(value) for name, value in asdict(verdict.claim).items()}
    return claim | {
        "not_checkable_reason": verdict.claim.not_checkable_reason or None,
        "verdict": verdict.verdict,
        "reason": verdict.reason,
        "summary": verdict.summary,
        "tolerance_rule": verdict.tolerance_rule,
        "evidence": [asdict(one) for one in verdict.evidence],
    }


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _verdict(flat: Mapping[str, Any]) -> Verdict:
    told = {field.name: flat[field.name] for field in fields(Claim)}
    told |= {name: tuple(told[name]) for name in _LISTS if isinstance(told[name], list)}
    told["not_checkable_reason"] = told["not_checkable_reason"] or ""
    return Verdict(
        Claim(**told),
        flat["verdict"],
        flat["reason"],
        flat["summary"],
        flat["tolerance_rule"],
        tuple(Evidence(**one) for one in flat["evidence"]),
    )
