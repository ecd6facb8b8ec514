"""The ReportLab canvas behind a file: every hook into ReportLab's private parts is in this module.

ReportLab keeps the page tree, the catalogue, the outline and the cross-reference table. All other objects are handed
over in finished PDF syntax (`add`, `add_stream`), under a reference that may be given out first (`reserve`, `fill`).
What ReportLab would do wrong, and where it is put right:

- a new canvas sets Helvetica on each page, which is not embedded: `_make_preamble` writes nothing;
- its streams lack the line end before `endstream` (ISO 19005-2, 6.1.7.1): `_Finished` writes its own;
- it writes only the keys that it knows: others of a page (`Group`, `Tabs`) and of the catalogue are added to
  `__NoDefault__`;
- it asks the clock: the canvas is `invariant`, and `finish` replaces the information dictionary.
"""

import zlib
from collections.abc import Mapping
from typing import Any, NewType, TypeAlias

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen import canvas as pdfgen

from booklet.pdf.syntax import number

Ref = NewType("Ref", str)
"""An indirect reference in PDF syntax: `12 0 R`."""

Version: TypeAlias = tuple[int, int]
_COMPRESSION_LEVEL = 6


class _Finished(pdfdoc.PDFObject):
    """An indirect object that is already in PDF syntax."""

    def __init__(self) -> None:
        self.syntax = b""

    def format(self, document: Any) -> bytes:
        """Return the syntax; called by ReportLab when it writes the file."""
        assert self.syntax, "an object was reserved and never filled"
        return self.syntax


class Canvas(pdfgen.Canvas):
    """A file in the making."""

    _doc: Any
    _destinations: dict[str, Any]
    _bookmarkReference: Any
    getpdfdata: Any

    def __init__(self, *, language: str, version: Version = (1, 7)) -> None:
        # The file name is for `save`, which is never called.
        super().__init__("", invariant=1, pdfVersion=version, lang=language)
        self._objects: dict[Ref, _Finished] = {}
        self.page_refs: list[Ref] = []
        """References to the pages added so far, by page_index."""

    def _make_preamble(self) -> None:
        self._preamble = ""

    def reserve(self) -> Ref:
        """Return a reference to an object that `fill` or `fill_stream` provides later."""
        finished = _Finished()
        self._doc.Reference(finished)
        ref = Ref(f"{self._doc.objectcounter} 0 R")
        self._objects[ref] = finished
        return ref

    def fill(self, ref: Ref, syntax: str) -> None:
        """Provide a reserved object: ASCII syntax."""
        self._objects[ref].syntax = syntax.encode("ascii")

    def drop(self, ref: Ref) -> None:
        """Take an object out of the file."""
        self.fill(ref, "null")

    def fill_stream(self, ref: Ref, data: bytes, entries: str = "", *, encoded: bool = False) -> None:
        """Provide a reserved stream; `entries` of its dictionary name the filter of data `encoded` already."""
        if not encoded:
            data = zlib.compress(data, _COMPRESSION_LEVEL)
            entries += "/Filter/FlateDecode"
        head = f"<<{entries}/Length {len(data)}>>\nstream\n".encode("ascii")
        self._objects[ref].syntax = b"".join((head, data, b"\nendstream"))

    def add(self, syntax: str) -> Ref:
        """Store an object and return a reference to it."""
        ref = self.reserve()
        self.fill(ref, syntax)
        return ref

    def add_stream(self, data: bytes, entries: str = "", *, encoded: bool = False) -> Ref:
        """Store a stream and return a reference to it."""
        ref = self.reserve()
        self.fill_stream(ref, data, entries, encoded=encoded)
        return ref

    def add_page(self, content: bytes, entries: Mapping[str, str], annotations: tuple[Ref, ...] = ()) -> None:
        """Append a page; `entries` are those of its dictionary (ISO 32000-1, table 30), in PDF syntax."""
        page: Any = pdfdoc.PDFPage()
        page.__NoDefault__ = [*page.__NoDefault__, *(key for key in entries if key not in page.__NoDefault__)]
        page.Contents = self.add_stream(content)
        for key, syntax in entries.items():
            setattr(page, key, syntax)
        if annotations:
            page.Annots = pdfdoc.PDFArray(annotations)
        self._doc.addPage(page)
        object_number, _ = self._doc.idToObjectNumberAndVersion[page.__InternalName__]
        self.page_refs.append(Ref(f"{object_number} 0 R"))

    def set_catalog(self, key: str, syntax: str) -> None:
        """Set an entry of the document catalogue."""
        catalog = self._doc.Catalog
        if key not in catalog.__NoDefault__:
            catalog.__NoDefault__ = [*catalog.__NoDefault__, key]
        setattr(catalog, key, syntax)

    def add_bookmark(self, title: str, *, page_index: int, y_up: float, level: int) -> None:
        """Append to the outline; the level may be one deeper than the last at most. Leaves the reader's zoom alone."""
        key = f"bookmark-{len(self._destinations)}"
        destination: Any = self._bookmarkReference(key)
        destination.xyz("null", number(y_up), "null")
        destination.setPage(self.page_refs[page_index])
        self.addOutlineEntry(title, key, level)

    def to_bytes(self) -> bytes:
        """Return the file. Nothing may be added afterwards: its objects are let go, the last save has them again."""
        data = bytes(self.getpdfdata())
        del self._doc, self._objects
        return data
