"""Requirements 45 to 52 of docs/typography.md, Arabic: lines, and what fills them."""

import unicodedata
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest

from booklet import resources
from booklet.document.theme_reader import read_theme_file
from booklet.justification import Justification, Means
from booklet.layout.display import Element, lines
from booklet.pdf.writer import write_pdf
from booklet.preflight.pages import look_at, tell_pages
from booklet.text.glyphs import KASHIDA, ShapedRun
from booklet.text.joining import TATWEEL, gaps
from booklet.text.kashida import places
from booklet.text.lines import Piece, SetLine
from booklet.text.paragraph import set_paragraph
from booklet.text.shape import NOTHING, shape
from booklet.text.style import ParagraphShape
from tests.conftest import SHIPPED
from tests.pdf.pdf_support import CREATED, opened
from tests.support.arabic import ARABIC, MANNERS, paragraphs, text_layer
from tests.support.fonts import AMIRI, TEXT, styled
from tests.support.kashidas import kashidas_of
from tests.support.small_books import book_of, booklet_of

UNDRAWN = {NOTHING, " ", "\u2068", "\u2069"}


def lengthened_pieces() -> list[Piece]:
    found = [
        piece for _, done in paragraphs() for line in done for piece in line.pieces if KASHIDA in piece.run.glyph_texts
    ]
    assert len(found) > 40
    return found


# --- Lines --------------------------------------------------------------------------------------------------------


def test_45_words_are_not_hyphenated():
    for _, done in paragraphs():
        arabic = [piece for line in done for piece in line.pieces if piece.run.level % 2]
        assert all(piece.start < piece.end for piece in arabic)
        assert not any("\u00ad" in piece.run.text or "\u2010" in piece.run.text for piece in arabic)


def test_46_lines_end_between_words():
    for _, done in paragraphs():
        assert len(done) > 3
        for line in done[1:]:
            assert ARABIC[line.start - 1] == " "


def growths(done: tuple[SetLine, ...]) -> list[float]:
    """Return by how much the spaces of the lines grow, relative to their natural width."""
    return [p.extra / p.run.width(p.size) for line in done for p in line.pieces if p.run.text == " "]


# The orders that a theme may ask for, and what then may be said of a line that has kashidas, or spread letters: how far
# the other means must have gone.
ORDERS = {
    "spaces": {},
    "kashida spaces": {"kashida": set()},
    "spaces kashida spaces": {"kashida": {"spaces"}},
    "spaces letters kashida spaces": {"kashida": {"spaces", "letters"}, "letters": {"spaces"}},
    "spaces kashida letters spaces": {"kashida": {"spaces"}, "letters": {"spaces"}},
    "letters spaces kashida spaces": {"kashida": {"spaces", "letters"}, "letters": set()},
    "letters spaces": {"letters": set()},
}


def gap_em(line: SetLine) -> float:
    """Return the space that stands between letters that do not join, the same in the whole line, em."""
    found = set()
    for piece in line.pieces:
        own = gaps(piece.run.text)
        if piece.run.level % 2 and own and piece.run.text.isalpha():
            added = sum(
                advance for text, advance in zip(piece.run.glyph_texts, piece.run.advances, strict=True) if text
            )
            found.add((added - shape(piece.run.text, MANNERS[0]).advance) / len(own) / AMIRI.units_per_em)
    assert len(found) <= 1, "even"
    return found.pop() if found else 0.0


@pytest.mark.parametrize("order", ORDERS)
def test_47_the_means_of_justification_come_in_the_order_of_the_theme(tmp_path, order):
    justification = Justification(order=tuple(Means(word) for word in order.split()))
    path = tmp_path / "heritage.yaml"
    theme = (resources.folder("themes") / "heritage.yaml").read_text("utf-8")
    path.write_text(theme.replace("[spaces, kashida, spaces]", f"[{', '.join(order.split())}]"), "utf-8")
    assert read_theme_file(path).justification == justification
    seen = Counter()
    for measure, done in paragraphs(replace(TEXT, justification=justification)):
        for line in done[:-1]:
            assert (line.left, line.right) == (pytest.approx(0.0, abs=1e-6), pytest.approx(measure, abs=1e-6))
            used = {"spaces": growths((line,))[0], "letters": gap_em(line)}
            kashidas = any(KASHIDA in piece.run.glyph_texts for piece in line.pieces)
            # Two tatweels of Amiri are one unit wider than twice one, and that is what the spaces are short of.
            gone = {"spaces"} if used["spaces"] >= 0.35 - 0.005 else set()
            gone |= {"letters"} if used["letters"] == pytest.approx(0.05) else set()
            if kashidas:
                seen["kashida"] += 1
                assert ORDERS[order]["kashida"] <= gone
            if used["letters"]:
                seen["letters"] += 1
                assert ORDERS[order]["letters"] <= gone
                assert used["letters"] <= 0.05 + 1e-9
            seen["kashida before spaces"] += kashidas and "spaces" not in gone
            seen["letters before spaces"] += used["letters"] > 0.0 and "spaces" not in gone
            seen["kashida before letters"] += kashidas and not used["letters"]
    assert (seen["kashida"] > 20) is ("kashida" in order)
    assert (seen["letters"] > 20) is ("letters" in order)
    assert (seen["kashida before spaces"] > 5) is order.startswith("kashida")
    assert (seen["letters before spaces"] > 5) is order.startswith("letters")
    assert (seen["kashida before letters"] > 5) is (
        "letters" not in order.partition("kashida")[0] and "kashida" in order
    )


