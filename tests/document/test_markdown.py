import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.document import markdown, markup
from booklet.document.markdown import read_passage, read_passage_without_notes, read_phrase
from booklet.document.model import ColumnAlignment, ItemList, Paragraph, Span, Table
from booklet.document.sources import Faults, SourceFile, Spot
from booklet.document.written import Written


def passage(text):
    faults = Faults()
    read = read_passage(Written.of_file(SourceFile.of("a.md", text)), faults)
    faults.check()
    return read


def faults_in(text):
    """Return the faults of a passage: code, line, column."""
    faults = Faults()
    read_passage(Written.of_file(SourceFile.of("a.md", text)), faults)
    return [(fault.code, fault.where.line, fault.where.column) for fault in faults.errors]


def phrase(text):
    faults = Faults()
    read = read_phrase(Written(text, Spot(SourceFile.of("a.md", text), 1, 1)), faults)
    faults.check()
    return read


def test_manners_of_text():
    assert phrase("a *b **c*** [*d* e](mailto:f@g.h)").spans == (
        Span(text="a "),
        Span(text="b ", emphasis=True),
        Span(text="c", emphasis=True, strong=True),
        Span(text=" "),
        Span(text="d", emphasis=True, link="mailto:f@g.h"),
        Span(text=" e", link="mailto:f@g.h"),
    )


def test_white_space_is_collapsed_and_forced_breaks_are_kept():
    (paragraph,) = passage("  one\ttwo   three  \nfour\\\n  five\nsix \n").blocks
    assert paragraph.text == "one two three\nfour\nfive six"
    assert passage("a *b* \\\n c").blocks[0].text == "a b\nc"


def test_spaces_that_do_not_break_are_kept():
    assert phrase("10\u00a0km  *x*").text == "10\u00a0km x"


def test_lists_nest():
    (bullets,) = passage("- one\n\n  more\n  1) two\n  2) three\n- four").blocks
    assert not bullets.ordered and len(bullets.items) == 2
    one, more, inner = bullets.items[0]
    assert (one.text, more.text, inner.ordered, inner.start) == ("one", "more", True, 1)
    assert [item[0].text for item in inner.items] == ["two", "three"]
    assert passage("1862. x").blocks[0].start == 1862


def texts(row):
    return [cell.text for cell in row]


def test_tables_have_a_header_rows_and_alignments():
    before, table, after = passage("x\n\n| a | *b* | c |\n|:--|:-:|--:|\n| 1 | | [2](https://d.e) |\n\ny").blocks
    assert (before.text, after.text) == ("x", "y")
    assert texts(table.header) == ["a", "b", "c"] and table.header[1].spans == (Span(text="b", emphasis=True),)
    assert table.alignments == (ColumnAlignment.START, ColumnAlignment.CENTER, ColumnAlignment.END)
    (row,) = table.rows
    assert texts(row) == ["1", "", "2"] and row[2].spans[0].link == "https://d.e"
    assert (table.where.line, row[0].where.line) == (3, 5)


def test_a_column_without_a_sign_is_aligned_at_the_start():
    (table,) = passage("a | b\n-|-:\n1 | 2").blocks
    assert table.alignments == (ColumnAlignment.START, ColumnAlignment.END)


def test_a_table_may_do_without_a_header():
    (table,) = passage("| | |\n|-|-|\n| a | b |").blocks
    assert table.header == () and [texts(row) for row in table.rows] == [["a", "b"]]
    (table,) = passage("| | h |\n|-|-|\n| a | b |").blocks
    assert texts(table.header) == ["", "h"], "the corner of a table with names at its side"


def test_the_sign_between_cells_can_be_written():
    (table,) = passage(r"""a | b
-- | --
c\|d | \|e
""").blocks
    assert [texts(row) for row in table.rows] == [["c|d", "|e"]]


def test_a_table_stands_in_a_list():
    (bullets,) = passage("- x\n\n  | a | b |\n  |---|---|\n  | c | d |\n- | e |\n  |---|\n  | f |").blocks
    (words, table), (other,) = bullets.items
    assert (words.text, texts(table.header), texts(other.rows[0])) == ("x", ["a", "b"], ["f"])


def test_dashes_that_are_no_row_of_a_table_are_text():
    assert passage("one - two | three -- four").blocks[0].text == "one - two | three -- four"
    assert passage("one\n\\|--\\|--").blocks[0].text == "one |--|--"


ROWS = st.text(alphabet="ab \\*|", max_size=12).map(str.strip).filter(lambda row: row and f"{row} "[:2] != "* ")
"""A star and a space begin a list, which ends the table."""
TABLES = st.lists(ROWS, min_size=1, max_size=4)


@given(TABLES)
def test_no_word_of_a_table_is_lost(rows):
    """Rows that the parser would cut are faults."""
    written = Written.of_file(SourceFile.of("a.md", "\n".join(["|h|h|", "|-|-|", *rows])))
    read = read_passage(written, Faults())
    if read is not None:
        kept = "".join(cell.text for block in read.blocks for row in block.rows for cell in row)
        assert [c for c in kept if c in "ab"] == [c for row in rows for c in row if c in "ab"]


def test_signs_can_be_written():
    assert phrase(r"\*a\* &amp; b &copy; <https://c.d>").text == "*a* & b © https://c.d"


def test_a_phrase_does_not_begin_a_list():
    assert phrase("1. One").text == "1. One"
    assert phrase("# One").text == "# One"


