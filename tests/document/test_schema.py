import dataclasses
import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from booklet.document.blocks import BLOCKS
from booklet.document.format import BOOK
from booklet.document.schema import json_schema
from booklet.document.shapes import Record
from tests.document.books import GOOD, HEAD, faults_of

DOCS = Path(__file__).parents[2] / "docs"
VALIDATOR = jsonschema.Draft7Validator(json_schema())
SEEN_BY_THE_READER_ALONE = {
    *("missing-language", "missing-file", "outside-folder", "bad-picture", "unknown-theme", "no-events", "twice"),
    *("cover-not-first", "back-cover-not-last", "not-in-text", "bad-link", "one-line", "contradiction"),
}
BOUND_OF_A_LENGTH = re.compile(r"\S+ is not between \S+(mm|pt) and ")
"""What `bad-value` says of a length that is one, but too short or too long: this too the reader sees alone."""


def test_the_schema_is_a_schema():
    jsonschema.Draft7Validator.check_schema(json_schema())


def test_the_schema_in_the_docs_is_the_one_that_is_written():
    written = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
    path = DOCS / "booklet.schema.json"
    assert path.read_text("utf-8") == written, "write it anew: booklet schema > docs/booklet.schema.json"


def test_the_schema_accepts_a_good_book():
    assert not list(VALIDATOR.iter_errors(yaml.safe_load(GOOD)))


def test_every_key_has_help_and_is_told_in_the_docs():
    told = (DOCS / "source.md").read_text("utf-8")
    for word, kind in BLOCKS.items():
        assert kind.help.endswith(".") and f"`{word}`" in told, word
    waiting = [BOOK, *(kind.shape for kind in BLOCKS.values())]
    while waiting:
        shape = waiting.pop()
        if isinstance(shape, Record):
            for name, entry in shape.fields.items():
                assert entry.help and f"`{name}`" in told, name
            waiting += [entry.shape for entry in shape.fields.values()]
        elif shape is not None:
            waiting += [getattr(shape, name) for name in ("item", "value", "shape") if hasattr(shape, name)]


def test_every_field_of_the_model_has_a_key():
    for kind in BLOCKS.values():
        if isinstance(kind.shape, Record):
            attributes = {entry.attribute for entry in kind.shape.fields.values()}
            assert attributes | {"where"} == {field.name for field in dataclasses.fields(kind.shape.make)}


@pytest.mark.parametrize(
    "body",
    [
        "blank",
        "contents",
        "{contents: }",
        "{blank: }",
        "{page-break: verso}",
        "{list: [{title: a}]}",
        "{text: {en: {file: part.he.md}}}",
    ],
)
def test_short_forms_are_accepted_by_both(tmp_path, body):
    text = HEAD + f"body: [{body}]\n"
    assert not faults_of(tmp_path, text)
    assert VALIDATOR.is_valid(yaml.safe_load(text))


@pytest.mark.parametrize(
    "body",
    [
        "heading",
        "{heading: }",
        "{blank: x}",
        "{cover: x}",
        "{text: 3}",
        "{list: [{text: a}]}",
        "{a: b}",
        "{}",
        "[]",
        "3",
    ],
)
def test_wrong_forms_are_refused_by_both(tmp_path, body):
    text = HEAD + f"body: [{body}]\n"
    assert faults_of(tmp_path, text)
    assert not VALIDATOR.is_valid(yaml.safe_load(text))


# --- The schema and the reader agree on books broken at random ------------------------------------------------------

JUNK = st.sampled_from(
    [
        None,
        True,
        3,
        -200,
        2.5,
        "",
        " ",
        "x",
        "A5",
        "3mm",
        "he",
        "recto",
        "a b",
        [],
        ["x"],
        {},
        {"en": "x", "he": "x"},
        {"xx": "x"},
    ]
)


def places(tree):
    """Return every place of a tree as a list of keys."""
    found, waiting = [], [()]
    while waiting:
        path = waiting.pop()
        found.append(path)
        at = tree
        for key in path:
            at = at[key]
        keys = at if isinstance(at, dict) else range(len(at)) if isinstance(at, list) else ()
        waiting += [(*path, key) for key in keys]
    return found[1:]


PLACES = places(yaml.safe_load(GOOD))


@given(st.sampled_from(PLACES), st.sampled_from(["replace", "delete", "add"]), JUNK)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
def test_schema_and_reader_agree(tmp_path, path, deed, junk):
    check_agreement(tmp_path, path, deed, junk)


@pytest.mark.parametrize("length", ["3mm", "1mm", "0.1mm"])
def test_they_agree_that_the_bounds_of_a_length_are_the_reader_s(tmp_path, length):
    """Of paper for a leaf, the first is too thick; the second and third are not."""
    check_agreement(tmp_path, ("paper", "thickness"), "replace", length)


def check_agreement(folder, path, deed, junk):
    """Break a good book at a place; see that both accept it or both refuse it."""
    tree = yaml.safe_load(GOOD)
    *parents, last = path
    at = tree
    for key in parents:
        at = at[key]
    if deed == "replace":
        at[last] = junk
    elif deed == "delete":
        del at[last]
    elif isinstance(at[last], dict):
        at[last]["extra"] = junk
    text = yaml.dump(tree, allow_unicode=True, sort_keys=False)
    faults = [fault for fault in faults_of(folder, text) if not BOUND_OF_A_LENGTH.match(fault.message)]
    refused = {fault.code for fault in faults} - SEEN_BY_THE_READER_ALONE
    assert (not refused) == VALIDATOR.is_valid(tree), (refused, text)
