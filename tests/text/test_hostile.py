"""Long and hostile text: no crash, nothing lost, nothing off the page; bench/long_text.py shows that time is linear."""

import re
import unicodedata
from dataclasses import replace

import pikepdf
import pytest

from booklet.errors import ContentError, FontError
from booklet.justification import Justification
from booklet.layout.display import lines as lines_of_page
from booklet.pdf.writer import write_pdf
from booklet.text.bidi import embedding_levels
from booklet.text.breaks import grapheme_boundaries, line_breaks
from booklet.text.itemize import itemize
from booklet.text.paragraph import set_paragraph
from booklet.text.style import Alignment, ParagraphShape
from booklet.text.words import BIDI_CONTROLS
from tests.pdf.pdf_support import CREATED, opened
from tests.support.fonts import TEXT, TEXT_FACE, styled
from tests.support.long_texts import LONG_TEXTS, PROSE, long_text
from tests.support.small_books import book_of, booklet_of

RUNNING = replace(TEXT, justification=Justification())
UNDRAWN = re.compile(f"[{BIDI_CONTROLS}\n\u2028]")
MEASURE = 250.0

SURROGATES = range(0xD800, 0xE000)


def set_long(text, language, alignment=Alignment.JUSTIFY, measure=MEASURE):
    return set_paragraph(styled(text, language, style=RUNNING), ParagraphShape(measure, alignment, hyphenate=True))


def assert_whole(text, lines, measure=MEASURE):
    """Fail unless every code point is on one line, and drawn once if it is drawn, within the measure."""
    assert [line.start for line in lines] == [0, *(line.end for line in lines[:-1])]
    assert lines[-1].end == len(text)
    for line in lines:
        assert not text[line.start + len(line.text) : line.end].strip(" \n\u2028\xa0\u2067\u2069")
        drawn = sorted(i for piece in line.pieces for i in range(piece.start, piece.end))
        expected = [line.start + i for i, c in enumerate(line.text) if not UNDRAWN.match(c)]
        assert drawn == expected
        assert line.left >= -0.01
        assert line.right <= measure + 0.01


@pytest.mark.parametrize("alignment", Alignment)
@pytest.mark.parametrize("name", LONG_TEXTS)
def test_hostile_text(name, alignment):
    text, language = long_text(name, 2_000)
    assert_whole(text, set_long(text, language, alignment))


@pytest.mark.parametrize("language", PROSE)
def test_twenty_thousand_characters_in_a_paragraph(language):
    text, language = long_text(language, 20_000)
    assert_whole(text, set_long(text, language))


@pytest.mark.slow
@pytest.mark.parametrize("name", [*PROSE, "spaces", "one word he", "one word ar", "one word en"])
def test_two_hundred_thousand_characters_in_a_paragraph(name):
    text, language = long_text(name, 200_000)
    assert_whole(text, set_long(text, language))


def test_ten_thousand_spaces():
    lines = set_long(f"א{' ' * 10_000}ב", "he")
    assert [(line.text, line.end - line.start) for line in lines] == [("א", 10_001), ("ב", 1)]


def test_a_thousand_nested_isolates():
    text = "\u2067אב a " * 1_000 + "\u2069" * 1_000 + "סוף"
    lines = set_long(text, "he")
    assert_whole(text, lines)
    # 125 is the greatest depth (BD2), and a Latin letter in the deepest isolate is one level above it.
    assert max(level for line in lines for level in line.levels) in (125, 126)
    assert lines[-1].levels[-1] == 1


def test_a_line_that_ends_between_letters_says_so():
    for text, language in (("ב" * 300, "he"), ("ب" * 300, "ar")):
        lines = set_long(f"{text} {text[:5]}", language)
        assert [line.divided for line in lines] == [True] * (len(lines) - 1) + [False]
        assert_whole(f"{text} {text[:5]}", lines)


def test_lines_that_end_as_the_text_allows_do_not():
    for name in PROSE:
        assert not any(line.divided for line in set_long(*long_text(name, 2_000)))
    # Patterns divide an English word, with hyphens, before it has to be cut.
    hyphenated = set_long("internationalization " * 9, "en", measure=60.0)
    assert len(hyphenated) > 9
    assert not any(line.divided for line in hyphenated)
    assert any(line.divided for line in set_long("x" * 200, "en", measure=60.0))


def test_one_grapheme_wider_than_the_measure_is_not_lost():
    lines = set_long("אבג", "he", measure=2.0)
    assert [line.text for line in lines] == ["א", "ב", "ג"]


