"""What a browser complains of: errors in the console or of scripts, answers that failed, foreign hosts."""

from urllib.parse import urlsplit


class Ledger:
    """Collects the complaints of every page of the contexts that it follows."""

    def __init__(self, server: str) -> None:
        """Take requests to *server* as the only ones allowed."""
        self.server = server
        self.requests = 0
        self._complaints: list[str] = []
        self._hosts: set[str] = set()

    def follow(self, context) -> None:
        """Listen to every page of a browser context."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self._complaints.append(f"script error: {error.error}"))
        context.on("request", self._request)
        context.on("response", self._response)

    def take(self) -> list[str]:
        """Return what was complained of since the last call."""
        found, self._complaints = self._complaints, []
        return found

    @property
    def hosts(self) -> set[str]:
        """Every host that was asked for something, since the first page."""
        return set(self._hosts)

    def _console(self, message) -> None:
        if message.type == "error":
            self._complaints.append(f"console: {message.text[:300]}")

    def _request(self, request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("data", "blob"):
            return
        self.requests += 1
        self._hosts.add(f"{parts.scheme}://{parts.netloc}")
        if not request.url.startswith(self.server):
            self._complaints.append(f"request to another host: {request.url[:200]}")

    def _response(self, response) -> None:
        if response.status >= 400:
            self._complaints.append(f"{response.status} for {response.url[:200]}")
