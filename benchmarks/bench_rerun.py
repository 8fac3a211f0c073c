"""A warm rerun of each page: milliseconds the server spends in the script body, beside an empty page's.

Run: ``python benchmarks/bench_rerun.py``. Prints medians and the ratio to the empty page, all of one run.
"""

import os
import statistics
import tempfile
from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parent.parent
LIMIT_MS = 40.0
"""The most that a warm rerun of Market may cost."""
RERUNS = 30

TIMED = """
import time
start = time.perf_counter()
{body}
import streamlit as st
st.session_state.setdefault("spent", []).append((time.perf_counter() - start) * 1000)
"""
EMPTY = 'import streamlit as st\nst.set_page_config(page_title="empty")\nst.write("nothing")\n'


def spent(body: str, page: str | None = None) -> float:
    """Return the median milliseconds of warm reruns of a script."""
    app = AppTest.from_string(TIMED.format(body=body), default_timeout=60)
    app.run()
    if page:
        app.query_params.clear()
        app.switch_page(page)
    for _ in range(RERUNS + 3):
        app.run()
        assert not app.exception, app.exception
    return statistics.median(app.session_state["spent"][-RERUNS:])


def main() -> None:
    """Print the table; exit 1 where Market is over its limit."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["OILWATCH_DB"] = f"sqlite:///{folder}/oilwatch.db"
        empty = spent(EMPTY)
        print(f"{'page':<12}{'ms':>8}{'x empty':>10}")
        print(f"{'empty':<12}{empty:8.2f}{1:10.1f}")
        body = (ROOT / "streamlit_app.py").read_text(encoding="utf-8")
        market = 0.0
        for name in ("market", "production", "events", "data"):
            page = None if name == "market" else str(ROOT / f"src/oilwatch/app/pages/{name}.py")
            took = spent(body, page)
            market = market or took
            print(f"{name:<12}{took:8.2f}{took / empty:10.1f}")
    if market > LIMIT_MS:
        raise SystemExit(f"Market takes {market:.1f} ms; at most {LIMIT_MS:.0f} ms were promised")


if __name__ == "__main__":
    main()
