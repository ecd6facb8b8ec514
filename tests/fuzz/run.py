"""Fuzz the targets with atheris, one after another, and keep what was found: `python -m tests.fuzz.run --help`.

Each target has a slice of the time and a process of its own, which libFuzzer ends when an input takes too long or too
much memory. What a target has learnt (its corpus) is kept in the folder, and the next round goes on from there. A
finding is an input whose exception is not a `BookletError`: it is kept once for each place in the program, with its
traceback beside it, and the slice goes on.
"""

import argparse
import hashlib
import re
import resource
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

SLOW_SECONDS = 10
"""Of one input: what takes longer is a finding too."""
MOST_SECONDS = 120
MOST_MEGABYTES = 4096
COUNT = re.compile(r"stat::number_of_executed_units:\s+(\d+)")


def main() -> None:
    """Run the rounds, or one slice of one target (as the rounds do)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="for corpora, findings and the log")
    parser.add_argument("--seconds", type=int, default=3600, help="in all")
    parser.add_argument("--slice", type=int, default=60, help="seconds of a target in one round")
    parser.add_argument("--only", action="append", help="this target; may be given again")
    parser.add_argument("--slice-of", help=argparse.SUPPRESS)
    parser.add_argument("--replay", action="store_true", help="run the findings again and tell which are still there")
    chosen = parser.parse_args()
    if chosen.slice_of:
        _slice(chosen.slice_of, chosen.folder, chosen.slice)
    elif chosen.replay:
        _replay(chosen.folder)
    else:
        _rounds(chosen.folder, chosen.seconds, chosen.slice, chosen.only)


def _rounds(folder: Path, seconds: int, slice_seconds: int, only: list[str] | None) -> None:
    from tests.fuzz.targets import TARGETS

    folder.mkdir(parents=True, exist_ok=True)
    names = only or list(TARGETS)
    counts, spent = dict.fromkeys(names, 0), dict.fromkeys(names, 0.0)
    while sum(spent.values()) < seconds:
        for name in names:
            start = time.monotonic()
            command = [
                sys.executable,
                "-m",
                "tests.fuzz.run",
                str(folder),
                "--slice-of",
                name,
                "--slice",
                str(slice_seconds),
            ]
            done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
            spent[name] += time.monotonic() - start
            found = COUNT.search(done.stderr)
            counts[name] += int(found[1]) if found else 0
            if done.returncode:
                (folder / name / "last-stop.txt").write_text(done.stderr[-20_000:])
            with (folder / "log.txt").open("a") as log:
                print(
                    f"{time.strftime('%H:%M:%S')} {name}: {counts[name]} inputs in {spent[name]:.0f} s, "
                    f"corpus {len(list((folder / name / 'corpus').glob('*')))}, "
                    f"findings {len(list((folder / name).glob('finding-*.bin')))}, "
                    f"stops {len(list((folder / name).glob('stop-*')))}, exit {done.returncode}; "
                    f"in all {sum(counts.values())} inputs in {sum(spent.values()):.0f} s, "
                    f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime:.0f} s of them of the processor",
                    file=log,
                )
            if sum(spent.values()) >= seconds:
                break


def _slice(name: str, folder: Path, seconds: int) -> None:
    """Fuzz one target; libFuzzer ends the process."""
    import atheris

    with atheris.instrument_imports(include=["booklet", "markdown_it", "mdit_py_plugins", "svg", "tinycss2"]):
        from tests.fuzz.targets import TARGETS, told

    target, place = TARGETS[name], folder / name
    corpus = place / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in target.seeds():
        (corpus / hashlib.sha1(seed).hexdigest()).write_bytes(seed)
    words = place / "words.txt"
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in target.words))
    room = Path(tempfile.mkdtemp(prefix="booklet-fuzz-"))

    def one_input(data: bytes) -> None:
        start = time.process_time()  # not that of a clock: other programs want the machine too
        try:
            told(target, data, room)
        except Exception as error:
            _keep(place, data, error)
        if time.process_time() - start > SLOW_SECONDS:
            _keep(place, data, TimeoutError(f"{time.process_time() - start:.0f} s"))

    options = {
        "max_total_time": seconds,
        "timeout": MOST_SECONDS,
        "rss_limit_mb": MOST_MEGABYTES,
        "max_len": target.longest,
        "len_control": 0,
        "artifact_prefix": f"{place}/stop-",
        "print_final_stats": 1,
        "verbosity": 1,
    } | ({"dict": str(words)} if target.words else {})
    atheris.Setup([sys.argv[0], str(corpus), *(f"-{key}={value}" for key, value in options.items())], one_input)
    atheris.Fuzz()


def _escaped(word: str) -> str:
    return "".join(chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\x{byte:02X}" for byte in word.encode())


def _keep(place: Path, data: bytes, error: Exception) -> None:
    """Keep an input, the shortest for each place in the program and kind of exception."""
    frames = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    ours = [frame for frame in frames if "/booklet/" in frame]
    name = hashlib.sha1(f"{type(error).__name__} {ours[-1:]}".encode()).hexdigest()[:10]
    kept = place / f"finding-{name}.bin"
    if not kept.exists() or len(data) < kept.stat().st_size:
        kept.write_bytes(data)
        (place / f"finding-{name}.txt").write_text("".join(traceback.format_exception(error)))


def _replay(folder: Path) -> None:
    from tests.fuzz.targets import TARGETS, told

    for kept in sorted([*folder.glob("*/finding-*.bin"), *folder.glob("*/stop-*")]):
        with tempfile.TemporaryDirectory() as room:
            start = time.monotonic()
            try:
                told(TARGETS[kept.parent.name], kept.read_bytes(), Path(room))
                outcome = "cured"
            except Exception as error:
                outcome = f"{type(error).__name__}: {error}"[:100]
            print(f"{kept.parent.name}/{kept.name}: {outcome} ({time.monotonic() - start:.1f} s)")


if __name__ == "__main__":
    main()
