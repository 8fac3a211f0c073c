"""For which width and theme to draw: told by the browser, guessed from its name on the first run."""

import streamlit as st

from oilwatch.charts.style import Look

_WIDTHS = {"phone": 358, "tablet": 704, "desktop": 1136}
"""Width of the charts' box, in pixels, by kind of window."""

_SCRIPT = """
export default function (component) {
  const now = {
    kind: () => window.innerWidth < 640 ? "phone" : window.innerWidth < 1024 ? "tablet" : "desktop",
    scheme: () => getComputedStyle(document.querySelector(".stApp") ?? document.body).colorScheme,
  };
  const told = {...component.data};
  const tell = () => {
    for (const name in now)
      if (now[name]() !== told[name]) component.setStateValue(name, told[name] = now[name]());
  };
  tell();
  window.addEventListener("resize", tell);
  return () => window.removeEventListener("resize", tell);
}
"""
"""Called again by Streamlit whenever the theme changes."""


def watch() -> None:
    """Let the browser report when its window or theme is, or becomes, another than the page is drawn for."""
    component = st.components.v2.component("oilwatch_viewport", js=_SCRIPT)
    drawn = {"kind": _kind(), "scheme": _scheme()}
    result = component(
        key="viewport", data=drawn, height=1, on_kind_change=lambda: None, on_scheme_change=lambda: None
    )
    for name, known in (("kind", tuple(_WIDTHS)), ("scheme", ("light", "dark"))):
        told = getattr(result, name, None)
        if told in known and told != drawn[name]:
            st.session_state[name] = told


def _kind() -> str:
    if "kind" not in st.session_state:
        mobile = "Mobi" in (st.context.headers.get("User-Agent") or "")
        st.session_state["kind"] = "phone" if mobile else "desktop"
    return str(st.session_state["kind"])


def _scheme() -> str:
    """Return the theme that the browser told, which it does at once; else the one it came with."""
    return str(st.session_state.get("scheme") or st.context.theme.type or "light")


def look() -> Look:
    """Return the look that charts are drawn with for this visitor."""
    return Look(dark=_scheme() == "dark", width=_WIDTHS[_kind()])
