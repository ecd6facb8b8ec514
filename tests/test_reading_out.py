"""Read out by its structure tree, every file says what the source says, in the source's order."""

from collections.abc import Iterator
from itertools import groupby

import pytest
import yaml

from booklet.document.model import (
    BackCover,
    Contents,
    Cover,
    Event,
    Figure,
    Heading,
    ItemList,
    Map,
    Paragraph,
    Phrase,
    Points,
    Quote,
    Table,
    Text,
    Timeline,
)
from booklet.layout.display import Role
from booklet.pdf.writer import write_pdf
from tests.conftest import ROOT, SHIPPED
from tests.support.reading import leaves_of, unread_pieces
from tests.support.small_books import book_of, booklet_of

EDITIONS = ("he", "ar", "en", "fr")
BILINGUAL = ("he-en", "ar-fr")
NOTES = ROOT / "tests" / "golden" / "notes.yaml"
SENTENCES = yaml.safe_load((ROOT / "tests" / "sentences.yaml").read_text("utf-8"))

CONTENTS = {"he": "תוכן העניינים", "ar": "المحتويات", "en": "Contents", "fr": "Sommaire"}
CIRCA = {"he": "סביב", "ar": "نحو", "en": "c.", "fr": "v."}
MAP = {"he": "מפה: ", "ar": "خريطة: ", "en": "Map: ", "fr": "Carte\u00a0: "}
COMMA = {"he": ", ", "ar": "، ", "en": ", ", "fr": ", "}
BULLET = "•"
MOTTO = "כָּל יִשְׂרָאֵל עֲרֵבִים זֶה בָּזֶה"
"""In Hebrew in every language of the shipped book, and told as Hebrew."""


# --- What must be said --------------------------------------------------------------------------------------------


class Script:
    """What one language of a booklet must say."""

    def __init__(self, book, document, language, *, is_first):
        self.book, self.document, self.language, self.is_first = book, document, language, is_first
        self.call = 0

    def texts(self) -> Iterator[str]:
        for block in self.book.body:
            match block:
                case Cover():
                    yield (block.title or self.book.title)[self.language].text
                    yield from self.phrases(block.subtitle)
                    if self.is_first:  # stands on the cover once
                        yield from self.phrases(block.years)
                case Contents():
                    yield block.title[self.language].text if block.title else CONTENTS[self.language]
                    yield from self.entries()
                case Heading():
                    self.call = 0 if block.level == 1 else self.call
                    yield block.text[self.language].text
                case Text():
                    yield from self.passage(block.text)
                case Quote():
                    yield from self.passage(block.text)
                    yield from self.phrases(block.source)
                case Points():
                    for point in block.items:
                        yield BULLET
                        yield point.title[self.language].text
                        yield from self.passage(point.text)
                case Timeline():
                    for event in self.book.events:
                        yield from self.event(event)
                case Figure():
                    yield block.alt[self.language].text
                    yield from self.phrases(block.caption, block.credit)
                case Map():
                    places = COMMA[self.language].join(place.name[self.language].text for place in block.places)
                    yield MAP[self.language] + places
                    yield from self.phrases(block.caption, block.credit)
                case BackCover():
                    yield from self.passage(block.text)
                    if block.url and self.is_first:
                        yield block.url
                    yield from self.passage(block.credits)
                    yield from self.phrases(block.url_caption)

    def phrases(self, *phrases):
        return (phrase[self.language].text for phrase in phrases if phrase)

    def entries(self):
        """Titles of the chapters with the folios of their pages, as the bookmarks have them."""
        titles = [
            block.text[self.language].text
            for block in self.book.body
            if isinstance(block, Heading) and block.level == 1
        ]
        folios = {entry.title: self.document.pages[entry.page_index].label for entry in self.document.outline}
        return (f"{title} {folios[title]}" for title in titles)

    def event(self, event: Event):
        yield f"{CIRCA[self.language]}\u00a0\u2068{event.year}\u2069" if event.circa else str(event.year)
        yield from self.phrases(event.place.name if event.place else None, event.title, event.subtitle)
        yield from self.passage(event.text)

    def passage(self, passage):
        if passage:
            for block in passage[self.language].blocks:
                yield from self.block(block)

    def block(self, block):
        match block:
            case Paragraph():
                yield from self.words(block)
            case Table():
                for row in (block.header, *block.rows):
                    for cell in row:
                        yield from self.words(cell) if cell.text else ()
            case ItemList():
                for number, item in enumerate(block.items, block.start):
                    yield f"{number}." if block.ordered else BULLET
                    for inner in item:
                        yield from self.block(inner)

    def words(self, words: Paragraph | Phrase):
        """The words with the numbers of their notes, then number and words of each note."""
        said, notes = "", []
        for span in words.spans:
            said += span.text
            if span.note:
                self.call += 1
                said += f"\u2060\u2068{self.call}\u2069"
                notes.append((str(self.call), span.note.text))
        yield said
        for number, text in notes:
            yield number
            yield text


