"""Rows to executors: nothing is lost when a worker dies, and nothing depends on who did the work."""

import os
import signal
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context

import pytest

from booklet.merge import engine
from booklet.merge.engine import make_copies
from booklet.merge.work import Done, Job
from booklet.processes import Here

JOBS = [Job(number, number + 1, f"{number}.pdf", ()) for number in range(1, 101)]


def numbers(packed, columns, jobs):
    """Stand in for the making of copies; the packed recipe says what befalls a worker."""
    order, _, place = packed.decode().partition(" ")
    for job in jobs:
        if order == "once" and job.number == 50 and not os.path.exists(place):  # noqa: PTH110
            open(place, "x").close()  # noqa: PTH123
            os.kill(os.getpid(), signal.SIGKILL)
        if order == "always" and job.number == 50:
            os.kill(os.getpid(), signal.SIGKILL)
    return [Done(job, b"%d" % job.number) for job in jobs]


@pytest.fixture(autouse=True)
def work(monkeypatch):
    monkeypatch.setattr(engine, "make_chunk", numbers)


def processes():
    return ProcessPoolExecutor(2, mp_context=get_context("fork"))


def made(packed, pool):
    return list(make_copies(packed, (), iter(JOBS), pool=pool, worker_count=2))


@pytest.mark.parametrize("pool", [Here, partial(ThreadPoolExecutor, 3)])
def test_any_executor_makes_each_row_once(pool):
    done = made(b"", pool)
    assert sorted(one.job.number for one in done) == list(range(1, 101))
    assert all(one.pdf == b"%d" % one.job.number for one in done)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # forking beside threads of the test runner
def test_the_rows_of_a_killed_worker_are_done_again(tmp_path):
    done = made(f"once {tmp_path / 'killed'}".encode(), processes)
    assert (tmp_path / "killed").exists()
    assert sorted(one.job.number for one in done) == list(range(1, 101))
    assert not any(one.faults for one in done)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_row_that_kills_every_worker_is_left_out_and_told():
    done = made(b"always", processes)
    assert [one.job.number for one in done if one.faults] == [50]
    assert sorted(one.job.number for one in done) == list(range(1, 101))


class Refuses(Here):
    """Fails at the first thing it is given."""

    made = 0

    def submit(self, fn, /, *args, **kwargs):
        Refuses.made += 1
        if Refuses.made == 1:
            future = Future()
            future.set_exception(OSError("lost"))
            return future
        return super().submit(fn, *args, **kwargs)


def test_a_chunk_that_fails_is_done_again():
    assert len(made(b"", Refuses)) == 100
