"""Who is at the command line, as it is kept with what a command changed."""

import getpass

MOST_NAME = 60
"""Characters of the longest user name that is told; what the store keeps has an end."""


def by() -> str:
    """Return ``command line (name of the user)``; without the name where the system knows none."""
    try:
        return f"command line ({getpass.getuser()[:MOST_NAME]})"
    except (KeyError, OSError, ImportError):  # a container's user that is in no list of users
        return "command line"
