"""What middleware refuses, in the form of what was asked for: a page of ours, or a problem."""

from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from oilwatch.web.answer import answered
from oilwatch.web.problem import problem

_PAGES = ("/s/", "/receipt/")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not fulfilled; an ASGI application. *wait*: seconds after which to ask again."""

    status: int
    title: str
    text: str
    wait: int = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; nothing of it is in a page."""
        response = await run_in_threadpool(self._page) if _shown(scope) else self._problem(scope)
        await answered(scope, receive, send, response)

    def _page(self) -> Response:
        from oilwatch.web import page  # packs the files of pages the first time: not in the event loop

        return page.refusal(self.status, self.title, self.text, wait=self.wait)

    def _problem(self, scope: Scope) -> Response:
        more = {"Retry-After": str(self.wait)} if self.wait else {}
        return problem(self.status, self.title, self.text, HTTPConnection(scope), more)


def _shown(scope: Scope) -> bool:
    """Return whether a person looks at the answer, in a page of ours."""
    path: str = scope["path"]
    return scope["type"] == "http" and path.startswith(_PAGES) and not path.endswith(".json")