@pytest.mark.parametrize("text", ["א\ud800ב", "a\udc00", "\ud83d", "\ude00\ud83d"])
def test_half_a_character_is_refused_by_name(text):
    with pytest.raises(FontError) as raised:
        set_long(text, "he")
    surrogates = [c for c in text if ord(c) in SURROGATES]
    assert len(raised.value.diagnostics) == len(surrogates)
    for c, diagnostic in zip(surrogates, raised.value.diagnostics, strict=True):
        assert f"U+{ord(c):04X}, half of a character" in diagnostic.message
        diagnostic.message.encode()  # the message itself can be printed


@pytest.mark.parametrize("half", ['"a\\uD800b"', '"\\uDC00"', '"\\uD83D\\uDE00"'])
def test_the_reader_refuses_half_a_character_with_its_place(tmp_path, half):
    with pytest.raises(ContentError) as raised:
        book_of(tmp_path, "en", f"  - text: {half}\n")
    (diagnostic,) = raised.value.diagnostics
    assert diagnostic.where.line == 6
    diagnostic.message.encode()


# --- Every code point -----------------------------------------------------------------------------------------------


def chunks(stop):
    """Yield every scalar value below `stop` once, 4,096 in a text."""
    scalars = [chr(c) for c in range(stop) if c not in SURROGATES]
    for start in range(0, len(scalars), 4096):
        yield "".join(scalars[start : start + 4096])


def named_as_missing(text):
    try:
        itemize(styled(text), embedding_levels(text, 1))
    except FontError as error:
        return {
            chr(int(code, 16)) for one in error.diagnostics for code in re.findall(r"\(U\+([0-9A-F]+) ", one.message)
        }
    return set()


@pytest.mark.parametrize("stop", [0x3000, pytest.param(0x110000, marks=pytest.mark.slow)])
def test_every_scalar_value_is_drawn_or_named(stop):
    covered = {chr(c) for chain in TEXT_FACE.chains.values() for font in chain for c in font.coverage}
    count = 0
    for text in chunks(stop):
        count += len(text)
        assert len(embedding_levels(text, None)) == len(text)
        for found in (line_breaks(text, "he").offsets, grapheme_boundaries(text)):
            assert found == sorted({*found})
            assert found[-1] == len(text)
        named = named_as_missing(text)
        assert not named & covered
        drawn = [c for c in text if c not in named]
        assert {c for c in text if c in covered} <= {*drawn}
        if drawn:
            spaced = " ".join(drawn)
            lines = set_paragraph(styled(spaced), ParagraphShape(MEASURE))
            assert lines[-1].end == len(spaced)
            # `shape` refuses .notdef; so all that is left has been drawn.
            assert [line.start for line in lines[1:]] == [line.end for line in lines[:-1]]
    assert count == stop - (len(SURROGATES) if stop > SURROGATES.stop else 0)


# --- To the file ----------------------------------------------------------------------------------------------------


def words_of(text):
    return re.sub(r"[\s\u00ad]+", "", text)


def structure_text(element):
    """Return the ActualText of an element and all below it, in their order."""
    waiting, found = [element], []
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting += reversed([*one])
        elif isinstance(one, pikepdf.Dictionary):
            found.append(str(one.get("/ActualText", "")))
            waiting.append(one.get("/K"))
    return "".join(found)


def assert_whole_book(tmp_path, name, size):
    text, language = long_text(name, size)
    (tmp_path / "long.md").write_text(text, "utf-8")
    document = booklet_of(book_of(tmp_path, language, f"  - text: {{{language}: {{file: long.md}}}}\n"))
    for page in document.pages:
        for line in lines_of_page(page):
            assert line.box.x >= 0
            assert line.box.right <= page.size.width
            assert line.box.bottom <= page.size.height
    with opened(write_pdf(document, created=CREATED)) as pdf:
        assert len(pdf.pages) == len(document.pages)
        assert words_of(structure_text(pdf.Root.StructTreeRoot.K)) == words_of(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize("name", [*PROSE, "one word he", "one word ar", "one word en", "nested isolates"])
def test_a_book_of_it_has_all_the_text(tmp_path, name):
    assert_whole_book(tmp_path, name, 5_000)


@pytest.mark.slow
@pytest.mark.parametrize("name", [*PROSE, "one word ar"])
def test_a_book_of_two_hundred_thousand_characters_has_all_the_text(tmp_path, name):
    assert_whole_book(tmp_path, name, 200_000)
