"""Where copies are made: in this process, in several of this machine, or on a Dask cluster.

distributed is an optional part of the installation, imported only when a cluster is named.
"""

from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from multiprocessing import get_context
from typing import Any

from booklet.errors import Diagnostic, MissingFileError
from booklet.merge.engine import Pool


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


def local_pool(process_count: int) -> Pool:
    """Return what makes pools of processes of this machine; a single one is this very process."""
    if process_count == 1:
        return Here
    # Each process begins afresh: forking one that has threads can stand still.
    return partial(ProcessPoolExecutor, process_count, mp_context=get_context("spawn"))


@contextmanager
def dask_pool(address: str) -> Iterator[tuple[Pool, int]]:
    """Give what makes executors of the Dask cluster at an address, and how many workers it has.

    Raises:
        MissingFileError: when distributed is not installed, or no scheduler answers.
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        hint = "pip install 'booklet[dask]'"
        message = "the part that speaks to a Dask cluster is missing"
        raise MissingFileError(Diagnostic(code="no-distributed", message=message, hint=hint)) from error
    try:
        client = distributed.Client(address, timeout="10s")
    except (OSError, ValueError, TimeoutError) as error:
        message = f"no Dask scheduler answers at {address}"
        hint = "its address is printed when it starts: tcp://192.0.2.10:8786"
        raise MissingFileError(Diagnostic(code="no-cluster", message=message, hint=hint)) from error
    with client:
        # A task that a dying worker takes with it is given to another one by the cluster itself.
        yield partial(client.get_executor, pure=False, retries=3), max(1, len(client.nthreads()))