def said_in(data, language):
    return [leaf.text for leaf in leaves_of(data) if leaf.language == language]


# --- Booklets -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", [*EDITIONS, *BILINGUAL])
def test_a_booklet_reads_out_its_source_in_order(shop, edition):
    book, document = shop.book(SHIPPED), shop.booklet(SHIPPED, edition)
    data = write_pdf(document, created=0)
    assert unread_pieces(data) == []
    languages = [language.code for language in book.editions[edition].languages]
    covers = languages if edition == "he-en" else languages[:1]  # each of two covers has the years and the address
    assert [leaf.language for leaf in leaves_of(data) if leaf.text == MOTTO] == ["he"] * len(languages)
    assert {leaf.language for leaf in leaves_of(data)} == {*languages, "he"}
    for language in languages:
        expected = list(Script(book, document, language, is_first=language in covers).texts())
        assert expected.count(MOTTO) == 1
        assert [text for text in said_in(data, language) if text != MOTTO] == [one for one in expected if one != MOTTO]
        assert len(expected) > 80, "the book says more than that"


@pytest.mark.parametrize("edition", BILINGUAL)
def test_chapters_of_two_languages_are_read_in_the_order_of_the_arrangement(shop, edition):
    """Covers from both ends: one whole booklet, then the other. Facing pages: chapter beside chapter."""
    leaves = [leaf for leaf in leaves_of(write_pdf(shop.booklet(SHIPPED, edition), created=0)) if leaf.text != MOTTO]
    order = [leaf.language for leaf in leaves if leaf.tag == "H1"]
    first, second = edition.split("-")
    count = len(order) // 2
    wanted = [first] * count + [second] * count if edition == "he-en" else [first, second] * count
    assert order == wanted
    changes = [language for language, _ in groupby(leaf.language for leaf in leaves)]
    assert (len(changes) == 2) is (edition == "he-en")


@pytest.mark.parametrize("edition", ["he", "en"])
def test_notes_are_read_after_the_words_that_call_them(shop, edition):
    book, document = shop.book(NOTES), shop.booklet(NOTES, edition)
    data = write_pdf(document, created=0)
    assert unread_pieces(data) == []
    # A note in another language than its text's says so: all languages count.
    said = [leaf.text for leaf in leaves_of(data)]
    assert said == list(Script(book, document, edition, is_first=True).texts())


# --- Posters ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_poster_reads_out_its_source_and_its_events_in_the_order_of_time(shop, edition):
    book, poster = shop.book(SHIPPED), shop.poster(SHIPPED, edition)
    script = Script(book, poster, edition, is_first=True)
    data = write_pdf(poster, created=0)
    source = book.poster
    expected = [(source.title or book.title)[edition].text, *script.phrases(source.subtitle)]
    expected += [*script.passage(source.quote), *script.phrases(source.quote_source)]
    for event in sorted(book.events, key=lambda event: event.year):
        expected += script.event(event)
    expected += [*script.phrases(*source.points), MAP[edition] + COMMA[edition].join(places_and_years(book, edition))]
    expected += [source.url, *script.phrases(source.url_caption, source.imprint)]
    assert said_in(data, edition) == expected
    assert unread_pieces(data) == []
    items = next(element for element in poster.structure.children if element.role is Role.LIST).children
    assert [item.children[0].role for item in items] == [Role.LABEL] * len(book.events)


def places_and_years(book, language):
    """Each place of the events once, in order of time, with the years in which something happened there."""
    found = {}
    for event in sorted(book.events, key=lambda event: event.year):
        year = f"{CIRCA[language]}\u00a0\u2068{event.year}\u2069" if event.circa else str(event.year)
        found.setdefault(event.place.name[language].text, []).append(f"\u2068{year}\u2069")
    return [f"{name} {COMMA[language].join(years)}" for name, years in found.items()]


# --- Sentences ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", SENTENCES)
def test_twenty_sentences_are_read_verbatim(tmp_path, language):
    sentences = SENTENCES[language]
    assert len(set(sentences)) == 20
    body = "  - text: |\n" + "\n".join(f"      {sentence}\n" for sentence in sentences)
    data = write_pdf(booklet_of(book_of(tmp_path, language, body)), created=0)
    assert [leaf.text for leaf in leaves_of(data) if leaf.tag == "P"] == sentences
