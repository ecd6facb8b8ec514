"""Personal copies on a real Dask cluster of this machine, one of whose workers is killed in the middle.

Says how many copies there are, whether all are there once, and whether each is byte for byte the one that a single
process makes. Usage: python bench/dask_merge.py [COPIES] [WORKERS]
"""

import os
import signal
import sys
import tempfile
import time
from pathlib import Path

from distributed import LocalCluster
from merge_data import write_rows

from booklet.merge.machines import dask_pool
from booklet.merge.run import MergeOptions, merge
from booklet.processes import local_pool

INVITATION = Path(__file__).parents[1] / "docs" / "examples" / "invitation"


def main(copy_count: int, worker_count: int) -> None:
    """Make the copies twice and compare them."""
    with tempfile.TemporaryDirectory() as place:
        data = Path(place) / "guests.csv"
        write_rows(data, copy_count)
        options = {"edition": "he-en", "name": "{id}.pdf"}
        alone = Path(place) / "alone"
        started = time.perf_counter()
        merge(INVITATION, data, alone, MergeOptions(**options, pool=local_pool(1)))
        print(f"{copy_count} copies in one process: {time.perf_counter() - started:.1f} s")

        with LocalCluster(
            n_workers=worker_count, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster:
            pids = [worker.pid for worker in cluster.workers.values()]
            killed: list[int] = []
            messages = 0

            def progress(_: str) -> None:
                nonlocal messages
                messages += 1
                if messages == copy_count // 3 and not killed:
                    killed.append(pids[0])
                    os.kill(pids[0], signal.SIGKILL)

            together = Path(place) / "together"
            started = time.perf_counter()
            with dask_pool(cluster.scheduler_address) as (pool, workers):
                options_there = MergeOptions(**options, pool=pool, worker_count=workers)
                merged = merge(INVITATION, data, together, options_there, progress)
            print(f"on {workers} Dask workers, one of them killed: {time.perf_counter() - started:.1f} s")
        names = sorted(path.name for path in alone.glob("*.pdf"))
        there = sorted(path.name for path in together.glob("*.pdf"))
        same = sum((alone / name).read_bytes() == (together / name).read_bytes() for name in names if name in there)
        print(f"killed workers: {len(killed)}; made: {len(merged.made)}, different: {len(set(merged.made))}")
        print(f"all there: {names == there}; byte for byte as in one process: {same} of {len(names)}")


if __name__ == "__main__":
    main(*(int(word) for word in (*sys.argv[1:], *("200", "3")[len(sys.argv) - 1 :])))
