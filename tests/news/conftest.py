"""What news tests share: a client that may ask this machine, and questions that lead to it."""

from contextlib import ExitStack
from datetime import date

import pytest

from oilwatch import settings
from oilwatch.http import Client
from oilwatch.sources import Ask
from tests.kit import NOW
from tests.services import news


@pytest.fixture
def slept():
    """The seconds that the client would have waited."""
    return []


@pytest.fixture
def client(slept):
    """A client that may ask this machine and does not wait between requests."""
    return Client(allow_private=True, sleep=slept.append)


@pytest.fixture
def notes():
    """What a source warned of while it was reading."""
    return []


@pytest.fixture
def ask(client, notes, tmp_path):
    """A function that returns a question: settings by name, and the day to read from."""

    def asked(since: date | None = None, **environ: str) -> Ask:
        resolved = settings.load(environ=environ, folder=tmp_path)
        return Ask(client, resolved, {}, {}, NOW, since, warn=notes.append)

    return asked


@pytest.fixture
def serve():
    """A function that starts a server with replies by path, or a given one; all stop with the test."""
    with ExitStack() as stack:

        def start(replies: dict[str, news.Reply] | news.Replay) -> news.Replay:
            replay = replies if isinstance(replies, news.Replay) else news.fixed(replies)
            return stack.enter_context(news.running(replay))

        yield start
