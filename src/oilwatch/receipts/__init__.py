"""Where a number comes from: publisher, address, raw answer and the row in it, conversion, earlier values.

Every number that is shown has a receipt: ``receipt`` gives it, ``text`` and ``as_dict`` tell it, ``address``
is where the server has it. A number that is worked out of several has one of each (``behind``).
"""

from oilwatch.receipts.derived import Derived, behind
from oilwatch.receipts.one import Earlier, Receipt, receipt
from oilwatch.receipts.places import address
from oilwatch.receipts.words import as_dict, facts, text, title

__all__ = [
    "Derived",
    "Earlier",
    "Receipt",
    "address",
    "as_dict",
    "behind",
    "facts",
    "receipt",
    "text",
    "title",
]
