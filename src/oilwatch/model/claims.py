"""The figures of a story and what the record says of them."""

from dataclasses import dataclass

from oilwatch.model.records import Story


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure about oil that a story states, as it is read: what it says, of whom, and of when.

    *value* and *unit* are as quoted; *normalized_value* is in kb/d, USD/bbl, percent, ..., signed: falls and
    cuts are negative. Two values are a range. *start* and *end* are places in the text of the story.
    """

    span_text: str
    start: int
    end: int
    value: "float | str | tuple[float, float]"
    unit: str
    normalized_value: "float | str | tuple[float, float]"
    normalized_unit: str
    kind: str
    """level, change, pct_change, extreme, rank, decision, quota, compliance, share, ratio, forecast,
    count."""
    measure: str
    entity: str
    period_start: str
    period_end: str
    baseline_period: tuple[str, str] | None = None
    modifier: str = "exact"
    checkable: bool = True
    not_checkable_reason: str = ""
    source: str = ""
    """Whose figure the story says that it is: EIA, SURVEY, RUS_MINISTRY, ...; empty: it does not say."""
    definition: str = ""
    basis: str = ""
    announced: str = ""
    digits: float = 0.0
    """Half a unit of the last printed digit, in the normalized unit."""
    low: float | None = None
    high: float | None = None
    """The interval that the printed digits and the modifier allow, in the normalized unit."""
    as_of: str = ""
    """The day of the story."""
    candidates: tuple[str, ...] = ()
    """Other readings that were considered, in words."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A recorded figure that a claim was held against; *role* says as what.

    Roles: ``then`` (known on the day of the story), ``now`` (where it has been revised since), ``base`` (what
    a change starts from), ``definition``, ``period`` and ``vintage`` (what the figure would fit instead),
    ``decision``.
    """

    role: str
    series: str
    publisher_id: str
    period: str
    value: float | None
    unit: str
    seen_from: str
    vintage: str
    difference: float | None
    difference_percent: float | None
    raw_sha256: str
    url: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the record says of a claim, in one word and in one sentence, and what it was held against.

    *verdict*: not_checkable (see *reason*), matches, rounds_to, other_vintage, other_definition,
    other_period, off_by or contradicted (*reason* ``sign_reversed`` where only the direction is wrong).
    """

    claim: Claim
    verdict: str
    reason: str
    summary: str
    tolerance_rule: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """A story checked: the verdict on each of its figures, in the order of the text."""

    story: Story
    as_of: str
    """The day as of which the record was read; empty where the story's day is not known."""
    published_from: str
    """How the story's day is known, in words: ``given``, ``page metadata``, ``inferred from ...``."""
    data_version: int
    verdicts: tuple[Verdict, ...]
    note: str = ""
    """What has to be said of the whole: no figures about oil, no date, a date that was inferred."""
