"""What Python's logging says on stderr: one line of JSON in plain ASCII each, whoever says it."""

import logging
from datetime import UTC, datetime

from oilwatch.web.journal import cut, line

LONGEST_MESSAGE = 1_000
"""Characters of a message that are told: it may hold what a stranger sent."""

_REFUSED = "ASGI callable returned without completing handshake."


def amiss(record: logging.LogRecord) -> bool:
    """Return whether a record of uvicorn tells of something amiss.

    It takes a websocket that was refused with a whole answer for one that was forgotten; the requests' own
    lines tell of both.
    """
    return record.msg != _REFUSED


class Lines(logging.Formatter):
    """Formats what is logged as the lines of requests are."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line of JSON."""
        try:
            message = record.getMessage()
        except (TypeError, ValueError):  # arguments that do not fit; the text alone tells enough
            message = str(record.msg)
        failure = {"traceback": cut(self.formatException(record.exc_info))} if record.exc_info else {}
        return line(
            time=datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            level=record.levelname,
            logger=record.name,
            message=message if len(message) <= LONGEST_MESSAGE else f"{message[:LONGEST_MESSAGE]}...",
            **failure,
        )


class Told(logging.Logger):
    """A logger whose handlers write lines of JSON, whatever form they were given before."""

    def addHandler(self, hdlr: logging.Handler) -> None:
        """Add a handler, in our form."""
        hdlr.setFormatter(Lines())
        super().addHandler(hdlr)


def settle() -> None:
    """Let every logger there is, and every one to come, write lines of JSON; warnings of Python too.

    Libraries bring handlers of their own, some when they are first used: hence also those to come.
    """
    logging.setLoggerClass(Told)
    logging.captureWarnings(True)
    if logging.lastResort:  # writes what no handler takes, such as what uvicorn says of broken requests
        logging.lastResort.setFormatter(Lines())
    known = [one for one in logging.Logger.manager.loggerDict.values() if isinstance(one, logging.Logger)]
    for logger in (logging.getLogger(), *known):
        if type(logger) is logging.Logger:  # it may be given a handler later
            logger.__class__ = Told
        for handler in logger.handlers:
            handler.setFormatter(Lines())
