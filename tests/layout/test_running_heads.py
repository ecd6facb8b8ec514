"""Running heads in small caps: real ones of the font, in Latin script, with the letters in the file as typed."""

from dataclasses import replace

import pytest

from booklet.document.theme import HeadLetters
from booklet.document.theme_reader import read_theme
from booklet.languages import LANGUAGES
from booklet.layout.display import lines
from booklet.layout.styles import make_styles
from booklet.pdf.writer import write_pdf
from tests.pdf.pdf_support import CREATED, extracted
from tests.support.fonts import AMIRI, FRANK, GARAMOND, LIBRARY, glyph_name
from tests.support.small_books import book_of, booklet_of

TITLE = "L’École fine, 1862: officielle"
CAPS = {"running_heads": HeadLetters.SMALL_CAPS}
DRAWN = (HeadLetters.PLAIN, HeadLetters.SMALL_CAPS)


def book(folder, language="fr", title=TITLE):
    body = f"  - heading: '{title}'\n" + "  - text: a\n" * 90
    return book_of(folder, language, body)


def head(document, title=TITLE):
    (line,) = (line for line in lines(document.pages[2]) if line.text == title)
    return line


def test_letters_are_the_small_caps_of_the_font_and_stand_apart(tmp_path):
    head_lines = {letters: head(booklet_of(book(tmp_path), running_heads=letters)) for letters in DRAWN}
    small_caps = [run for run in head_lines[HeadLetters.SMALL_CAPS].runs if any(map(str.isalpha, run.run.text))]
    assert {run.run.font for run in small_caps} == {GARAMOND}
    drawn = {
        text: glyph for run in small_caps for text, glyph in zip(run.run.glyph_texts, run.run.glyph_ids, strict=True)
    }
    assert all(drawn[letter] != GARAMOND.nominal_glyph(ord(letter)) for letter in "coefinl")
    assert glyph_name(GARAMOND, drawn["o"]).endswith((".sc", ".smcp"))
    assert {run.tracking for run in small_caps} == {0.05 * 8.5}
    plain = head_lines[HeadLetters.PLAIN]
    assert {run.tracking for run in plain.runs} == {0.0}


def test_a_theme_may_have_no_running_heads(tmp_path):
    made = book(tmp_path)
    bare, plain = (booklet_of(made, running_heads=letters) for letters in (HeadLetters.NONE, HeadLetters.PLAIN))
    written = [[[line.text for line in lines(page)] for page in document.pages] for document in (bare, plain)]
    for without, with_head in zip(*written, strict=True):
        assert [text for text in with_head if text not in (TITLE, "T")] == [
            text for text in without if text not in (TITLE, "T")
        ]
    assert sum(page.count(TITLE) for page in written[0]) == 1, "the heading itself"
    assert sum(page.count(TITLE) for page in written[1]) > 1


def test_copied_text_has_the_letters_as_typed(tmp_path):
    document = booklet_of(book(tmp_path), **CAPS)
    one_page = replace(document, pages=document.pages[2:3], outline=())
    assert TITLE in " ".join(extracted(write_pdf(one_page, created=CREATED)).split())


@pytest.mark.parametrize(("language", "title", "font"), [("he", "פרק ראשון", FRANK), ("ar", "فصل أول", AMIRI)])
def test_other_scripts_have_plain_heads(tmp_path, language, title, font):
    documents = [booklet_of(book(tmp_path, language, title), running_heads=letters) for letters in DRAWN]
    one, other = (head(document, title) for document in documents)
    assert one == other
    assert {run.run.font for run in one.runs} == {font}


def test_a_font_without_small_caps_gives_plain_letters(tmp_path):
    assert GARAMOND.has_feature("smcp", "latn") and not FRANK.has_feature("smcp", "latn")
    theme = replace(read_theme("heritage"), **CAPS)
    fonts = replace(theme.fonts, text={**theme.fonts.text, "Latn": ("frank-ruhl-libre",)})
    styles = make_styles(replace(theme, fonts=fonts), LANGUAGES["en"], LIBRARY)
    style = styles.head_manner(8.5, theme.palette.ink).plain
    assert (style.features, style.tracking) == ((), 0.0)
