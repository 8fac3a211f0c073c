"""What a server imports before its first visitor, so that he does not wait for it."""


def up() -> None:
    """Import the pages' modules and the libraries that they load late."""
    import plotly.io
    import pyarrow

    from oilwatch.app import controls, drawn, parts, production, site  # noqa: F401
    from oilwatch.store import frames  # noqa: F401

    plotly.io.templates.default = "none"
    pyarrow.set_cpu_count(1)
