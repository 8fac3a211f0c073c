"""Charts: each module of ``gallery`` reads frames and draws a plotly Figure; ``style`` is shared."""
