"""Chunks of rows to an executor and back, so that a worker that dies loses nothing: its rows are done again.

Any `concurrent.futures.Executor` will do. An executor that breaks (a process of a pool has died) is replaced by a new
one; a chunk that was at work then is divided, so that a row that kills its worker is found, and told as a bad one.
What comes back does not depend on who made it, nor on how the rows were divided.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeAlias

from booklet.errors import Diagnostic
from booklet.merge.work import Done, Job, make_chunk

CHUNK = 20
"""Rows sent at a time: some tenths of a second of work, more than sending them takes."""
_AHEAD = 4
"""Chunks that wait for each worker, so that none is idle and little has to be done again."""
_TRIES = 3
"""Times that a single row is given to a worker before it is left out."""

Pool: TypeAlias = Callable[[], Executor]
"""Makes an executor, and another one when that breaks."""


@dataclass(slots=True)
class _Chunk:
    jobs: Sequence[Job]
    tries: int = 0
    reason: str = ""
    """Why it has to be done again."""


@dataclass(slots=True)
class _Run:
    """Chunks on their way."""

    packed: bytes
    columns: Sequence[str]
    pool: Pool
    executor: Executor
    waiting: deque[_Chunk] = field(default_factory=deque)
    """To be done again, before others."""
    working: dict[Future[list[Done]], _Chunk] = field(default_factory=dict)

    def send(self, chunk: _Chunk) -> None:
        try:
            future = self.executor.submit(make_chunk, self.packed, self.columns, chunk.jobs)
        except RuntimeError:  # the executor has broken, and tells it before its futures do
            self.replace()
            future = self.executor.submit(make_chunk, self.packed, self.columns, chunk.jobs)
        self.working[future] = chunk

    def replace(self) -> None:
        """Take a new executor; what was at work is done again."""
        with suppress(Exception):
            self.executor.shutdown(wait=False, cancel_futures=True)
        self.executor = self.pool()
        finished = {future for future in self.working if _is_sound(future)}
        for future in [future for future in self.working if future not in finished]:
            self.again(self.working.pop(future), "its worker was lost")

    def again(self, chunk: _Chunk, reason: str) -> None:
        """Put a chunk back, divided: if one of its rows kills workers, the others are soon rid of it."""
        middle = (len(chunk.jobs) + 1) // 2
        tries = chunk.tries + (len(chunk.jobs) == 1)
        for jobs in (chunk.jobs[:middle], chunk.jobs[middle:]):
            if jobs:
                self.waiting.append(_Chunk(jobs, tries, reason))


def _is_sound(future: "Future[list[Done]]") -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def make_copies(
    packed: bytes, columns: Sequence[str], jobs: Iterable[Job], *, pool: Pool, worker_count: int
) -> Iterator[Done]:
    """Yield what came of each job, once, in no order that can be told.

    Raises:
        Exception: what an executor raises that cannot be made again.
    """
    source = iter(jobs)
    run = _Run(packed, columns, pool, pool())
    try:
        while True:
            while len(run.working) < _AHEAD * worker_count:
                chunk = run.waiting.popleft() if run.waiting else _Chunk(list(islice(source, CHUNK)))
                if not chunk.jobs:
                    break
                if chunk.tries >= _TRIES:
                    yield _given_up(chunk.jobs[0], chunk.reason)
                else:
                    run.send(chunk)
            if not run.working:
                # Python 3.11 may say at its end that a pool is gone which has been told to end and was not awaited.
                run.executor.shutdown()
                return
            ready, _ = wait(run.working, return_when=FIRST_COMPLETED)
            yield from _results(run, ready)
    finally:
        with suppress(Exception):
            run.executor.shutdown(wait=False, cancel_futures=True)


def _results(run: _Run, ready: "Iterable[Future[list[Done]]]") -> Iterator[Done]:
    """Yield what has come back; a future that failed puts its rows back, and all with it if the executor is broken."""
    broken = False
    for future in ready:
        if _is_sound(future):
            run.working.pop(future)
            yield from future.result()
        else:
            broken = True
            run.again(run.working.pop(future), _reason(future))
    if broken:
        run.replace()


def _reason(future: "Future[list[Done]]") -> str:
    error = None if future.cancelled() else future.exception()
    return f"{type(error).__name__}: {str(error)[:200]}" if error else "its worker was lost"


def _given_up(job: Job, reason: str) -> Done:
    message = f"row {job.number} (line {job.line}): the copy cannot be made: {reason}"
    hint = "the fault is the program's: please report it with this row"
    return Done(job, faults=(Diagnostic(code="worker-lost", message=message, hint=hint),))
