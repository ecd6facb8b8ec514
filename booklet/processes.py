"""Executors of this machine: this very process, or several."""

import os
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import Any


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


def local_pool(process_count: int) -> Callable[[], Executor]:
    """Return what makes pools of processes of this machine; a single one is this very process."""
    if process_count == 1:
        return Here
    # Else each of them would look for modules in the working folder first, where somebody's book is.
    os.environ["PYTHONSAFEPATH"] = "1"
    # Each process begins afresh: forking one that has threads can stand still.
    return partial(ProcessPoolExecutor, process_count, mp_context=get_context("spawn"))
