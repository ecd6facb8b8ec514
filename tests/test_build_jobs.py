"""Editions built side by side: the same files, notes and faults as one after the other."""

import os
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool

import pytest

from booklet.build import build
from booklet.errors import ContentError, LayoutError
from booklet.made import Kind
from booklet.processes import local_pool

HEAD = """booklet: 1
id: small
title: {en: A book, he: ספר}
editions: {en: {languages: [en]}, he: {languages: [he]}}
body:
"""
SOUND = "  - heading: {en: One, he: אחד}\n  - text: {en: Some words., he: כמה מילים.}\n"
TOO_LONG = '  - cover: {subtitle: {en: One, he: "' + "מילה " * 400 + '"}}\n'


class Dying(Executor):
    """Loses all that it is given, as a pool does whose processes die."""

    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        future.set_exception(BrokenProcessPool("a process was terminated"))
        return future


def built(tmp_path, name, body, executor=None):
    (tmp_path / "book.yaml").write_text(HEAD + body, "utf-8")
    out = tmp_path / name
    result = build(tmp_path / "book.yaml", out, executor=executor)
    assert list(map(os.fspath, result.files)) == [os.fspath(out / file.name) for file in result.files]
    return [(file.name, file.read_bytes()) for file in result.files], result.warnings


def test_processes_make_the_same_files_and_warnings_in_the_same_order(tmp_path):
    one = built(tmp_path, "one", SOUND)
    with local_pool(2)() as executor:
        assert built(tmp_path, "two", SOUND, executor) == one
        with pytest.raises(LayoutError) as side_by_side:
            built(tmp_path, "three", TOO_LONG, executor)
    with pytest.raises(LayoutError) as alone:
        built(tmp_path, "four", TOO_LONG)
    assert side_by_side.value.diagnostics == alone.value.diagnostics
    assert not (tmp_path / "three").exists()


def test_what_a_dying_process_loses_is_made_here(tmp_path):
    assert built(tmp_path, "dying", SOUND, Dying()) == built(tmp_path, "one", SOUND)


def test_an_unknown_edition_is_told_before_anything_is_made(tmp_path):
    (tmp_path / "book.yaml").write_text(HEAD + SOUND, "utf-8")
    with pytest.raises(ContentError, match="no edition"):
        build(tmp_path / "book.yaml", tmp_path / "out", editions=["fr"], kinds=[Kind.READER], executor=Dying())
