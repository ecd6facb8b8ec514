"""What fuzzing has found, once more: `found/TARGET-PLACE.bin`, named by its target and its place in the program."""

from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS, told

FOUND = sorted((Path(__file__).parent / "found").glob("*.bin"))


def test_there_are_some():
    assert len(FOUND) >= 6


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.stem)
def test_what_was_found_ends_in_an_error_that_can_be_told(tmp_path, path):
    target = path.stem.rpartition("-")[0]
    assert told(TARGETS[target], path.read_bytes(), tmp_path) in (True, False)


@pytest.mark.parametrize("name", TARGETS)
def test_the_seeds_are_sound(tmp_path, name):
    """A target whose seeds all end in errors would try little."""
    target = TARGETS[name]
    outcomes = [told(target, seed, tmp_path) for seed in target.seeds()]
    assert not all(outcomes)
