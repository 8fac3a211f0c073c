"""What was revised: today's value less the first one kept, by period."""

import pandas as pd
import plotly.graph_objects as go

from oilwatch.charts import style
from oilwatch.charts.style import Look
from oilwatch.charts.text import plain


def draw(revised: pd.DataFrame, unit: str, look: Look) -> go.Figure:
    """Return stems of ``difference`` by period (text index), of a frame as ``Store.revisions`` gives it."""
    held = revised.dropna(subset=["difference"]).sort_index()
    if held.empty:
        return style.nothing(look, "No value was changed since it was first kept")
    fig = style.figure(look, height=220, left=56)
    fig.add_scatter(
        x=[period if len(period) == 10 else f"{period}-15" for period in held.index],
        y=held["difference"].to_numpy(),
        mode="markers",
        marker={"color": look.color("opec"), "size": 7},
        error_y={
            "array": [0] * len(held),
            "arrayminus": held["difference"].tolist(),
            "symmetric": False,
            "width": 0,
            "color": look.color("opec"),
        },
        hovertemplate=f"%{{y:+,.3~f}} {plain(unit)}<extra></extra>",
    )
    fig.update_xaxes(hoverformat="%b %Y" if len(held.index[0]) == 7 else "%-d %b %Y")
    fig.update_yaxes(zeroline=True, zerolinecolor=look.color("muted"), tickformat="+,~g")
    return fig
