"""Places that cannot be written: a read-only folder and a full disk, by what this machine permits."""

import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def _tried(*command: object) -> bool:
    """Run a tool of the system; return whether it is there and did it."""
    if not shutil.which(str(command[0])):
        return False
    return subprocess.run(list(map(str, command)), check=False, capture_output=True).returncode == 0


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Make a folder and its files read-only, for root too; skip where no way works."""
    for begin, end in (_BY_MODE, _BY_MOUNT, _BY_ATTRIBUTE):
        if begin(folder):
            if not _writable(folder):
                try:
                    yield
                finally:
                    end(folder)
                return
            end(folder)
    pytest.skip("no folder can be made read-only: neither chmod, mount nor chattr has an effect here")


def _writable(folder: Path) -> bool:
    try:
        (folder / "probe").touch()
        (folder / "probe").unlink()
    except OSError:
        return False
    return True


def _set_mode(folder: Path, folders: int, files: int) -> bool:
    for path in folder.iterdir():
        path.chmod(files)
    folder.chmod(folders)
    return True


def _unmount(folder: Path) -> bool:
    return _tried("umount", folder)


_BY_MODE = (lambda folder: _set_mode(folder, 0o555, 0o444), lambda folder: _set_mode(folder, 0o755, 0o644))
_BY_MOUNT = (
    lambda folder: _tried("mount", "--bind", folder, folder) and (
        _tried("mount", "-o", "remount,ro,bind", folder) or not _unmount(folder)
    ),
    _unmount,
)  # fmt: skip
_BY_ATTRIBUTE = (
    lambda folder: _tried("chattr", "-R", "+i", folder),
    lambda folder: _tried("chattr", "-R", "-i", folder),
)


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Callable[[], None]]:
    """Mount a disk of this size over a folder, its files copied in; gives a function that makes room."""
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    if os.geteuid() != 0 or not _tried(
        "mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "oilwatch-test", folder
    ):
        pytest.skip(
            "a small disk needs root and the right to mount; the limit on file sizes is tested anyway"
        )
    try:
        for name, body in files.items():
            (folder / name).write_bytes(body)
        yield lambda: subprocess.run(["mount", "-o", "remount,size=64m", str(folder)], check=True)
    finally:
        _unmount(folder)


def file_limit(kilobytes: int) -> Callable[[], None]:
    """Return what makes a starting process unable to write files larger than this."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, kilobytes * 1024))
