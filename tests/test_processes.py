"""How many processes are put to work, and how they begin."""

import os
from pathlib import Path

import pytest

from booklet.processes import processes_for


@pytest.fixture(autouse=True)
def four_processors(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(4), raising=False)


@pytest.mark.parametrize(("lines", "count"), [(0, 1), (30, 1), (60, 2), (99, 3), (10_000, 4)])
def test_another_process_begins_only_where_there_are_rows_for_it(tmp_path, lines, count):
    path = tmp_path / "rows.csv"
    path.write_text("x\n" * lines, "utf-8")
    assert processes_for(path) == count
    assert processes_for(path, row_count=2) == 1


def test_a_workbook_gets_all_processors_and_a_file_that_is_not_there_one(tmp_path):
    assert processes_for(Path("rows.xlsx")) == 4
    assert processes_for(tmp_path / "none.csv") == processes_for(tmp_path) == 1
