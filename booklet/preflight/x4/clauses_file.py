"""Clauses about the file as a whole and its streams: ISO 15930-7:2010, 6.1, 6.7, 6.8, 6.15, 6.25."""

from collections.abc import Iterator

from pikepdf import Array, Stream, String

from booklet.preflight.x4.facts import Facts, Kind
from booklet.preflight.x4.place import FILE, Place
from booklet.preflight.x4.record import Found, clause, shown
from booklet.preflight.x4.values import entry, items, name

_LAST_VERSION = (1, 6)
_FILTERS = {
    "ASCIIHexDecode": "AHx",
    "ASCII85Decode": "A85",
    "FlateDecode": "Fl",
    "RunLengthDecode": "RL",
    "CCITTFaxDecode": "CCF",
    "JBIG2Decode": "",
    "DCTDecode": "DCT",
    "JPXDecode": "",
}
"""Those of ISO 32000-1, table 6, without LZWDecode and Crypt, and their short names in inline images (table 94)."""
_DEEPEST_Q = 28
_MOST_OBJECTS = 8_388_607
_MOST_COLORANTS = 32
"""ISO 32000-1, table C.1."""


@clause("version", "6.1", "PDF 1.6 or an earlier version")
def version(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.1; ISO 32000-1, 7.5.2 and 7.7.2: header and catalog; the later of the two counts."""
    for place, text in (
        (Place(path="header"), facts.pdf.pdf_version),
        (Place(path="catalog, Version"), name(entry(facts.pdf.Root, "/Version"))),
    ):
        parts = text.split(".")
        numbers = tuple(int(part) for part in parts if part.isascii() and part.isdecimal() and len(part) < 4)
        if text and (len(numbers) != len(parts) or numbers > _LAST_VERSION):
            yield Found(place, f"PDF {shown(text)}", "PDF 1.6 or earlier")


@clause("file-id", "6.1", "the file has an identifier")
def file_id(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.1; ISO 32000-1, 14.4: ID in the trailer, two strings."""
    value = entry(facts.pdf.trailer, "/ID")
    parts = items(value)
    if not isinstance(value, Array) or len(parts) != 2 or not all(isinstance(p, String) and bytes(p) for p in parts):
        yield Found(Place(path="trailer"), "no ID of two strings", "an ID, by which the file is known")


@clause("sound-file", "6.1", "the file can be read without mending")
def sound_file(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.1; ISO 32000-1, 7.5: what qpdf had to mend while reading."""
    for problem in facts.damage:
        yield Found(FILE, f"damage that had to be mended: {shown(problem)}", "a file written in one piece")


@clause("external-data", "6.7", "nothing lies outside the file")
def external_data(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.7; ISO 32000-1, 7.3.8.2 (F of a stream) and 8.10.4 (Ref of a form)."""
    for place, stream in _streams(facts):
        if "/F" in stream or "/FFilter" in stream:
            yield Found(place, "a stream whose data is in another file", "all data in the file itself")
        if "/Ref" in stream:
            yield Found(place, "a form that stands for a page of another file", "all pages in the file itself")


@clause("filters", "6.8", "streams are packed in known ways, not with LZW")
def filters(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.8; ISO 32000-1, 7.4: the filters of streams and of inline images."""
    expected = "Flate, JPEG, or another filter of PDF 1.6, not LZW or Crypt"
    for place, stream in _streams(facts):
        for used in items(stream.get("/Filter")):
            if name(used) not in _FILTERS:
                yield Found(place, f"the filter {shown(name(used) or used)}", expected)
    for use in facts.used(Kind.IMAGE):
        if not isinstance(use.value, Stream):
            for used in items(entry(use.value, "/Filter")):
                if name(used) not in _FILTERS and name(used) not in _FILTERS.values():
                    yield Found(use.place, f"the filter {shown(name(used) or used)}", expected)


@clause("encryption", "6.15", "the file is not encrypted")
def encryption(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.15; ISO 32000-1, 7.6: Encrypt in the trailer."""
    if facts.pdf.is_encrypted or "/Encrypt" in facts.pdf.trailer:
        yield Found(Place(path="trailer"), "encryption", "a file that can be read without a key")


@clause("limits", "6.25", "the limits of PDF are kept")
def limits(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.25; ISO 32000-1, Annex C: the nesting of q, colorants of DeviceN, number of objects."""
    if (count := len(facts.pdf.objects)) > _MOST_OBJECTS:
        yield Found(FILE, f"{count} objects", f"at most {_MOST_OBJECTS}")
    for use in facts.used(Kind.NESTING):
        if use.value > _DEEPEST_Q:
            yield Found(use.place, f"the graphics state saved {use.value} times over", f"at most {_DEEPEST_Q} times")
    for use in facts.used(Kind.SPACE):
        if use.value == "DeviceN" and len(items(use.detail)) > _MOST_COLORANTS:
            yield Found(use.place, f"a colour of {len(items(use.detail))} inks", f"at most {_MOST_COLORANTS}")


def _streams(facts: Facts) -> Iterator[tuple[Place, Stream]]:
    """Yield every stream of the file, used or not."""
    for found in facts.pdf.objects:
        if isinstance(found, Stream):
            yield Place(path=f"object {found.objgen[0]}"), found


FILE_CLAUSES = (version, file_id, sound_file, external_data, filters, encryption, limits)
