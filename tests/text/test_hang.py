"""Hanging punctuation: how far the edges of lines stand out, in ink; the rest of the line is as it should be."""

from dataclasses import replace
from itertools import chain

import pytest

from booklet.layout.setting import place_line
from booklet.text.paragraph import set_paragraph
from booklet.text.style import Alignment, ParagraphShape
from tests.support.fonts import TEXT, styled
from tests.support.small_books import glyph_boxes
from tests.text.test_paragraph import TEXTS

HANGING = replace(TEXT, hanging=True)
MORE = {
    "he": " בין־לאומית, בית־ספר, ״שלום״, אמר, ״ושוב שלום.״ כן; לא, אולי. ״אכן״.",
    "ar": " قال، ثم «عاد»؛ «نعم»، قال. «لا»، ثم قال: «بلى».",
    "en": " “Yes,” they said; “no.” Well-known, half-read, “quoted.” And so, in the end, on.",
}
SHARES = dict.fromkeys(".,;:،؛", 0.5) | dict.fromkeys("“”‘’«»״", 0.5) | dict.fromkeys("-\u00ad־", 0.7)
MEASURES = [*range(140, 330, 13)]


def paragraph(language, style=HANGING):
    return styled((TEXTS[language] + MORE[language]) * 3, language, style=style)


def shape_of(measure, language):
    return ParagraphShape(float(measure), hyphenate=language == "en")


def advance(piece, index):
    own = [one for one, cluster in zip(piece.run.advances, piece.run.clusters, strict=True) if cluster == index]
    return sum(own) * piece.size / piece.run.font.units_per_em


def expected(line, *, at_end):
    """Return the sign at an edge of a line, and by how much it should hang out: read from the line itself."""
    side = line.base_level == 1 if at_end else line.base_level == 0
    piece = line.pieces[0 if side else -1]
    sign = piece.run.text[-1 if at_end else 0]
    if piece.run.level != line.base_level or (not at_end and sign not in "“”‘’«»״"):
        return sign, 0.0
    return sign, SHARES.get(sign, 0.0) * advance(piece, len(piece.run.text) - 1 if at_end else 0)


@pytest.mark.parametrize("language", TEXTS)
def test_lines_stand_out_by_a_share_of_the_sign_at_their_edge(language):
    ends, starts = set(), set()
    for measure in MEASURES:
        *filled, last = set_paragraph(paragraph(language), shape_of(measure, language))
        for line in (*filled, last):
            start_out, end_out = -line.left, line.right - measure
            if line.base_level:
                start_out, end_out = end_out, start_out
            sign, start_hang = expected(line, at_end=False)
            assert start_out == pytest.approx(start_hang, abs=0.01), line.text
            starts.update(sign if start_hang else "")
            if line is last:
                continue
            sign, end_hang = expected(line, at_end=True)
            assert end_out == pytest.approx(end_hang, abs=0.01), line.text
            ends.update(sign if end_hang else "")
    assert ends >= {"he": set(",.־״"), "ar": set("،؛»"), "en": set(",.\u00ad”")}[language]
    assert starts >= {"he": {"״"}, "ar": {"«"}, "en": {"“"}}[language]


@pytest.mark.parametrize(
    ("language", "sign", "least", "most"),
    [
        ("he", ",", 0.3, 0.7),
        ("ar", "،", 0.3, 0.7),
        ("en", ",", 0.3, 0.7),
        ("he", "־", 0.6, 0.8),
        ("en", "-", 0.6, 0.85),
    ],
)
def test_the_ink_of_a_sign_stands_on_the_edge(language, sign, least, most):
    """A comma about half in, half out; of a hyphen more is out than in."""
    shares = []
    for measure in MEASURES:
        for line in set_paragraph(paragraph(language), shape_of(measure, language))[:-1]:
            last = line.pieces[0 if line.base_level else -1]
            if last.run.text[-1] != sign or last.run.level != line.base_level:
                continue
            run = place_line(line, 0.0, 0.0, 12.0).runs[0 if line.base_level else -1]
            left, _, right, _ = glyph_boxes(run)[0 if line.base_level else -1]
            shares.append((-left if line.base_level else right - measure) / (right - left))
    assert shares
    assert least < min(shares)
    assert max(shares) < most


@pytest.mark.parametrize("language", TEXTS)
def test_line_ends_are_chosen_with_what_hangs_in_mind(language):
    """No space is narrower than it may be, and letters stay in the measure."""
    for measure in MEASURES[4:]:
        for line in set_paragraph(paragraph(language), shape_of(measure, language)):
            assert line.ratio >= -1.0 - 1e-6
            runs = place_line(line, 0.0, 0.0, 12.0).runs
            letters = [
                box
                for run in runs
                for box, text in zip(glyph_boxes(run), run.run.glyph_texts, strict=True)
                if text[0].isalnum()
            ]
            assert min(box[0] for box in letters) > -1.0
            assert max(box[2] for box in letters) < measure + 1.0


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("alignment", [Alignment.START, Alignment.CENTER])
def test_only_justified_lines_have_hanging_signs(language, alignment):
    shape = replace(shape_of(200, language), alignment=alignment)
    with_it, without = (set_paragraph(paragraph(language, style), shape) for style in (HANGING, TEXT))
    assert [(line.left, line.right, line.end) for line in with_it] == [
        (line.left, line.right, line.end) for line in without
    ]


def test_a_sign_inside_a_line_does_not_hang():
    """A Latin phrase that is broken in a Hebrew line ends in the middle of it, and so does its comma."""
    text = "מילים אחדות לפני one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, וגם אחריו."
    found = 0
    for measure in range(90, 200, 5):
        for line in set_paragraph(styled(text, style=HANGING), ParagraphShape(float(measure)))[:-1]:
            if line.text.endswith(",") and line.levels[-1] == 2:
                found += 1
                assert line.left >= -0.01
    assert found


def test_texts_without_the_option_stay_in_their_measure():
    for language in TEXTS:
        for line in chain(*(set_paragraph(paragraph(language, TEXT), shape_of(m, language)) for m in MEASURES)):
            assert line.left >= -0.01
