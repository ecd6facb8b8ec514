"""Schemes against the forms that printers and handbooks publish; every fold is tried on paper in `test_signature`."""

import re

import pytest

from booklet.languages import Binding
from booklet.press.folding import Edge, Fold, fold_sheet
from booklet.press.instructions import instructions
from booklet.press.paper import read_paper
from booklet.press.printer import OFFICE, Flip, Printer
from booklet.press.schemes import FOLDER, LETTER, PERFECT, SADDLE, SADDLE_4UP, SADDLE_8UP, SCHEMES, ZIGZAG, ZINE, Joint

BINDINGS = list(Binding)


def forms(scheme, binding=Binding.LEFT):
    """The numbers of the pages of one sheet, row by row, `-` before those on their head; the front, then the back."""
    numbers = {
        (place.on_back, place.row, place.column): -number if place.upside_down else number
        for number, place in enumerate(scheme.places(binding), 1)
    }
    return [
        [[numbers[on_back, row, column] for column in range(scheme.columns)] for row in range(scheme.rows)]
        for on_back in (False, True)[: 2 if scheme.two_sided else 1]
    ]


@pytest.mark.parametrize(
    ("scheme", "published"),
    [
        (SADDLE, [[[4, 1]], [[2, 3]]]),
        (FOLDER, [[[4, 1]], [[2, 3]]]),
        # The sheet in quarto and in octavo of the printers' manuals; the latter as PDF::Imposition's 1x8x2 too.
        (SADDLE_4UP, [[[-5, -4], [8, 1]], [[-3, -6], [2, 7]]]),
        (SADDLE_8UP, [[[-5, -12, -9, -8], [4, 13, 16, 1]], [[-7, -10, -11, -6], [2, 15, 14, 3]]]),
        # Outside: flap, back, cover. Inside from left to right.
        (LETTER, [[[5, 6, 1]], [[2, 3, 4]]]),
        (ZIGZAG, [[[4, 5, 1]], [[2, 3, 6]]]),
        (ZINE, [[[-5, -4, -3, -2], [6, 7, 8, 1]]]),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_the_forms_are_those_that_are_published(scheme, published):
    assert forms(scheme) == published
    assert forms(scheme, Binding.RIGHT) == [[row[::-1] for row in side] for side in published]


@pytest.mark.parametrize("binding", BINDINGS)
@pytest.mark.parametrize("name", SCHEMES)
def test_paper_folded_in_space_is_read_as_the_piles_of_paper(name, binding):
    scheme = SCHEMES[name]
    assert [place for _, place in read_paper(scheme, binding, [0])] == list(scheme.places(binding))


@pytest.mark.parametrize("binding", BINDINGS)
@pytest.mark.parametrize("name", [n for n, s in SCHEMES.items() if s.two_sided])
def test_the_first_page_lies_on_top_of_the_folded_sheet_and_the_last_at_the_bottom(name, binding):
    scheme = SCHEMES[name]
    pile = fold_sheet(scheme.rows, scheme.columns, scheme.steps_for(binding))
    places = scheme.places(binding)
    assert pile[0].faces(scheme.columns)[0] == places[0]
    assert pile[-1].faces(scheme.columns)[1] == places[-1]
    assert not places[0].upside_down


def test_a_fold_lays_piles_on_each_other_as_hands_do():
    # Three panels: the right one over the middle one shows its back; then both go under the left one.
    pile = fold_sheet(1, 3, [Fold(Edge.RIGHT, over=True), Fold(Edge.RIGHT)])
    assert [(layer.column, layer.back_up) for layer in pile] == [(0, False), (1, True), (2, False)]
    # Two rows: the lower one over the upper one is on its head.
    (upper, lower) = fold_sheet(2, 1, [Fold(Edge.BOTTOM, over=True)])
    assert (upper.row, upper.back_up, upper.upside_down) == (1, True, True)
    assert (lower.row, lower.back_up, lower.upside_down) == (0, False, False)


def test_a_sheet_that_is_not_folded_up_is_refused():
    with pytest.raises(ValueError, match="values to unpack"):
        fold_sheet(2, 2, [Fold(Edge.LEFT)])


@pytest.mark.parametrize("name", SCHEMES)
def test_instructions_name_every_fold(name):
    scheme = SCHEMES[name]
    left, right = (instructions(scheme, binding, OFFICE, scheme.sheet_limit or 6) for binding in BINDINGS)
    folds = [step for step in scheme.steps if isinstance(step, Fold)]
    assert sum(sentence.startswith("fold the") for sentence in left) == len(folds)
    exchanged = {"left": "right", "right": "left"}
    assert [re.sub(r"\b(left|right)\b", lambda m: exchanged[m[0]], sentence) for sentence in left] == list(right)
    assert any("staple" in sentence for sentence in left) == (
        scheme.joint in (Joint.FOLD, Joint.CORNER) and scheme is not FOLDER
    )


@pytest.mark.parametrize("scheme", [SADDLE, PERFECT], ids=lambda scheme: scheme.name)
def test_the_cover_is_laid_around_before_it_is_stapled_or_glued(scheme):
    plain, covered = (instructions(scheme, Binding.LEFT, OFFICE, 8, covered=covered) for covered in (False, True))
    (more,) = set(covered) - set(plain)
    joint = next(i for i, sentence in enumerate(covered) if sentence.startswith(("staple", "glue")))
    assert more.startswith("fold the cover sheet") and covered.index(more) == joint - 1


def test_instructions_say_how_the_pile_is_turned():
    by_hand = [
        instructions(PERFECT, Binding.LEFT, Printer(flip=Flip.MANUAL, reverse=reverse), 8) for reverse in (False, True)
    ]
    assert "the first sheet to be taken first" in by_hand[0][1]
    assert "the last sheet to be taken first" in by_hand[1][1]
    assert "long edge" in instructions(SADDLE, Binding.LEFT, Printer(flip=Flip.LONG_EDGE), 8)[0]
