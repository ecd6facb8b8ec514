import re
import string
import struct

import pikepdf
import pytest
import uharfbuzz as hb
from pdf_support import (
    ARABIC,
    HEBREW,
    HEBREW_BOLD,
    LATIN,
    LATIN_ITALIC,
    drawn_glyphs,
    line,
    opened,
    page,
    shaped,
    to_unicode,
    width_array,
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
def test_glyphs_stand_where_the_display_list_says(font, text, extra, tracking):
    size = 11.3
    drawn_line = line(font, text, x=20.123, y=60.456, size=size, extra=extra, tracking=tracking)
    expected = []
    for run in drawn_line.runs:
        pen = run.x
        for advance, (right, up) in zip(run.run.advances, run.run.offsets, strict=True):
            expected.append((pen + right * size / 1000, run.y - up * size / 1000))
            pen += advance * size / 1000 + (tracking if advance else 0.0)
    drawn = drawn_glyphs(written(page(drawn_line)))
    # Half a unit of rounding between runs and half inside one, which must not add up along the line.
    tolerance = size / 1000 + 0.001
    assert len(drawn) == len(expected)
    for glyph, (x, y) in zip(drawn, expected, strict=True):
        assert glyph.x == pytest.approx(x, abs=tolerance)
        assert glyph.y == pytest.approx(y, abs=0.001 * size)


@pytest.mark.parametrize(("font", "text"), SAMPLES)
def test_the_subset_holds_the_same_outlines_and_widths(font, text):
    drawn_line = line(font, text)
    data = written(page(drawn_line))
    glyph_ids = [glyph_id for run in drawn_line.runs for glyph_id in run.run.glyph_ids]
    with opened(data) as pdf:
        embedded = pdf.pages[0].Resources.Font.F1
        descendant = embedded.DescendantFonts[0]
        subset = hb.Font(hb.Face(descendant.FontDescriptor.FontFile2.read_bytes()))
        map_bytes = descendant.CIDToGIDMap.read_bytes()
        to_glyph = struct.unpack(f">{len(map_bytes) // 2}H", map_bytes)
        widths = width_array(embedded)
    for drawn, glyph_id in zip(drawn_glyphs(data), glyph_ids, strict=True):
        new_id = to_glyph[drawn.cid]
        assert widths[drawn.cid] == font.glyph_advance(glyph_id) == subset.get_glyph_h_advance(new_id)
        assert subset.get_glyph_extents(new_id) == font.shaper.get_glyph_extents(glyph_id)


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
