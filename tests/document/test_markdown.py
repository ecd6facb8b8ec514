import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.document import markdown
from booklet.document.markdown import read_passage, read_phrase
from booklet.document.model import ColumnAlignment, ItemList, Paragraph, Span, Table
from booklet.document.sources import Faults, SourceFile, Spot
from booklet.document.written import Written


def passage(text):
    faults = Faults()
    read = read_passage(Written.of_file(SourceFile.of("a.md", text)), faults)
    faults.check()
    return read


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


WORDS = st.text(alphabet="aב 1.\n\t-*_`[]()<>&!\\#:|+=~", max_size=40)


@given(WORDS)
def test_the_short_way_gives_what_the_whole_parser_gives(text):
    """A text without block signs is split here instead of by the parser."""
    if any(markdown._BLOCK_SIGN.match(line) for line in text.split("\n")):
        return
    short, whole = Faults(), Faults()
    written = Written.of_file(SourceFile.of("a.md", text))
    read = read_passage(written, short)
    blocks = markdown._blocks(written, whole)
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
