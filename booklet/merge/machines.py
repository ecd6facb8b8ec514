"""Where copies are made beside the processes of this machine (`processes`): on a Dask cluster.

distributed is an optional part of the installation, imported only when a cluster is named.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from typing import Any

from booklet.errors import Diagnostic, MissingFileError
from booklet.merge.engine import Pool


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
