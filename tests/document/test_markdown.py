import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.document import markdown
from booklet.document.markdown import read_passage, read_phrase
from booklet.document.model import ItemList, Paragraph, Span
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
            case Paragraph(spans=spans, text=whole):
                assert spans and all(span.text for span in spans)
                assert whole == whole.strip(" \n\t") and "  " not in whole and " \n" not in whole and "\n " not in whole
