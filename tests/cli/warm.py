"""Runs the command in children of a process that has imported it already, to spare long lists of runs the
half second of imports. A child is a process of its own: its folder, environment, output and exit are real.
"""

import gc
import json
import os
import subprocess
import sys
from pathlib import Path

OUT, ERR = "out.tmp", "err.tmp"


class Warm:
    """Asks for runs; one at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "tests.cli.warm"],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, arguments: list[str], home: Path, environment: dict[str, str]) -> tuple[int, bytes, bytes]:
        """Run the command to its end; return exit code and what it printed on stdout and stderr."""
        ask = {"arguments": arguments, "home": str(home), "environment": environment, "to": str(self.folder)}
        self.process.stdin.write(json.dumps(ask) + "\n")
        self.process.stdin.flush()
        code = int(self.process.stdout.readline())
        return code, (self.folder / OUT).read_bytes(), (self.folder / ERR).read_bytes()

    def close(self) -> None:
        """End the process."""
        self.process.communicate(timeout=10)


def answer() -> None:
    """Answer each line of stdin, a run to make, with a line: its exit code."""
    import oilwatch.diagnosis
    import oilwatch.export
    import oilwatch.store.frames  # noqa: F401

    gc.freeze()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            sys.exit(_run(json.loads(line)))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _run(ask: dict[str, object]) -> int:
    from oilwatch.cli import main

    os.environ.clear()
    os.environ.update(ask["environment"])
    os.chdir(ask["home"])
    sys.argv = ["oilwatch", *ask["arguments"]]
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, name in ((1, OUT), (2, ERR)):
        os.dup2(os.open(f"{ask['to']}/{name}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    finally:
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    answer()
