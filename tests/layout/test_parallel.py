"""Editions of several languages: what stands beside what, on which page, and in what order it is read."""

from collections import Counter

import pytest

from booklet.document.edition import Arrangement
from booklet.document.reader import read_book
from booklet.geometry import Size
from booklet.languages import Binding
from booklet.layout.display import Artifact, Line, Marked, Role, lines
from booklet.layout.figures import with_digits
from booklet.layout.parallel import _abreast
from booklet.layout.rows import Picture, Row
from booklet.pdf.writer import write_pdf
from booklet.press.prove import prove_sheets
from booklet.press.sheets import impose
from booklet.units import mm
from tests.support.small_books import booklet_of, folio_of, line_with

ENGLISH = "One after another the schools were opened, and in each of them the first winter was the hardest."
HEBREW = "בזה אחר זה נפתחו בתי הספר, ובכל אחד מהם היה החורף הראשון הקשה מכולם."

BODY = """  - cover
  - contents
  - heading: {{en: Beginnings, he: ראשית דבר}}
  - text:
      en: |
        A first-en {en}

        second-en {en}
      he: |
        אז ראשונה {he}

        שנייה {he}
  - list:
      - {{en: point-en, he: נקודה}}
  - heading: {{en: Afterwards, he: אחרית}}
  - text: {{en: last-en, he: אחרונה}}
  - back-cover
"""


@pytest.fixture
def laid_out(tmp_path):
    def lay_out(arrangement, languages="he, en", body=None, more=8):
        text = body or BODY.format(en=" ".join([ENGLISH] * more), he=" ".join([HEBREW] * more))
        edition = f"{{languages: [{languages}], arrangement: {arrangement}}}"
        head = f"booklet: 1\nid: a\ntitle: {{en: The Book, he: הספר}}\neditions: {{one: {edition}}}\nbody:\n"
        path = tmp_path / "booklet.yaml"
        path.write_text(head + text, "utf-8")
        return booklet_of(read_book(path))

    return lay_out


def page_index(document, words):
    (found,) = (i for i, page in enumerate(document.pages) if any(words in line.text for line in lines(page)))
    return found


def top(document, words):
    return line_with(document.pages[page_index(document, words)], words).box.y


PAIRS = [("first-en", "ראשונה"), ("second-en", "שנייה"), ("point-en", "נקודה"), ("last-en", "אחרונה")]


@pytest.mark.parametrize(("english", "hebrew"), PAIRS)
def test_facing_paragraphs_begin_at_one_height_on_one_spread(laid_out, english, hebrew):
    document = laid_out("facing")
    verso, recto = page_index(document, hebrew), page_index(document, english)
    assert (verso % 2, recto) == (1, verso + 1), "page 2 is page_index 1: the first language is on the verso"
    assert top(document, english) == pytest.approx(top(document, hebrew))


@pytest.mark.parametrize(("english", "hebrew"), PAIRS)
def test_columns_begin_at_one_height_on_one_page_the_first_language_at_its_side(laid_out, english, hebrew):
    document = laid_out("columns")
    page = document.pages[page_index(document, english)]
    left, right = line_with(page, english).box, line_with(page, hebrew).box
    assert left.y == pytest.approx(right.y)
    assert left.right < right.x


@pytest.mark.parametrize(("english", "hebrew"), PAIRS)
def test_stacked_paragraphs_follow_each_other(laid_out, english, hebrew):
    document = laid_out("stacked")
    above, below = page_index(document, hebrew), page_index(document, english)
    assert above <= below <= above + 1
    if above == below:
        assert top(document, hebrew) < top(document, english)


@pytest.mark.parametrize("arrangement", list(Arrangement))
def test_no_version_of_a_text_is_lost_and_each_knows_its_language(laid_out, arrangement):
    document = laid_out(arrangement.value)
    pending, texts = [document.structure], {"en": "", "he": ""}
    while pending:
        element = pending.pop()
        pending.extend(reversed(element.children))
        texts[element.language] += element.text + "\n"
    assert texts["en"].count(ENGLISH) == texts["he"].count(HEBREW) == 16
    for english, hebrew in PAIRS:
        assert english in texts["en"] and hebrew in texts["he"]
    drawn = Counter(letter for line in tagged_lines(document) for letter in line.text if letter.isalpha())
    assert drawn == Counter(letter for text in texts.values() for letter in text if letter.isalpha())


