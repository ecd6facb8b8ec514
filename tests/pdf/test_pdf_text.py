import pytest
from pdf_support import (
    ARABIC,
    HEBREW,
    LATIN,
    drawn_glyphs,
    extracted,
    ink_box,
    line,
    operators,
    page,
    shaped,
    written,
)

from booklet.color import BLACK, Color
from booklet.geometry import Rect
from booklet.layout.display import GlyphRun, Group, Line

RED = Color(1.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("font", "text"),
    [(HEBREW, "שלום עולם טוב"), (ARABIC, "مرحبا بالعالم"), (LATIN, "Type and waffle, AVATAR")],
)
def test_plain_text_can_be_copied(font, text):
    assert extracted(written(page(line(font, text)))) == text


@pytest.mark.parametrize("size", [7.0, 40.0])
@pytest.mark.parametrize(("font", "text"), [(HEBREW, "לְךָ"), (ARABIC, "لُغَة"), (LATIN, "Waffle")])
def test_ink_is_where_the_glyph_extents_say(font, text, size):
    run = shaped(font, text)
    x, y = 40.25, 90.5
    boxes, pen = [], 0
    for glyph_id, advance, (right, up) in zip(run.glyph_ids, run.advances, run.offsets, strict=True):
        left, low, far, high = font.glyph_extents(glyph_id)
        if far > left:
            boxes.append((pen + right + left, -up - high, pen + right + far, -up - low))
        pen += advance
    em = size / 1000
    expected = (
        x + min(box[0] for box in boxes) * em,
        y + min(box[1] for box in boxes) * em,
        x + max(box[2] for box in boxes) * em,
        y + max(box[3] for box in boxes) * em,
    )
    assert ink_box(written(page(GlyphRun(x, y, size, BLACK, run))), scale=8) == pytest.approx(expected, abs=0.25)


def test_a_line_of_one_style_is_one_array():
    shown = [text for text in operators(written(page(line(LATIN, "one two three", extra=1.3)))) if text.endswith("TJ")]
    assert len(shown) == 1


def test_a_change_of_size_colour_or_baseline_starts_a_new_array():
    run = shaped(LATIN, "a")
    runs = (
        GlyphRun(20, 50, 12, BLACK, run),
        GlyphRun(30, 50, 9, BLACK, run),
        GlyphRun(40, 50, 9, RED, run),
        GlyphRun(50, 46, 9, RED, run),
    )
    data = written(page(Line(runs, "aaaa", 0, bytes(4), Rect(20, 40, 40, 14))))
    assert [(glyph.x, glyph.y) for glyph in drawn_glyphs(data)] == [(20, 50), (30, 50), (40, 50), (50, 46)]
    shown = operators(data)
    assert sum(text.endswith("TJ") for text in shown) == 4
    assert [text for text in shown if text.endswith("rg")] == ["0 0 0 rg", "1 0 0 rg"]
    assert sum(text.endswith("Tf") for text in shown) == 1


def test_the_font_and_colour_are_set_again_after_a_group():
    inside = Group((line(LATIN, "in", color=RED),))
    shown = operators(written(page(inside, line(LATIN, "out", y=80, color=RED))))
    assert shown.count("1 0 0 rg") == 2
    assert shown.count("/F1 1 Tf") == 2
