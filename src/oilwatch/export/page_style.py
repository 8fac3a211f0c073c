"""How a view's HTML file looks, and the few lines of script that draw its charts."""

from oilwatch.charts.style import FONT, LIGHT

SHEET = f"""
:root{{color-scheme:light}}
body{{margin:0;background:{LIGHT["page"]};color:{LIGHT["text"]};font:14px/1.5 {FONT};
  font-variant-numeric:tabular-nums;overflow-wrap:anywhere}}
main{{max-width:1040px;margin:0 auto;padding:28px 16px 48px}}
h1{{font-size:21px;line-height:1.25;margin:0 0 2px}}
h2{{font-size:15px;margin:20px 0 4px}}
p{{margin:0 0 8px}}
.quiet,footer,caption{{color:{LIGHT["muted"]}}}
.note{{border-left:3px solid {LIGHT["RUS"]};padding-left:10px}}
.charts{{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(300px,100%),1fr));gap:8px 16px}}
.charts section{{min-width:0;display:flex;flex-direction:column}}
.charts h2{{margin:8px 0 0}}
.charts .chart{{margin-top:auto}}
a{{color:{LIGHT["BRENT"]}}}
ul{{padding-left:20px;margin:0}}
summary{{cursor:pointer;padding:3px 0}}
table{{border-collapse:collapse;margin:4px 0 12px}}
caption{{text-align:left;font-size:12px}}
th,td{{text-align:left;padding:2px 14px 2px 0;border-bottom:1px solid {LIGHT["grid"]}}}
td:nth-child(2),th:nth-child(2){{text-align:right}}
footer{{font-size:12px;border-top:1px solid {LIGHT["grid"]};margin-top:24px;padding-top:8px}}
"""
SCRIPT = """
const held = JSON.parse(document.getElementById("figures").textContent);
for (const [at, figure] of (innerWidth < 640 ? held.phone : held.wide).entries()) {
  const place = document.getElementById(`chart-${at}`);
  place.textContent = "";
  Plotly.newPlot(place, figure.data, figure.layout, held.config);
}
"""
"""Draws the figures of the data block; its hash stands in the page's policy."""
