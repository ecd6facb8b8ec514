"""What a program and the processes that it starts hold at most, as Linux tells it of each (/proc, `VmHWM`).

`wait4` tells of the largest process alone. The sum of the peaks is more than was ever held at once: not all of them
come at the same time, and what processes share is counted in each.
"""

from pathlib import Path
from threading import Event, Thread
from typing import Self

_INTERVAL = 0.05
"""Seconds between two looks: what a process takes after the last one is missed."""
_PROC = Path("/proc")


class Peaks:
    """Looks at a process and its descendants until the end; on another system than Linux it sees nothing."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._found: dict[int, float] = {}
        self._ended = Event()
        self._thread = Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    @property
    def total(self) -> float:
        """MB: the sum of the peaks of all processes."""
        return sum(self._found.values())

    def _look(self) -> None:
        while not self._ended.wait(_INTERVAL):
            pending = [self._pid]
            while pending:
                pid = pending.pop()
                self._found[pid] = max(self._found.get(pid, 0.0), _peak(pid))
                pending += _children(pid)


def _peak(pid: int) -> float:
    """Return the most that a process has held so far, MB; 0 once it has ended."""
    try:
        status = (_PROC / str(pid) / "status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM:")), 0.0)


def _children(pid: int) -> list[int]:
    try:
        tasks = list((_PROC / str(pid) / "task").iterdir())
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []
