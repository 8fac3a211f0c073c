"""What the server answers besides the pages, and what every answer goes through.

Routes read the store by ``stores.store()`` in a thread, refuse by ``problem.problem`` and answer by
``conditional.fresh``. Middleware is plain ASGI, the outermost first.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING

from starlette.middleware import Middleware
from starlette.routing import Route

if TYPE_CHECKING:
    from oilwatch.settings import Settings


def routes() -> list[Route]:
    """Return the routes of this row of the house; the server adds those above it."""
    from oilwatch.web import feed, health, receipt, share

    return [
        feed.route(),
        health.route(),
        *share.routes(),
        *receipt.routes(),
    ]


def middleware(
    chosen: "Settings", listening: str, pages: Collection[str], scripts: tuple[str, ...] = ()
) -> list[Middleware]:
    """Return what every request goes through on a server that listens at *listening*.

    *pages*: the names of the dashboard's pages; *scripts*: the hashes of inline scripts that they have.
    """
    from oilwatch.web.head import PageHead
    from oilwatch.web.headers import Policy, Secure
    from oilwatch.web.hosts import Hosts, Names
    from oilwatch.web.journal import Journal
    from oilwatch.web.origins import Origins
    from oilwatch.web.packed import Packed
    from oilwatch.web.paths import Paths
    from oilwatch.web.rate import Rate
    from oilwatch.web.size import Size

    names = Names.of(listening, chosen.base_url, chosen.allowed_hosts)
    https = chosen.base_url.startswith("https://")
    return [
        Middleware(Secure, policy=Policy(scripts, chosen.frame_ancestors, https)),
        Middleware(Journal, every=chosen.log == "json"),
        Middleware(Hosts, names=names),
        Middleware(Origins, names=names),
        Middleware(Rate, a_minute=chosen.rate),
        Middleware(Paths),
        Middleware(Size),
        Middleware(Packed),
        Middleware(PageHead, pages=pages),
    ]
