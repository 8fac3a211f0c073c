"""How a check looks: its colours in both themes and one style sheet, for the page and for the file.

The tones are tested: text at 4.5:1 and marks at 3:1, on the page and on a card.
"""

from collections.abc import Mapping

from oilwatch.charts import style

_LIGHT = {"card": "#FBF9F3", "good": "#0B6E4F", "other": "#6D28D9", "off": "#B45309", "wrong": "#B42318",
          "open": "#475569"}  # fmt: skip
_DARK = {"card": "#1A222B", "good": "#2DD4A7", "other": "#B794F6", "off": "#F59E0B", "wrong": "#FF8A80",
         "open": "#A3B1C2"}  # fmt: skip
_SHARED = ("page", "text", "muted", "grid", "BRENT")


def palette(*, dark: bool) -> Mapping[str, str]:
    """Return the colours of a theme by name: page, card, text, muted, grid, link, line, and the tones."""
    known = style.DARK if dark else style.LIGHT
    shared = {name: known[name] for name in _SHARED if name != "BRENT"}
    return shared | {"link": known["BRENT"]} | (_DARK if dark else _LIGHT)


def _variables(*, dark: bool) -> str:
    return "".join(f"--owr-{name}:{color};" for name, color in palette(dark=dark).items())


def sheet(*, dark: bool) -> str:
    """Return the style sheet of a check inside a page of the given theme."""
    return f".owr{{{_variables(dark=dark)}max-width:900px}}{_RULES}"


def file_sheet() -> str:
    """Return the style sheet of a file that stands by itself: the reader's theme, light on paper."""
    light, dark = _variables(dark=False), _variables(dark=True)
    return (
        f":root{{color-scheme:light dark;{light}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"
        f"body{{margin:0;background:var(--owr-page);font-family:{style.FONT}}}"
        "body>.owr{max-width:860px;margin:0 auto;padding:32px 20px 48px}"
        f"{_RULES}"
    )


_TONES = "".join(
    f".owr-{tone}{{--owr-tone:var(--owr-{tone})}}" for tone in ("good", "other", "off", "wrong", "open")
)
_RULES = (
    _TONES
    + """
.owr{color:var(--owr-text);font-size:14px;line-height:1.5;font-variant-numeric:tabular-nums;
  overflow-wrap:anywhere}
.owr a{color:var(--owr-link)}
.owr h1{font-size:21px;line-height:1.25;font-weight:600;margin:0 0 4px;padding:0}
.owr p{margin:0 0 6px}
.owr .owr-quiet{color:var(--owr-muted);font-size:13px}
.owr .owr-note{border-left:3px solid var(--owr-off);padding-left:10px}
.owr .owr-story{font-size:16px;line-height:1.75;white-space:pre-wrap;margin:18px 0 22px;max-width:68ch}
.owr .owr-figure{text-decoration:underline 2px var(--owr-tone);text-underline-offset:4px;
  text-decoration-skip-ink:none}
.owr .owr-nested{text-decoration-style:double}
.owr .owr-letter{font-size:11px;padding:1px 5px;margin:0 1px 0 3px;border-radius:8px;font-weight:600;
  text-decoration:none;vertical-align:3px;color:var(--owr-page);background:var(--owr-tone)}
.owr .owr-card{background:var(--owr-card);border:1px solid var(--owr-grid);border-radius:6px;
  padding:12px 14px;margin:0 0 12px;break-inside:avoid;scroll-margin-top:72px}
.owr .owr-head{display:flex;flex-wrap:wrap;gap:6px 10px;align-items:center;margin:0 0 6px;padding:0;
  font-size:15px;line-height:1.35;font-weight:600}
.owr .owr-head .owr-letter{font-size:13px;line-height:20px;min-width:20px;padding:0 5px;margin:0;
  box-sizing:border-box;text-align:center;border-radius:10px}
.owr .owr-chip{color:var(--owr-tone);border:1.5px solid var(--owr-tone);border-radius:12px;
  padding:1px 9px;font-size:13px;font-weight:600}
.owr .owr-facts{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:4px 16px;margin:8px 0;
  padding:0}
.owr .owr-facts div:last-child:not(:first-child){grid-column:1/-1}
.owr dt{color:var(--owr-muted);font-size:12px;font-weight:400}
.owr dd{margin:0;font-weight:600}
.owr .owr-facts div:last-child:not(:first-child) dd{font-weight:400}
.owr .owr-spark{display:block;width:280px;max-width:100%;height:auto;margin:8px 0 0}
.owr .owr-sources{list-style:none;margin:8px 0 0;padding:0;font-size:12px;color:var(--owr-muted)}
.owr .owr-sources li{margin:2px 0}
.owr .owr-others{margin:2px 0 0;padding-left:20px}
.owr .owr-foot{border-top:1px solid var(--owr-grid);margin:18px 0 0;padding:10px 0 0;font-size:12px}
.owr .owr-foot div{margin:0 0 4px}
.owr .owr-foot dt,.owr .owr-foot dd{display:inline;font-weight:400;font-size:12px}
.owr code{font-family:ui-monospace,monospace;background:none;color:inherit;padding:0;font-size:12px}
.owr section+section{margin-top:40px;border-top:3px solid var(--owr-grid);padding-top:24px}
@media (max-width:640px){.owr .owr-facts{grid-template-columns:repeat(2,minmax(0,1fr))}}
@media print{.owr .owr-letter{color:var(--owr-tone);background:none;border:1px solid}}
"""
)
