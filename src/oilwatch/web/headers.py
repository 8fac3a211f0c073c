"""Headers that keep browsers from doing what no page of ours needs; a route's own header stands."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from oilwatch.web.answer import STARTS

_UNUSED = (
    "accelerometer", "autoplay", "camera", "display-capture", "geolocation", "gyroscope", "hid",
    "magnetometer", "microphone", "midi", "payment", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _UNUSED),
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
}
A_YEAR = "max-age=31536000"


@dataclass(frozen=True, slots=True)
class Policy:
    """What a browser is told of every answer.

    *scripts*: hashes of the inline scripts of the pages (``'sha256-...'``); *ancestors*: origins that may
    show a page in a frame; *https*: the public address is HTTPS, and is to stay so.
    """

    scripts: tuple[str, ...] = ()
    ancestors: tuple[str, ...] = ()
    https: bool = False

    def content(self) -> str:
        """Return the Content-Security-Policy under which the dashboard works, and little else does."""
        # The dashboard makes its styles in the browser, loads components from blob: and icons from data:,
        # and its decoder of messages is partly WebAssembly.
        parts = {
            "default-src": ("'self'",),
            "script-src": ("'self'", "blob:", "'wasm-unsafe-eval'", *self.scripts),
            "style-src": ("'self'", "'unsafe-inline'"),
            "img-src": ("'self'", "data:", "blob:"),
            "font-src": ("'self'", "data:"),
            "connect-src": ("'self'",),
            "worker-src": ("'self'",),
            "frame-src": ("'self'",),
            "object-src": ("'none'",),
            "base-uri": ("'none'",),
            "form-action": ("'self'",),
            "frame-ancestors": self.ancestors or ("'none'",),
        }
        return "; ".join(f"{name} {' '.join(values)}" for name, values in parts.items())

    def headers(self) -> dict[str, str]:
        """Return the headers of an answer that has none of them."""
        own = {"Content-Security-Policy": self.content()}
        if not self.ancestors:  # there is no way to name several origins in it; the policy above does
            own["X-Frame-Options"] = "DENY"
        if self.https:
            own["Strict-Transport-Security"] = A_YEAR
        return _ALWAYS | own


class Secure:
    """Middleware that adds the headers of a policy where an answer does not have them."""

    def __init__(self, app: ASGIApp, policy: Policy) -> None:
        self.app = app
        self._headers = policy.headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything through; add to the head of each answer."""

        async def told(message: Message) -> None:
            if message["type"] in STARTS:
                _complete(MutableHeaders(scope=message), self._headers)
            await send(message)

        await self.app(scope, receive, told)


def _complete(found: MutableHeaders, wanted: Mapping[str, str]) -> None:
    """Add what is not there; a route that says itself who may frame it is not contradicted."""
    framed = "frame-ancestors" in found.get("content-security-policy", "")
    for name, value in wanted.items():
        if not (framed and name == "X-Frame-Options"):
            found.setdefault(name, value)
    if framed and "frame-ancestors 'none'" in found["content-security-policy"]:
        found.setdefault("X-Frame-Options", "DENY")
    kind = found.get("content-type", "")
    # A picture may be shown by a page elsewhere; anything else is for pages of ours.
    found.setdefault(
        "Cross-Origin-Resource-Policy", "cross-origin" if kind.startswith("image/") else "same-origin"
    )
    if "server" in found:
        del found["server"]