def tagged_lines(document):
    pending = [item for page in document.pages for item in page.items]
    while pending:
        item = pending.pop()
        if isinstance(item, Line):
            yield item
        elif not (isinstance(item, Marked) and isinstance(item.element, Artifact)):
            pending.extend(getattr(item, "items", ()))


@pytest.mark.parametrize("arrangement", list(Arrangement))
def test_contents_lead_each_language_to_its_own_pages(laid_out, arrangement):
    document = laid_out(arrangement.value)
    links = [link for page in document.pages for link in page.links if isinstance(link.target, int)]
    assert len(links) == 4
    for link in links:
        assert any(link.text in line.text for line in lines(document.pages[link.target])), link.text
        (entry,) = (
            line
            for page in document.pages
            for line in lines(page)
            if link in page.links and link.rect.contains(line.box) and line.text.isdecimal()
        )
        assert entry.text == document.pages[link.target].label


@pytest.mark.parametrize("count", [1, 3, 8, 14])
def test_two_covers_hold_two_books_that_meet_in_the_middle(laid_out, count):
    document = laid_out("two-covers", more=count)
    second = document.second_cover
    assert len(document.pages) % 4 == 0 and second % 2 == 0
    first_book, second_book = document.pages[:second], document.pages[second:]
    assert any("הספר" in line.text for line in lines(first_book[0]))
    assert any("The Book" in line.text for line in lines(second_book[0]))
    assert not any("first-en" in line.text for page in first_book for line in lines(page))
    assert [page.label for page in second_book[1:3]] == ["2", "3"]
    for page in (first_book[2], second_book[2]):
        assert folio_of(page).text == "3"
    # Page 3 is a recto: its folio stands at the left in the book bound at the right, at the right in the other.
    assert folio_of(first_book[2]).box.x < mm(30) < mm(110) < folio_of(second_book[2]).box.right
    assert [entry.title for entry in document.outline if entry.page_index in (0, second)] == ["הספר", "The Book"]
    assert [child.role for child in document.structure.children] == [Role.SECTION, Role.SECTION]


def test_two_covers_are_folded_and_read_from_both_ends(laid_out):
    document = laid_out("two-covers")
    reader = write_pdf(document, created=0)
    sheets = impose(reader, binding=Binding.RIGHT, sheet=Size(mm(210), mm(297)), second_cover=document.second_cover)
    prove_sheets(sheets.pdf, reader, Binding.RIGHT, document.second_cover)


def test_facing_books_have_both_pages_of_every_spread(laid_out):
    """Nothing parts a spread: not a blank, not a turn to a recto, not the end of the sheets."""
    body = "  - cover\n" + "".join(
        f"  - {block}\n"
        for block in (
            "text: {en: aa, he: אא}",
            "page-break: recto",
            "text: {en: bb, he: בב}",
            "blank",
            "notes-page",
            "quote: {text: {en: cc, he: גג}, full-page: true}",
            "timeline",
        )
    )
    body += "events: [{title: {en: dd, he: דד}, year: 1860}]\n"
    document = laid_out("facing", body=body)
    for english, hebrew in (("aa", "אא"), ("bb", "בב"), ("cc", "גג"), ("dd", "דד")):
        assert page_index(document, hebrew) % 2 == 1
        assert page_index(document, english) == page_index(document, hebrew) + 1


def test_three_languages_are_stacked(tmp_path):
    path = tmp_path / "booklet.yaml"
    path.write_text(
        "booklet: 1\nid: a\ntitle: {ar: ت, en: T, he: ת}\neditions: {one: {languages: [ar, he, en]}}\n"
        "body:\n  - text: {ar: نص, en: text, he: טקסט}\n",
        "utf-8",
    )
    document = booklet_of(read_book(path))
    assert [line.text for line in lines(document.pages[0])][:3] == ["نص", "טקסט", "text"]


