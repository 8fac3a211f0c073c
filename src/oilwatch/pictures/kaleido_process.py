"""The process that draws one picture: ``python kaleido_process.py FOLDER FORM SCALE SECONDS``.

Reads FOLDER/figure.json; writes FOLDER/picture, FOLDER/pid (the process group of the Chrome) and, where it
fails, FOLDER/problem. It imports nothing of oilwatch, so that it starts fast.
"""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any


def main() -> int:
    """Draw the picture that the arguments name; return 0 where it is there."""
    folder, form, scale, seconds = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
    for name in ("TMPDIR", "XDG_CONFIG_HOME"):
        os.environ[name] = str(folder)  # what a Chrome leaves behind goes with the folder
    try:
        import kaleido
        from kaleido.errors import ChromeNotFoundError, KaleidoError
    except ImportError:
        return _failed(folder, "kaleido", "not installed")
    figure = json.loads((folder / "figure.json").read_text(encoding="utf-8"))
    layout = figure["layout"]
    wanted = {"format": form, "scale": scale, "width": layout["width"], "height": layout["height"]}
    try:
        # mathjax would be fetched from outside; plotly.js is the one of the plotly package
        browser = kaleido.Kaleido(n=1, timeout=seconds, mathjax=False)
        picture = asyncio.run(asyncio.wait_for(_draw(browser, figure, wanted, folder), seconds))
    except ChromeNotFoundError as error:
        return _failed(folder, "chrome", str(error.args[0]).split(". ")[0])
    except (KaleidoError, RuntimeError, OSError, ValueError, TimeoutError) as error:
        return _failed(folder, "failed", f"{type(error).__name__} {error}")
    (folder / "picture").write_bytes(picture)
    return 0


async def _draw(browser: Any, figure: dict[str, Any], wanted: dict[str, Any], folder: Path) -> bytes:
    opening = asyncio.ensure_future(browser.open())
    while not hasattr(browser, "subprocess") and not opening.done():
        await asyncio.sleep(0.01)
    if hasattr(browser, "subprocess"):
        (folder / "pid").write_text(str(browser.subprocess.pid))
    await opening
    try:
        picture: bytes = await browser.calc_fig(figure, opts=wanted)
        return picture
    finally:
        await browser.close()


def _failed(folder: Path, kind: str, told: str) -> int:
    (folder / "problem").write_text(f"{kind}: {told}", encoding="utf-8")
    return 1


if __name__ == "__main__":
    sys.exit(main())
