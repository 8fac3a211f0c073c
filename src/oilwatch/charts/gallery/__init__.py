"""One chart a module: ``draw`` is pure and returns a plotly Figure, on an empty input too."""