def test_digits_of_the_edition_are_not_those_of_its_latin_language(tmp_path):
    path = tmp_path / "booklet.yaml"
    path.write_text(
        "booklet: 1\nid: a\ntitle: {ar: ت, fr: T}\n"
        "editions: {one: {languages: [ar, fr], arrangement: facing, digits: arabic-indic}}\n"
        "body:\n  - text: {ar: عام 1860, fr: En 1860}\n",
        "utf-8",
    )
    book = read_book(path)
    document = booklet_of(book)
    assert with_digits(book, book.editions["one"]).body[0].text["fr"].blocks[0].text == "En 1860"
    folios = [folio_of(page).text for page in document.pages if page.items]
    assert folios == ["٢", "3"]


def test_points_and_events_keep_the_leading_of_their_own_language(tmp_path):
    """They stand off the grid that facing pages share: French lines need not stand as far apart as Arabic ones."""
    path = tmp_path / "booklet.yaml"
    words = " ".join(["une école de filles"] * 12)
    body = f"body:\n  - list:\n    - {{title: {{ar: ت, fr: T}}, text: {{ar: نص, fr: {words}}}}}\n"

    def pitch(languages):
        head = "booklet: 1\nid: a\ntitle: {ar: ت, fr: T}\neditions: {one: {languages: "
        path.write_text(f"{head}[{languages}], arrangement: facing}}}}\n{body}", "utf-8")
        document = booklet_of(read_book(path))
        tops = [line.box.y for page in document.pages for line in lines(page) if "école" in line.text]
        return tops[1] - tops[0]

    assert pitch("ar, fr") == pytest.approx(pitch("fr"))
    assert pitch("fr") < 16.0, "Arabic text stands at 17 points"


# --- Rows side by side ----------------------------------------------------------------------------------------------


def rows(*heights, breakable=True):
    return [Row(height, Picture(()), breakable=breakable) for height in heights]


def bands(*units, most=1000.0):
    return [(band.height, [len(side) for side in band.sides]) for band in _abreast(units, most)]


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        ((rows(10, 10, 10), rows(10, 10)), [(10, [1, 1]), (10, [1, 1]), (10, [1, 0])]),
        ((rows(12, 10, 10), rows(10, 10, 12)), [(32, [3, 3])]),
        ((rows(20, 10), rows(10, 10, 10)), [(20, [1, 2]), (10, [1, 1])]),
        ((rows(10), []), [(10, [1, 0])]),
        (([], []), []),
        # All of one side's rows are taken: the other goes on row by row.
        ((rows(15), rows(10, 10, 10)), [(20, [1, 2]), (10, [0, 1])]),
    ],
)
def test_bands_end_where_all_sides_have_an_edge(units, expected):
    assert bands(*units) == expected


def test_rows_of_unlike_heights_may_be_parted_after_a_while():
    ten, eleven = rows(*[10] * 20), rows(*[11] * 20)
    (whole, *_), parted = bands(ten, eleven), bands(ten, eleven, most=50)
    assert whole == (110, [11, 10])
    assert parted[0] == (50, [5, 4]), "four rows of eleven end less than a row above"
    assert [sum(sides[i] for _, sides in parted) for i in (0, 1)] == [20, 20]


def test_what_may_not_be_parted_is_not():
    assert len(bands(rows(*[10] * 9), rows(*[11] * 9, breakable=False), most=30)) == 1


@pytest.mark.parametrize("arrangement", ["columns", "facing", "stacked"])
def test_headers_of_tables_are_repeated_in_each_language(laid_out, arrangement):
    tables = {"en": ("Year", "long-en words that go on to a second line or to two"), "he": ("שנה", "ארוך")}
    body = "  - text:\n"
    for language, (name, words) in tables.items():
        rows = [f"| {name} | x |", "|---|---|", *[f"| 1862 | {words} |"] * 60]
        body += f"      {language}: |\n" + "".join(f"        {row}\n" for row in rows)
    document = laid_out(arrangement, body=body)
    for name, words in tables.values():
        first_word = words.split()[0]
        pages = [[line.text for line in lines(page)] for page in document.pages]
        with_rows = [texts for texts in pages if any(first_word in text for text in texts)]
        assert len(with_rows) > 1
        assert all(texts.count(name) == 1 for texts in with_rows)
        assert sum(first_word in text for texts in with_rows for text in texts) == 60
