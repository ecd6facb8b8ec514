"""The ReportLab canvas behind a file: every hook into ReportLab's private parts is in this module.

ReportLab keeps the page tree, the catalogue, the outline and the cross-reference table. All other objects are handed
over in finished PDF syntax (`add`, `add_stream`), under a reference that may be given out first (`reserve`, `fill`).
What ReportLab would do wrong, and where it is put right:

- a new canvas sets Helvetica on each page, which is not embedded: `_make_preamble` writes nothing;
- its streams lack the line end before `endstream` (ISO 19005-2, 6.1.7.1): `_Finished` writes its own;
- it writes only the keys that it knows: `Group`, `StructParents` and `Tabs` of a page, and those of the catalogue, are
  added to `__NoDefault__`;
- it asks the clock: the canvas is `invariant`, and `finish` replaces the information dictionary.
"""

import zlib
from typing import Any, NewType

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen import canvas as pdfgen

from booklet.geometry import Rect, Size
from booklet.pdf.syntax import number, rectangle

Ref = NewType("Ref", str)
"""An indirect reference in PDF syntax: `12 0 R`."""

_PDF_VERSION = (1, 7)
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

    def __init__(self, *, language: str) -> None:
        # The file name is for `save`, which is never called.
        super().__init__("", invariant=1, pdfVersion=_PDF_VERSION, lang=language)
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

    def add_page(
        self,
        size: Size,
        content: bytes,
        *,
        resources: str,
        annotations: tuple[Ref, ...],
        structure_key: int,
        blends: bool,
    ) -> None:
        """Append a page whose media, crop and trim boxes are the trim size; bleed falls outside and is not shown.

        A page with anything transparent `blends`, and says in which colours (ISO 32000-1, 11.4.7).
        """
        page: Any = pdfdoc.PDFPage()
        page.__NoDefault__ = [*page.__NoDefault__, "Group", "StructParents", "Tabs"]
        box = rectangle(Rect(0.0, 0.0, size.width, size.height), size.height)
        page.MediaBox = page.CropBox = page.TrimBox = box
        page.Resources = resources
        page.Contents = self.add_stream(content)
        page.StructParents = str(structure_key)
        if blends:
            page.Group = "<</Type/Group/S/Transparency/CS/DeviceRGB>>"
        if annotations:
            page.Annots = pdfdoc.PDFArray(annotations)
            page.Tabs = "/S"  # ISO 14289-1, 7.18.3: tab order follows the structure
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
        """Return the file. Nothing may be added afterwards."""
        return bytes(self.getpdfdata())
