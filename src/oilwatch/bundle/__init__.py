"""Proof bundles: a frozen view, all it was made from and how, in one file that anybody can make again."""

from oilwatch.bundle.container import LARGEST
from oilwatch.bundle.findings import Finding, Verified
from oilwatch.bundle.verifying import verify
from oilwatch.bundle.writing import write

__all__ = ["LARGEST", "Finding", "Verified", "verify", "write"]
