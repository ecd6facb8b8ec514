"""Executors of this machine: this very process, or several."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from functools import partial
from importlib import import_module
from itertools import islice
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.context import BaseContext
from pathlib import Path
from threading import Thread
from typing import Any

_ROWS_OF_PROCESS = 25
"""Rows that a process more must have to pay for its start: about 0.1 s, what so many copies of four pages take."""


class Here(Executor):
    """Does what it is given at once, in this process."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Return a future that is done."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def processes_for(data: Path, row_count: int = 0) -> int:
    """Return how many processes of this machine to put to work on the rows of a table, or on so many of them.

    Of a workbook no one knows its rows before it is read: it gets all processors. A file that cannot be read gets one.
    """
    most = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if not row_count and data.suffix.lower() == ".xlsx":
        return most
    try:
        row_count = row_count or _lines(data, most * _ROWS_OF_PROCESS)
    except OSError:
        return 1
    return min(most, max(1, row_count // _ROWS_OF_PROCESS))


def _lines(path: Path, most: int) -> int:
    with path.open("rb") as stream:
        return sum(1 for _ in islice(stream, most))


def local_pool(process_count: int, preload: Sequence[str] = ()) -> Callable[[], Executor]:
    """Return what makes pools of processes of this machine; a single one is this very process.

    They begin to import the modules to `preload` at once, while this process goes on, where the system can fork.
    """
    if process_count == 1:
        return Here
    # Else each of them would look for modules in the working folder first, where somebody's book is.
    os.environ["PYTHONSAFEPATH"] = "1"
    context = _context(preload)
    return partial(ProcessPoolExecutor, process_count, mp_context=context, initializer=_end_with_parent)


def _end_with_parent() -> None:
    """End this process when the one that it works for is gone, killed or not: else it would wait for work forever."""
    parent = parent_process()
    assert parent, "only processes that have been started wait for another one"

    def wait() -> None:
        parent.join()
        os._exit(1)

    Thread(target=wait, daemon=True).start()


def _context(preload: Sequence[str]) -> BaseContext:
    """Return how processes begin: afresh, since forking one that has threads can stand still.

    With modules to preload they are forked from a process that has those and nothing else, and no threads.
    """
    if not preload or "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([*preload])
    # Not every system has this module.
    import_module("multiprocessing.forkserver").ensure_running()
    return context
