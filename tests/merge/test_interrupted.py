"""A run that is killed in the middle loses nothing that it has made."""

import os
import signal
import subprocess
import sys
import time

import pytest

from booklet.merge.manifest import Entry, read_manifest, recorded
from booklet.merge.run import MergeOptions, merge
from tests.conftest import ROOT

EXAMPLE = ROOT / "docs" / "examples" / "invitation"
BY_ID = MergeOptions(edition="en", name="{id}.pdf")
MANIFEST = ".invitation-en-merge.jsonl"
ROW_COUNT = 200
FIRST, SECOND = Entry("digest", 10, 20), Entry("other", 30, 40)


def made_in(folder):
    return {path.name for path in folder.glob("*.pdf")}


@pytest.fixture
def rows(tmp_path):
    head = "id,name,name_he,table,hour,city,city_he,bus,access\n"
    body = "".join(f"{i:03},Ann {i},חנה {i},{i % 9},18:30,Haifa,חיפה,16:45,\n" for i in range(ROW_COUNT))
    path = tmp_path / "rows.csv"
    path.write_text(head + body, "utf-8")
    return path


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing is killed so here")
def test_after_a_kill_only_what_is_missing_is_made(tmp_path, rows, jobs):
    out, whole = tmp_path / "out", tmp_path / "whole"
    command = [sys.executable, "-m", "booklet", "merge", str(EXAMPLE), str(rows), "-o", str(out)]
    command += ["-e", "en", "--name", "{id}.pdf", "--jobs", jobs, "-q"]
    run = subprocess.Popen(command, cwd=ROOT, start_new_session=True)
    while len(made_in(out)) < 5:
        assert run.poll() is None
        time.sleep(0.01)
    run.kill()
    run.wait()
    assert_ended(run.pid)
    there = {name for name in read_manifest(out / MANIFEST) if (out / name).is_file()}
    # A copy that was written when the kill came before its line is made again.
    assert 4 <= len(made_in(out)) - 1 <= len(there) < ROW_COUNT

    again = merge(EXAMPLE, rows, out, BY_ID)
    assert {*again.made} == {f"{i:03}.pdf" for i in range(ROW_COUNT)} - there
    assert again.current == len(there)
    merge(EXAMPLE, rows, whole, BY_ID)
    assert all((out / name).read_bytes() == (whole / name).read_bytes() for name in made_in(whole))
    assert merge(EXAMPLE, rows, out, BY_ID).current == ROW_COUNT
    assert not list(out.glob(".booklet-*"))


def assert_ended(session):
    """Assert that the processes that a killed one had started end by themselves."""
    for _ in range(500):
        try:
            os.killpg(session, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    raise AssertionError("processes are left behind")


def test_a_last_line_that_is_cut_short_is_passed_over(tmp_path):
    path = tmp_path / "merge.jsonl"
    with recorded(path, {"a.pdf": FIRST}) as record:
        record("b.pdf", FIRST)
        record("ג.pdf", SECOND)
    data = path.read_bytes()
    at_line = data.rindex(b"\n", 0, -1) + 1
    for end in range(at_line, len(data) - 1):
        path.write_bytes(data[:end])
        assert read_manifest(path) == {"a.pdf": FIRST, "b.pdf": FIRST}
    with recorded(path, read_manifest(path)) as record:
        record("d.pdf", SECOND)
    assert read_manifest(path) == {"a.pdf": FIRST, "b.pdf": FIRST, "d.pdf": SECOND}


def test_the_last_line_of_a_name_counts_and_a_name_alone_means_none(tmp_path):
    path = tmp_path / "merge.jsonl"
    with recorded(path, {}) as record:
        record("a.pdf", FIRST)
        record("b.pdf", FIRST)
        record("a.pdf", SECOND)
        record("b.pdf", None)
    assert read_manifest(path) == {"a.pdf": SECOND}


def test_nothing_is_written_where_nothing_was_made_and_no_other_form_is_read(tmp_path):
    path = tmp_path / "merge.jsonl"
    with recorded(path, {"a.pdf": FIRST}):
        pass
    assert not path.exists()
    for text in ("", "[]", '{"manifest": 1, "copies": {}}', "\0", "[" * 100_000):
        path.write_text(text, "utf-8")
        assert read_manifest(path) == {}
