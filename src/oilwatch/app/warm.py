"""What a server imports before its first visitor, so that he does not wait for it."""


def up() -> None:
    """Import the pages' modules and what they load late."""
    import pyarrow  # noqa: F401

    from oilwatch.app import controls, events, loads, parts, production, series, site  # noqa: F401
    from oilwatch.store import frames  # noqa: F401
    from oilwatch.views import panels, timeline  # noqa: F401
