from io import BytesIO

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from pdf_support import ARABIC, LATIN, drawn_glyphs, ink_box, opened, page, rendered, to_unicode, width_array, written
from PIL import ImageChops

from booklet.color import BLACK
from booklet.layout.display import GlyphRun
from booklet.pdf.composite import Composite, Part, with_composites
from booklet.text.glyphs import KASHIDA, ShapedRun
from booklet.text.kashida import lengthened
from booklet.text.shape import Manner, shape

MANNER = Manner(ARABIC, 1, "Arab", "ar")


def fonts_of(font, *texts):
    """Return a subset of a font with the glyphs of characters, and their ids in it."""
    ids = [font.nominal_glyph(ord(text)) for text in texts]
    data, new_ids = font.subset(ids)
    return data, [new_ids[glyph_id] for glyph_id in ids]


def outline(font, glyph_id, *, right=0, up=0):
    """Return the drawing operations of a glyph, moved."""
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[font.getGlyphName(glyph_id)].draw(TransformPen(pen, (1, 0, 0, 1, right, up)))
    return pen.value


@pytest.mark.parametrize(("font", "texts"), [(ARABIC, "دـأ"), (LATIN, "aéW"), (LATIN, "a f")])
def test_a_composite_looks_like_its_parts(font, texts):
    data, ids = fonts_of(font, *texts)
    made = [
        Composite((Part(ids[0], 0, 0), Part(ids[1], 300, -17)), 777),
        Composite(tuple(Part(glyph_id, 250 * i, i) for i, glyph_id in enumerate(ids)), 1234),
        Composite((Part(ids[2], -5, 0), Part(ids[2], 600, 0)), 0),
    ]
    before = TTFont(BytesIO(data))
    after = TTFont(BytesIO(with_composites(data, made)), checkChecksums=2)
    count = before["maxp"].numGlyphs
    assert after["maxp"].numGlyphs == count + len(made)
    for glyph_id in range(count):
        name, old = after.getGlyphName(glyph_id), before.getGlyphName(glyph_id)
        assert outline(after, glyph_id) == outline(before, glyph_id)
        assert after["hmtx"][name] == before["hmtx"][old]
    for glyph_id, composite in enumerate(made, count):
        name = after.getGlyphName(glyph_id)
        parts = [outline(before, part.glyph_id, right=part.right, up=part.up) for part in composite.parts]
        assert outline(after, glyph_id) == [operation for part in parts for operation in part]
        glyph = after["glyf"][name]
        assert after["hmtx"][name] == (composite.advance, glyph.xMin)
        told = glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax
        glyph.recalcBounds(after["glyf"])
        assert told == (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax)
    limits = after["maxp"]
    told = {name: getattr(limits, name) for name in vars(limits) if name.startswith("max")}
    limits.recalc(after)
    assert all(told[name] >= getattr(limits, name) for name in told), "bounds"


def small_font(widths):
    """Return a font of squares with these widths, whose last glyphs share an entry of `hmtx` where they can."""
    names = [".notdef", *(f"g{i}" for i in range(1, len(widths)))]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    glyphs = {}
    for i, name in enumerate(names):
        pen = TTGlyphPen(None)
        pen.moveTo((10 * i, 0)), pen.lineTo((10 * i, 100)), pen.lineTo((10 * i + 50, 100)), pen.closePath()
        glyphs[name] = pen.glyph()
    builder.setupGlyf(glyphs)
    named = zip(names, widths, strict=True)
    builder.setupHorizontalMetrics({name: (width, 10 * i) for i, (name, width) in enumerate(named)})
    builder.setupHorizontalHeader()
    builder.setupMaxp()
    out = BytesIO()
    builder.save(out)
    return out.getvalue()


@pytest.mark.parametrize(("widths", "long_count"), [([500, 600, 700], 3), ([500, 600, 600, 600], 2), ([500, 500], 1)])
def test_glyphs_that_share_an_advance_keep_it(widths, long_count):
    data = small_font(widths)
    before = TTFont(BytesIO(data))
    assert before["hhea"].numberOfHMetrics == long_count
    after = TTFont(BytesIO(with_composites(data, [Composite((Part(1, 7, 0),), 333)])), checkChecksums=2)
    metrics = [after["hmtx"][name] for name in after.getGlyphOrder()]
    assert metrics == [*((width, 10 * i) for i, width in enumerate(widths)), (333, 17)]


# --- In a file ----------------------------------------------------------------------------------------------------

WORDS = [("سلام", 1, 2), ("المدرسة", 6, 1), ("السَّلَامُ", 3, 2), ("صَبْرٌ", 2, 1), ("تعليم", 3, 2)]


def longer_run(text: str, at: int, count: int) -> ShapedRun:
    run = lengthened(shape(text, MANNER), MANNER, ((at, count),))
    assert run is not None and KASHIDA in run.glyph_texts
    return run


@pytest.mark.parametrize(("text", "at", "count"), WORDS)
def test_no_glyph_of_a_file_is_a_kashida(text, at, count):
    run = longer_run(text, at, count)
    data = written(page(GlyphRun(30, 80, 40, BLACK, run)))
    drawn = drawn_glyphs(data)
    with opened(data) as pdf:
        font = pdf.pages[0].Resources.Font.F1
        meaning, widths = to_unicode(font), width_array(font)
        file = TTFont(BytesIO(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()))
        to_glyph = font.DescendantFonts[0].CIDToGIDMap.read_bytes()
    assert "".join(meaning[glyph.cid] for glyph in reversed(drawn)) == text
    for cid, width in enumerate(widths[1:], 1):
        glyph_id = int.from_bytes(to_glyph[2 * cid : 2 * cid + 2], "big")
        assert file["hmtx"][file.getGlyphName(glyph_id)][0] == width, "PDF/A asks for it"


@pytest.mark.parametrize(("text", "at", "count"), WORDS)
def test_a_lengthened_word_is_drawn_as_if_its_kashidas_were_glyphs(text, at, count):
    run = longer_run(text, at, count)
    texts = tuple(glyph_text or "\u0640" for glyph_text in run.glyph_texts)
    apart = ShapedRun(
        ARABIC, run.text, run.glyph_ids, run.advances, run.offsets, texts, run.clusters, run.advance, run.level
    )
    joined, separate = (written(page(GlyphRun(30, 80, 40, BLACK, each))) for each in (run, apart))
    assert len(drawn_glyphs(separate)) == len(drawn_glyphs(joined)) + run.glyph_texts.count(KASHIDA)
    assert ink_box(joined) == pytest.approx(ink_box(separate), abs=0.26)
    difference = ImageChops.difference(rendered(joined), rendered(separate)).convert("L").histogram()
    # Where letter and kashida meet, two glyphs let paper through at the edge of a pixel, and one does not.
    assert sum(difference[64:]) < 12
