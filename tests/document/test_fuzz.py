"""Whatever a file holds, reading it gives a book or a `BookletError`, and its faults can be told on a terminal."""

import time

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from booklet.document.blocks import BLOCKS
from booklet.document.format import BOOK
from booklet.messages import explain
from tests.document.books import GOOD, HEAD, faults_of

TOLERANT = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
"""No times: those of a machine that is busy with other work say nothing of the program. What takes long is looked for
by `test_many_signs_take_no_long_time` and by the bounds of tests/bad, in seconds of the processor."""

MOST_SECONDS = 10
"""Of the processor; it takes a tenth of that at most."""

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
KEYS = st.sampled_from([*BOOK.fields, *BLOCKS, "en", "he", "file", "title", "text", "name", "languages"]) | st.text(
    max_size=5
)
TREES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=20
)


def check(folder, source):
    for fault in faults_of(folder, source):
        told = explain(fault)
        assert fault.code in told and explain(fault, display_order=False)
        assert fault.where is None or 0 <= fault.where.column <= len(fault.source_line) + 1


@given(TREES)
@TOLERANT
def test_any_tree(tmp_path, tree):
    check(tmp_path, yaml.safe_dump(tree, allow_unicode=True).encode("utf-8", "surrogatepass"))


@given(st.dictionaries(st.sampled_from(list(BOOK.fields)), TREES))
@TOLERANT
def test_any_values_of_the_keys(tmp_path, tree):
    check(tmp_path, yaml.safe_dump(tree, allow_unicode=True).encode("utf-8", "surrogatepass"))


@given(st.sampled_from(list(BLOCKS)), TREES)
@TOLERANT
def test_any_block(tmp_path, word, tree):
    body = yaml.safe_dump({"body": [{word: tree}]}, allow_unicode=True)
    check(tmp_path, (HEAD + body).encode("utf-8", "surrogatepass"))


@given(st.binary(max_size=200))
@example(b"\xef\xbb\xbf")
@example(b"\xed\xa0\x80: a")
@TOLERANT
def test_any_bytes(tmp_path, data):
    check(tmp_path, data)


@given(st.text(alphabet="ab: -\n\t'\"[]{}#&*!|>%@`?,\\אا~0", max_size=60))
@TOLERANT
def test_any_signs_of_yaml(tmp_path, text):
    check(tmp_path, text)


@given(
    st.integers(0, len(GOOD) - 1),
    st.text(alphabet=":-\n\t'\"[]{}#&*!|>a \x00\x07\u2028\ufffdא", max_size=3),
    st.integers(0, 5),
)
@TOLERANT
def test_a_good_book_with_a_slip_of_the_pen(tmp_path, at, typed, deleted):
    check(tmp_path, GOOD[:at] + typed + GOOD[at + deleted :])


@given(st.text(alphabet="a \n*_`[]()<>&#;!\\-+1.>|:=~\tאا", max_size=80))
@TOLERANT
def test_any_markdown(tmp_path, text):
    indented = "".join(f"      {line}\n" for line in ("x\n" + text).split("\n"))
    check(tmp_path, HEAD + "body:\n  - text: |\n" + indented)


@pytest.mark.parametrize(
    "sign", ["[", "![", "*a ", "`a", "<", "[a](", "&", "\\", "_a__b ", "<a:", "- ", "> ", "a|", "`a\n      "]
)
def test_many_signs_take_no_long_time(tmp_path, sign):
    start = time.process_time()
    check(tmp_path, HEAD + "body:\n  - text: |\n      " + sign * (20_000 // len(sign)) + "\n")
    assert time.process_time() - start < MOST_SECONDS
