"""``oilwatch serve`` that tells on stderr of each socket it opens to elsewhere, and each name it looks up."""

import sys

from oilwatch import server

_HERE = ("127.0.0.1", "::1", "localhost")


def _tell(event: str, args: tuple[object, ...]) -> None:
    if event == "socket.connect" and isinstance(args[1], tuple) and args[1][0] not in _HERE:
        print(f"watched: {args[1]}", file=sys.stderr, flush=True)
    if event == "socket.getaddrinfo" and args[0] not in (*_HERE, None):
        print(f"watched: {args[0]!r}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    made = server.application("127.0.0.1")
    sys.addaudithook(_tell)
    server.run("127.0.0.1", int(sys.argv[-1]), made)
