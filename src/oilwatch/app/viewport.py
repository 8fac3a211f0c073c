"""For which width and theme to draw: told by the browser, guessed from its name on the first run."""

import streamlit as st

from oilwatch.charts.style import Look

_WIDTHS = {"phone": 358, "tablet": 704, "desktop": 1136}
"""Width of the charts' box, in pixels, by kind of window."""

_SCRIPT = """
export default function (component) {
  const kind = () => window.innerWidth < 640 ? "phone" : window.innerWidth < 1024 ? "tablet" : "desktop";
  let told = component.data.kind;
  const tell = () => { if (kind() !== told) { told = kind(); component.setStateValue("kind", told); } };
  tell();
  window.addEventListener("resize", tell);
  return () => window.removeEventListener("resize", tell);
}
"""


def watch() -> None:
    """Let the browser report when its window is, or becomes, of another kind than the page is drawn for."""
    component = st.components.v2.component("oilwatch_viewport", js=_SCRIPT)
    kind = _kind()
    result = component(key="viewport", data={"kind": kind}, on_kind_change=lambda: None, height=1)
    told = getattr(result, "kind", None)
    if told in _WIDTHS and told != kind:
        st.session_state["kind"] = told


def _kind() -> str:
    if "kind" not in st.session_state:
        mobile = "Mobi" in (st.context.headers.get("User-Agent") or "")
        st.session_state["kind"] = "phone" if mobile else "desktop"
    return str(st.session_state["kind"])


def look() -> Look:
    """Return the look that charts are drawn with for this visitor."""
    return Look(dark=st.context.theme.type == "dark", width=_WIDTHS[_kind()])
