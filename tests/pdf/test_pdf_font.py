import re
import string

import pikepdf
import pytest
from pdf_support import (
    ARABIC,
    HEBREW,
    HEBREW_BOLD,
    LATIN,
    LATIN_ITALIC,
    EmbeddedFile,
    drawn_glyphs,
    line,
    opened,
    operators,
    page,
    shaped,
    to_unicode,
    written,
)

from booklet.color import BLACK
from booklet.errors import FontError
from booklet.geometry import Rect
from booklet.layout.display import GlyphRun, Line
from booklet.text.glyphs import ShapedRun

SAMPLES = [
    (HEBREW, "שלום עולם (טוב)"),
    (HEBREW, "בְּרֵאשִׁית בָּרָא אֱלֹהִים"),
    (ARABIC, "السَّلامُ عَلَيْكُمْ"),
    (LATIN, "AVATAR Type fly Wave"),
    (LATIN_ITALIC, "To be: Waffle"),
    # More than 92 CIDs, so that the bytes of "(", ")", "\" and a carriage return occur in the strings.
    (LATIN, " ".join(string.printable[:94])),
]


@pytest.mark.parametrize(("font", "text"), SAMPLES)
def test_each_drawn_glyph_says_what_it_stands_for(font, text):
    drawn_line = line(font, text)
    expected = [glyph_text for run in drawn_line.runs for glyph_text in run.run.glyph_texts]
    data = written(page(drawn_line))
    with opened(data) as pdf:
        meaning = to_unicode(pdf.pages[0].Resources.Font.F1)
    assert [meaning[glyph.cid] for glyph in drawn_glyphs(data)] == expected


@pytest.mark.parametrize("tracking", [0.0, 1.7])
@pytest.mark.parametrize("extra", [0.0, 2.345, -0.77])
@pytest.mark.parametrize(("font", "text"), SAMPLES)
def test_ink_stands_where_the_display_list_says(font, text, extra, tracking):
    size = 11.3
    drawn_line = line(font, text, x=20.123, y=60.456, size=size, extra=extra, tracking=tracking)
    expected = []
    for run in drawn_line.runs:
        pen = run.x
        for glyph_id, advance, (right, up) in zip(run.run.glyph_ids, run.run.advances, run.run.offsets, strict=True):
            ink = font.shaper.get_glyph_extents(glyph_id)
            x, y = pen + (right + ink.x_bearing) * size / 1000, run.y - (up + ink.y_bearing) * size / 1000
            expected.append((x, y, ink.width, ink.height))
            pen += advance * size / 1000 + (tracking if advance else 0.0)
    data = written(page(drawn_line))
    with opened(data) as pdf:
        embedded = EmbeddedFile.of(pdf.pages[0].Resources.Font.F1)
    drawn = drawn_glyphs(data)
    # Half a unit of rounding between runs and half inside one, which must not add up along the line.
    tolerance = size / 1000 + 0.001
    assert len(drawn) == len(expected)
    for glyph, wanted in zip(drawn, expected, strict=True):
        right, up, *extent = embedded.extents(glyph.cid)
        found = glyph.x + right * size / 1000, glyph.y - up * size / 1000, *extent
        assert found == pytest.approx(wanted, abs=tolerance)


@pytest.mark.parametrize(("font", "text"), SAMPLES)
def test_widths_in_the_file_are_those_of_the_glyphs(font, text):
    drawn_line = line(font, text)
    data = written(page(drawn_line))
    natural = [font.glyph_advance(glyph_id) for run in drawn_line.runs for glyph_id in run.run.glyph_ids]
    advances = [advance for run in drawn_line.runs for advance in run.run.advances]
    with opened(data) as pdf:
        embedded = EmbeddedFile.of(pdf.pages[0].Resources.Font.F1)
    told = [embedded.widths[glyph.cid] for glyph in drawn_glyphs(data)]
    for glyph, width in zip(drawn_glyphs(data), told, strict=True):
        assert width == embedded.face.get_glyph_h_advance(embedded.glyph_ids[glyph.cid]), "PDF/A asks for it"
    wide = [width for width in told if width]
    assert wide == [width for width, advance in zip(natural, advances, strict=True) if advance and width]


@pytest.mark.parametrize(("font", "text"), SAMPLES[1:3])
def test_the_pen_does_not_move_to_marks(font, text):
    """Tools that copy text see a gap there, and cut the word."""
    shown = [operator for operator in operators(written(page(line(font, text)))) if operator.endswith(("TJ", "Ts"))]
    assert not any(operator.endswith("Ts") for operator in shown)
    moves = [abs(float(number)) for operator in shown for number in re.findall(r"(?<=[ \[])-?\d+\.?\d*", operator)]
    assert all(move < 100 for move in moves), "a tenth of an em is a gap to most of them"


