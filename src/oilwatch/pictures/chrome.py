"""A figure drawn by kaleido in a Chrome, in a process of its own that a deadline ends with all it started."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore

from oilwatch.errors import PictureError
from oilwatch.pictures.shapes import plain

DEADLINE = 60.0
"""Seconds that a picture may take, waiting for its turn included."""
MOST = 2
"""How many Chromes run at once."""
CARD = "the preview card (/s/CODE.png) needs none"
_SCRIPT = Path(__file__).with_name("kaleido_process.py")
_turns = BoundedSemaphore(MOST)


def draw(figure: str, form: str, scale: int, deadline: float = DEADLINE) -> bytes:
    """Return *figure* (plotly's JSON, with its width and height) as ``png`` or ``svg``.

    Raises PictureError where kaleido or a Chrome is missing, fails, or does not answer by *deadline*.
    """
    start = time.monotonic()
    if not _turns.acquire(timeout=deadline):
        raise PictureError(f"other pictures took all of {deadline:g} s; ask again; {CARD}")
    try:
        with TemporaryDirectory(prefix="oilwatch-picture-", ignore_cleanup_errors=True) as folder:
            (Path(folder) / "figure.json").write_text(figure, encoding="utf-8")
            return _drawn(Path(folder), form, scale, max(deadline - (time.monotonic() - start), 1))
    finally:
        _turns.release()


def _drawn(folder: Path, form: str, scale: int, seconds: float) -> bytes:
    command = [sys.executable, "-P", str(_SCRIPT), str(folder), form, str(scale), f"{seconds:.0f}"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise PictureError(f"the Chrome gave no picture in {seconds:.0f} s; ask again; {CARD}") from None
        finally:
            _end(process, folder)
    picture = folder / "picture"
    if process.returncode == 0 and picture.is_file():
        return picture.read_bytes()
    raise PictureError(_why(folder))


def _end(process: "subprocess.Popen[bytes]", folder: Path) -> None:
    """End the process and the Chrome that it started, whether they still run or not."""
    process.kill()
    process.wait()
    held = folder / "pid"
    if held.is_file() and hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError, ValueError):
            os.killpg(int(held.read_text()), signal.SIGKILL)


def _why(folder: Path) -> str:
    """Return what went wrong and what to do, from what the process wrote down."""
    held = folder / "problem"
    kind, _, told = (held.read_text(encoding="utf-8") if held.is_file() else "").partition(": ")
    told = " ".join(told.split())[:200]
    if kind == "kaleido":
        return f"kaleido is not installed: pip install 'oilwatch[pictures]'; {CARD}"
    if kind == "chrome":
        return (
            "no Chrome was found: install chromium or Google Chrome, or name one in BROWSER_PATH "
            f"({told}); {CARD}"
        )
    if not told:
        log = (folder / "log").read_text(encoding="utf-8", errors="replace")
        told = plain((log.strip().splitlines() or ["it ended without a word"])[-1])[:200]
    return f"the Chrome drew no picture ({told}); ask again; {CARD}"
