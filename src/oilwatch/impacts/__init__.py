"""What prices did around events, against all other windows of the same length before them.

Not named ``impact``: that is the public function of the package above.
"""

from oilwatch.impacts.beside import with_stories
from oilwatch.impacts.kinds import by_kind, largest
from oilwatch.impacts.one import WINDOWS, around, on_day
from oilwatch.impacts.unusual import moves
from oilwatch.impacts.windows import Prices, measure

__all__ = [
    "WINDOWS",
    "Prices",
    "around",
    "by_kind",
    "largest",
    "measure",
    "moves",
    "on_day",
    "with_stories",
]