def test_a_wide_kern_is_part_of_the_glyph():
    run = shaped(LATIN, "a")
    wide = ShapedRun(
        LATIN, "aa", run.glyph_ids * 2, (run.advance + 200, run.advance), ((0, 0),) * 2, ("a",) * 2, (0, 1), 9, 0
    )
    data = written(page(GlyphRun(20, 50, 10, BLACK, wide)))
    assert not [
        part
        for operator in operators(data)
        if operator.endswith("TJ")
        for part in re.findall(r"[)>] *-?[0-9]", operator)
    ]
    first, second = drawn_glyphs(data)
    assert second.x - first.x == pytest.approx((run.advance + 200) / 100)


def test_one_glyph_that_stands_for_two_texts_has_two_cids():
    run = shaped(LATIN, "(")
    turned = ShapedRun(LATIN, ")", run.glyph_ids, run.advances, run.offsets, (")",), (0,), run.advance, 1)
    data = written(page(GlyphRun(20, 50, 12, BLACK, run), GlyphRun(40, 50, 12, BLACK, turned)))
    first, second = (glyph.cid for glyph in drawn_glyphs(data))
    with opened(data) as pdf:
        meaning = to_unicode(pdf.pages[0].Resources.Font.F1)
    assert (meaning[first], meaning[second]) == ("(", ")")


def test_every_font_is_embedded_under_a_subset_name_and_helvetica_is_not_there():
    data = written(page(*(line(font, text, y=20 + 25 * i) for i, (font, text) in enumerate(SAMPLES))))
    with opened(data) as pdf:
        fonts = [obj for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/Font"]
        names = {str(font.BaseFont) for font in fonts if font.Subtype == "/Type0"}
        assert len(names) == 4
        assert all(re.fullmatch(r"/[A-Z]{6}\+[A-Za-z0-9-]+", name) for name in names)
        for font in fonts:
            if font.Subtype == "/CIDFontType2":
                assert len(font.FontDescriptor.FontFile2.read_bytes()) == font.FontDescriptor.FontFile2.Length1
    assert b"Helvetica" not in data


def test_the_subset_name_follows_from_the_glyphs():
    def name(text):
        with opened(written(page(line(LATIN, text)))) as pdf:
            return str(pdf.pages[0].Resources.Font.F1.BaseFont)

    assert name("same") == name("same") != name("other")


def test_italics_and_weights_are_described():
    data = written(page(line(LATIN_ITALIC, "Aa"), line(HEBREW_BOLD, "אב", y=90)))
    with opened(data) as pdf:
        italic, bold = (font.DescendantFonts[0].FontDescriptor for font in pdf.pages[0].Resources.Font.values())
        assert (italic.Flags, bold.Flags) == (68, 4)
        assert italic.ItalicAngle < 0 == bold.ItalicAngle
        assert bold.StemV > italic.StemV
        assert italic.Ascent > italic.CapHeight > italic.XHeight > 0 > italic.Descent


def test_an_empty_run_does_no_harm():
    empty = ShapedRun(LATIN, "", (), (), (), (), (), 0, 0)
    a, b = shaped(LATIN, "a"), shaped(LATIN, "b")
    runs = tuple(
        GlyphRun(x, 50, 10, BLACK, run) for x, run in ((20, empty), (25, a), (40, empty), (55, empty), (70, b))
    )
    drawn = drawn_glyphs(written(page(Line(runs, "ab", 0, bytes(2), Rect(20, 40, 60, 12)))))
    assert [round(glyph.x, 2) for glyph in drawn] == [25.0, 70.0]


@pytest.mark.parametrize(
    ("text", "expected"), [("\ufeff", "\u2060"), ("\x00", "\ufffd"), ("a\ufffe", "a\ufffd"), ("\ue000", "\ue000")]
)
def test_a_glyph_never_stands_for_what_archives_forbid(text, expected):
    a = shaped(LATIN, "a")
    run = ShapedRun(LATIN, text, a.glyph_ids, a.advances, a.offsets, (text,), (0,), a.advance, 0)
    with opened(written(page(GlyphRun(20, 50, 12, BLACK, run)))) as pdf:
        assert to_unicode(pdf.pages[0].Resources.Font.F1)[1] == expected


def test_the_glyph_for_nothing_is_refused():
    notdef = ShapedRun(LATIN, "ש", (0,), (500,), ((0, 0),), ("ש",), (0,), 500, 0)
    with pytest.raises(FontError, match="cannot draw “ש”"):
        written(page(GlyphRun(20, 50, 12, BLACK, notdef)))