def test_48_spaces_have_a_least_width_and_grow_no_more_than_they_must():
    with_kashidas = [growth for _, done in paragraphs() for growth in growths(done)]
    without = [growth for _, done in paragraphs(TEXT) for growth in growths(done)]
    assert min(with_kashidas) >= -0.22 - 1e-6
    assert sum(growth > 0.5 for growth in with_kashidas) < 0.7 * sum(growth > 0.5 for growth in without)
    narrow = growths(set_paragraph(styled(ARABIC, "ar"), ParagraphShape(45.0)))
    assert min(narrow) >= -0.5 - 1e-6, "even where no line fits"


def test_49_one_kashida_in_a_word_where_the_font_and_the_rules_allow_it_and_not_long():
    for piece in lengthened_pieces():
        texts = piece.run.glyph_texts
        kashidas = [i for i, text in enumerate(texts) if text == KASHIDA]
        assert all(
            after == before + 1 or not any(piece.run.advances[before + 1 : after])
            for before, after in pairwise(kashidas)
        )
        assert sum(piece.run.advances[i] for i in kashidas) <= 0.5 * AMIRI.units_per_em
        before = "".join(text for text in texts[kashidas[-1] + 1 :][::-1] if text != KASHIDA)
        plain = shape(piece.run.text, MANNERS[0])
        allowed = {place.at for place in places(piece.run.text, plain.joins)}
        assert len(before) in allowed
        bare = [c for c in before if not unicodedata.combining(c)]
        assert not (bare[-1] == "ل" and piece.run.text[len(before)] in "اأإآ"), "not inside a lam-alef"
    for _, done in paragraphs():
        for above, line in pairwise(done):
            for left, right in kashidas_of(line):
                assert all(right <= other_left or other_right <= left for other_left, other_right in kashidas_of(above))


def from_base(run: ShapedRun) -> list[tuple[str, int, int]]:
    """Return each mark with its place, measured from the letter that stands next at the right in the glyphs."""
    pens = [sum(run.advances[:i]) for i in range(len(run.advances))]
    found = []
    for i, (text, advance, (right, up)) in enumerate(zip(run.glyph_texts, run.advances, run.offsets, strict=True)):
        if not advance:
            base = next(j for j in range(i + 1, len(pens)) if run.advances[j] and run.glyph_texts[j] != KASHIDA)
            found.append((text, pens[i] + right - pens[base], up))
    return found


def test_50_marks_stay_on_their_letters_when_words_are_lengthened():
    marked = 0
    for piece in lengthened_pieces():
        plain = shape(piece.run.text, MANNERS[0])
        kept = [
            glyph for glyph, text in zip(piece.run.glyph_ids, piece.run.glyph_texts, strict=True) if text != KASHIDA
        ]
        assert kept == [*plain.glyph_ids], "the letters have the forms of the whole word"
        assert from_base(piece.run) == from_base(plain)
        marked += bool(from_base(plain))
    assert marked > 3


def leaves(element: Element) -> list[Element]:
    return [element, *(leaf for child in element.children for leaf in leaves(child))]


def test_51_kashidas_leave_no_trace_in_the_text_of_a_file(shop):
    document = shop.booklet(SHIPPED, "ar")
    data = write_pdf(document, created=CREATED)
    viewer = pypdfium2.PdfDocument(data)
    lengthened_words = 0
    for page_index, page in enumerate(document.pages):
        drawn_lines = list(lines(page))
        words = [run.run.text for line in drawn_lines for run in line.runs if KASHIDA in run.run.glyph_texts]
        if not words:
            continue
        lengthened_words += len(words)
        layer = text_layer(data, page_index)
        assert all(layer), "no glyph without a text"
        assert not {TATWEEL, "\u200d"} & set("".join(layer))
        written = Counter(c for line in drawn_lines for c in line.text if c not in UNDRAWN)
        assert Counter(c for c in "".join(layer) if c not in UNDRAWN) == written, "every letter once, and no more"
        assert all(word in "".join(reversed(layer)) for word in words)
        copied = viewer[page_index].get_textpage().get_text_bounded()
        assert all(word in copied.split() for word in words), "a viewer copies the words as typed"
    viewer.close()
    assert lengthened_words > 20
    structure = " ".join(element.text for element in leaves(document.structure))
    with opened(data) as pdf:
        nodes = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]
        told = [str(node.ActualText) for node in nodes if "/ActualText" in node]
    assert not {TATWEEL, "\u200d"} & set(structure)
    # A map is told by its alternative text.
    written = [element.text for element in leaves(document.structure) if element.text and not element.alt]
    assert sorted(told) == sorted(written)


def test_52_rivers_are_told(tmp_path):
    for letters, told in ((15, []), (21, ["river"])):  # words alike, of which three leave wide spaces in a line
        words = " ".join(["دور" * (letters // 3)] * 12)
        document = booklet_of(book_of(tmp_path, "ar", f"  - text: {words}\n"))
        notes = tell_pages([look_at(document)])
        assert [(note.code, note.where and note.where.line) for note in notes] == [(code, 6) for code in told]
        assert all("on 3 lines" in note.message for note in notes)
