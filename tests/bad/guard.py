"""Watch what a command opens: nothing outside of its folder and the program's own files, and nothing on the network."""

import os
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import ROOT

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_OWN = [Path(path).resolve() for path in {ROOT, *sysconfig.get_paths().values(), sys.prefix, sys.base_prefix}]
"""The program with its fonts, Python with its libraries."""
_MACHINE = ["/proc", "/sys", "/dev/null", "/dev/urandom", "/usr/share/zoneinfo", "/etc/mime.types", "/etc/localtime"]
_MACHINE += [str(Path.home() / name) for name in (".reportlab_mods", ".reportlab_settings")]
"""The last two are looked for once by ReportLab: settings that a person can make for it."""
_PROCESSES = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn")
_folders: list[Path] = []
"""Of the command that is watched; empty while nothing is."""
_found: list[str] = []


@contextmanager
def watched(*folders: Path) -> Iterator[list[str]]:
    """Watch what is opened until the end of the block; the list holds what should not have been."""
    _found.clear()
    _folders[:] = [folder.resolve() for folder in folders]
    try:
        yield _found
    finally:
        _folders.clear()


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if not _folders:
        return
    if event in _PROCESSES or event.startswith("socket."):
        _found.append(f"{event} {arguments}")
    elif event == "open" and isinstance(arguments[0], str | bytes):
        path = Path(os.path.realpath(os.fsdecode(arguments[0])))
        if path.parent.name == "__pycache__":  # Python itself, when a module is imported for the first time
            return
        flags = arguments[2] if isinstance(arguments[2], int) else 0
        own = [] if flags & _WRITES else [*_OWN, *map(Path, _MACHINE)]
        if not any(path.is_relative_to(folder) for folder in (*_folders, *own, Path("/dev/null"))):
            _found.append(f"open {path}")


sys.addaudithook(_hook)
