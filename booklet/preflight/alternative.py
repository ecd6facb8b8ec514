"""Alternative texts that are names of files, or say no more than that there is a picture.

Who cannot see a picture hears this text in its place (WCAG 2.2, 1.1.1).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from booklet.document.book import Book
from booklet.document.model import EventPicture, Figure, Map
from booklet.document.pictures import figures_of
from booklet.errors import Where
from booklet.preflight.check import Check, Note, quoted
from booklet.preflight.texts import MOST_TOLD

_FILE_NAME = re.compile(r"\S+\.(jpe?g|png|svg|gif|tiff?|webp|heic|bmp|pdf|psd|ai|eps)", re.IGNORECASE)
_CAMERA_NAME = re.compile(
    r"(img|dsc[nf]?|pxl|mvimg|p|image|photo|picture|scan|screenshot|untitled|figure|fig)[-_. ]*\d*([-_. ]\d+)*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NoWords:
    """An alternative text that describes nothing."""

    where: Where
    text: str


def _find(book: Book) -> Iterator[NoWords]:
    used = {language.code for edition in book.editions.values() for language in edition.languages}
    shown: list[Figure | Map | EventPicture] = [*figures_of(book.body)]
    shown += [block for block in book.body if isinstance(block, Map)]
    shown += [event.picture for event in book.events if event.picture]
    for picture in shown:
        stem = "" if isinstance(picture, Map) else picture.file.stem
        for code, phrase in (picture.alt or {}).items():
            if code in used and _says_nothing(phrase.text, stem):
                yield NoWords(phrase.where, phrase.text)


def _says_nothing(text: str, stem: str) -> bool:
    text = text.strip(" .")
    return (
        not any(character.isalpha() for character in text)
        or (text.casefold() == stem.casefold() and not text.isalpha())
        or _FILE_NAME.fullmatch(text) is not None
        or _CAMERA_NAME.fullmatch(text) is not None
    )


def _tell(found: Iterable[NoWords]) -> Iterator[Note]:
    for one in found:
        message = f"the alternative text {quoted(one.text)} does not say what the picture shows"
        yield Note(one.where, message, "say in a sentence what is to be seen: Children before a white house")


ALTERNATIVE = Check(
    code="alt-text",
    title="an alternative text that describes nothing",
    reason="who cannot see the picture hears a file name in its place",
    find=_find,
    tell=_tell,
    most=MOST_TOLD,
)
