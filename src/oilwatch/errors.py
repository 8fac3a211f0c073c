"""Every error that oilwatch raises on purpose; its text says what was expected, what came and what to do.

::

    OilwatchError            exit code 1: a problem was found
    ├── StoreError           the store cannot be opened, read or written
    ├── SourceError          an outside service failed, refused, or answered what cannot be used
    ├── PictureError         a picture cannot be drawn: no kaleido, no Chrome, or no answer in time
    └── InputError           exit code 2: bad call or bad input
        ├── UnknownSeries    no series of this id
        └── CatalogError     a row of data/*.csv breaks a rule
"""


class OilwatchError(Exception):
    """A problem that a person can act on, told in one line."""

    exit_code = 1


class StoreError(OilwatchError):
    """The store cannot be opened, read or written."""


class SourceError(OilwatchError):
    """An outside service failed or refused.

    *wait*: seconds before it should be asked again, where known; *limited*: it was asked too often.
    """

    def __init__(self, message: str, *, wait: float = 0, limited: bool = False) -> None:
        super().__init__(message)
        self.wait = wait
        self.limited = limited


class PictureError(OilwatchError):
    """A picture cannot be drawn here; the text says what to install."""


class InputError(OilwatchError):
    """A call or an input that cannot be used; nothing was written."""

    exit_code = 2


class UnknownSeries(InputError):
    """There is no series of this id."""


class CatalogError(InputError):
    """A row of the catalogue in ``data/`` breaks a rule."""