@pytest.mark.parametrize("text", ["שלום *עולם*", "السلام **عليكم**", "ק״ל *שתיים*"])
def test_right_to_left_text_stays_in_logical_order(text):
    assert "".join(span.text for span in phrase(text).spans).split()[0] == text.split()[0]


WORDS = st.text(alphabet="aב 1.\n\t-*_`[]()<>&!\\#:|+=~^", max_size=40)


@given(WORDS)
def test_the_short_way_gives_what_the_whole_parser_gives(text):
    """A text without block signs is split here instead of by the parser."""
    if any(markdown._BLOCK_SIGN.match(line) for line in text.split("\n")):
        return
    short, whole = Faults(), Faults()
    written = Written.of_file(SourceFile.of("a.md", text))
    read = read_passage(written, short)
    blocks = markup.marked_blocks(written, whole, markdown.Notes())
    if text.strip():
        assert [(fault.code, fault.where) for fault in short.errors] == [
            (fault.code, fault.where) for fault in whole.errors
        ]
        assert read is None or list(read.blocks) == blocks


@given(WORDS)
def test_spans_are_never_empty_and_white_space_is_never_doubled(text):
    read = read_passage(Written.of_file(SourceFile.of("a.md", text)), Faults())
    blocks = list(read.blocks) if read else []
    while blocks:
        match blocks.pop():
            case ItemList(items=items):
                assert all(items)
                blocks += [block for item in items for block in item]
            case Table(header=header, rows=rows, alignments=alignments):
                assert rows and all(len(row) == len(alignments) for row in rows)
                assert len(header) in (0, len(alignments))
            case Paragraph(spans=spans, text=whole):
                assert spans and all(span.text for span in spans)
                assert whole == whole.strip(" \n\t") and "  " not in whole and " \n" not in whole and "\n " not in whole


# --- Footnotes ----------------------------------------------------------------------------------------------------


def notes_of(block):
    return [(span.text, span.note and span.note.text) for span in block.spans]


def test_a_note_is_called_at_the_end_of_the_text_before_it():
    (paragraph,) = passage("One *two*[^a], three[^b].\n\n[^b]: B.\n[^a]: A *long*\n  one.\n\n    More.").blocks
    assert notes_of(paragraph) == [("One ", None), ("two", "A long one.\nMore."), (", three", "B."), (".", None)]
    note = paragraph.spans[1].note
    assert [(p.where.line, p.spans[-1].text) for p in note.paragraphs] == [(4, " one."), (7, "More.")]
    assert note.where.line == 4
    assert paragraph.text == "One two, three."


def test_a_note_may_stand_in_the_line():
    (paragraph,) = passage("One ^[A *b*.] two^[C [d](https://e.f/).] three").blocks
    assert notes_of(paragraph) == [("One", "A b."), (" two", "C d."), (" three", None)]


def test_an_item_of_a_list_may_call_a_note_written_anywhere_in_the_text():
    (items,) = passage("- one[^1]\n\n  [^2]: Two.\n- two[^2]\n\n[^1]: One.").blocks
    assert [notes_of(item[0]) for item in items.items] == [[("one", "One.")], [("two", "Two.")]]


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("One[^a] two.", "no-note", 1, 4),
        ("One.\n\n[^a]: A.", "unused-note", 3, 1),
        ("One[^a]\n\ntwo[^a].\n\n[^a]: A.", "note-twice", 3, 4),
        ("One[^a].\n\n[^a]: A.\n[^a]: B.", "note-twice", 4, 1),
        ("One[^a].\n\n[^a]: A.\n\n    - b", "note-place", 5, 5),
        ("One[^a].\n\n[^a]: A[^b].\n\n[^b]: B", "note-place", 3, 8),
        ("One^[a ^[b]].", "note-place", 1, 4),
        ("One^[a [^b]].", "note-place", 1, 8),
        ("[^a] One.\n\n[^a]: A.", "note-place", 1, 1),
        ("One[^a][^b].\n\n[^a]: A.\n\n[^b]: B.", "note-place", 1, 1),
        ("One[^a].\n\n[^a]: ```\n    x\n    ```", "note-place", 3, 1),
        ("One[^a].\n\n[^a]:", "empty-value", 3, 1),
        ("One^[`a`].", "not-in-text", 1, 7),
        ("One[^a].\n\n[^a]: |a|b|\n    |-|-|\n    |c|d|", "note-place", 3, 1),
        ("|a^[b]|c|\n|-|-|\n|d|e|", "note-place", 1, 3),
    ],
)
def test_a_fault_of_a_note_is_told_at_its_place(text, code, line, column):
    assert (code, line, column) in faults_in(text)


def test_notes_belong_to_running_text():
    for read in (read_phrase, read_passage_without_notes):
        faults = Faults()
        assert read(Written("One[^a] two^[b]", Spot(SourceFile.of("a.md", "One"), 1, 1)), faults) is None
        assert [fault.code for fault in faults.errors] == ["note-place"] * 2
    faults = Faults()
    read_passage_without_notes(Written.of_file(SourceFile.of("a.md", "One.\n\n[^a]: A.")), faults)
    assert [(fault.code, fault.where.line) for fault in faults.errors] == [("note-place", 3)]


@pytest.mark.parametrize("text", ["^[" * 3000 + "a" + "]" * 3000, "a^[" * 3000, "[^1]: " * 300 + "a", "a[^" * 3000])
def test_notes_in_notes_have_no_end_that_the_reader_falls_off(text):
    faults_in(text)
