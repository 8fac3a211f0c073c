"""What came of verifying a bundle."""

from dataclasses import dataclass

CONTAINER = "the container"
MADE = "made otherwise"
"""The kind of a finding that is explained by libraries of another version: the figures are the same."""
DIFFERENCE = "difference"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that differs: *where* (a file, the container, the store), what, and of which kind."""

    where: str
    text: str
    kind: str = DIFFERENCE


@dataclass(frozen=True, slots=True)
class Verified:
    """The findings of a bundle, the SHA-256 of the whole file, and the link of the view it says it is of."""

    findings: tuple[Finding, ...]
    sha256: str
    link: str = ""

    @property
    def ok(self) -> bool:
        """Whether every byte is as it was made again."""
        return not self.findings

    @property
    def figures_ok(self) -> bool:
        """Whether nothing differs but what libraries of another version make of the same figures."""
        return all(one.kind == MADE for one in self.findings)
