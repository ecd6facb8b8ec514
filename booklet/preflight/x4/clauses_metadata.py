"""Clauses about what the file says of itself: ISO 15930-7:2010, 6.9 to 6.11."""

from collections.abc import Iterator

from booklet.preflight.x4.facts import Facts
from booklet.preflight.x4.place import Place
from booklet.preflight.x4.record import Found, clause, shown
from booklet.preflight.x4.values import entry, name, text
from booklet.preflight.x4.xmp import DC, PDF, PDFX_ID, XMP, XMP_MM, info_moment, xmp_moment

_INFO = Place(path="document information")
_XMP = Place(path="XMP metadata")
_DATES = (("CreationDate", "CreateDate"), ("ModDate", "ModifyDate"))
"""The same date in the information dictionary and in XMP (ISO 16684-1, 8.4; ISO 32000-1, 14.3.3)."""
_TEXTS = (("Title", DC, "title"), ("Creator", XMP, "CreatorTool"), ("Producer", PDF, "Producer"))


@clause("trapped", "6.9", "the file says whether it is trapped")
def trapped(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.9; ISO 32000-1, 14.3.3, table 317: Trapped is the name True or False, and XMP says the same."""
    value = facts.info.get("/Trapped")
    if name(value) not in ("True", "False"):
        found = "no Trapped" if value is None else f"Trapped {shown(value)}"
        yield Found(_INFO, found, "Trapped with the name True or False")
    elif facts.packet.text(PDF, "Trapped") not in ("", name(value)):
        found = f"pdf:Trapped {shown(facts.packet.text(PDF, 'Trapped'))}"
        yield Found(_XMP, found, f"{name(value)}, as the document information says")


@clause("metadata-stream", "6.10", "XMP metadata can be read by any program")
def metadata_stream(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.10; ISO 32000-1, 14.3.2: Metadata of the catalog, a stream of XMP without a filter."""
    if facts.packet.problem:
        yield Found(_XMP, facts.packet.problem, "an XMP packet in the catalog's Metadata")
        return
    stream = entry(facts.pdf.Root, "/Metadata")
    if entry(stream, "/Filter") is not None:
        yield Found(_XMP, "a packet that is compressed", "plain text, which programs find without knowing PDF")
    if name(entry(stream, "/Type")) != "Metadata" or name(entry(stream, "/Subtype")) != "XML":
        yield Found(_XMP, "a stream of another type", "Type Metadata and Subtype XML")


@clause("info-entries", "6.10", "title and dates in the document information")
def info_entries(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.10; ISO 32000-1, 14.3.3, table 317; CGATS application notes, 2.29."""
    if not text(facts.info.get("/Title")).strip():
        yield Found(_INFO, "no Title", "the title of the document")
    for key, _ in _DATES:
        value = facts.info.get(f"/{key}")
        if value is None:
            yield Found(_INFO, f"no {key}", "a date")
        elif info_moment(text(value)) is None:
            yield Found(_INFO, f"{key} {shown(value)}", "a date such as D:20000101000000Z")


@clause("xmp-entries", "6.10", "title and dates in the XMP metadata")
def xmp_entries(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.10; ISO 16684-1, 8.3 and 8.4: dc:title, xmp:CreateDate, xmp:ModifyDate, xmp:MetadataDate."""
    if facts.packet.problem:
        return
    if not facts.packet.text(DC, "title"):
        yield Found(_XMP, "no dc:title", "the title of the document")
    for key in ("CreateDate", "ModifyDate", "MetadataDate"):
        value = facts.packet.text(XMP, key)
        if xmp_moment(value) is None:
            found = f"xmp:{key} {shown(value)}" if value else f"no xmp:{key}"
            yield Found(_XMP, found, "a date such as 2000-01-01T00:00:00Z")


@clause("metadata-agrees", "6.10", "XMP metadata and document information say the same")
def metadata_agrees(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.10; ISO 32000-1, 14.3.3: title, dates, Creator and Producer, where both have them."""
    for key, other in _DATES:
        first, second = info_moment(text(facts.info.get(f"/{key}"))), xmp_moment(facts.packet.text(XMP, other))
        if first and second and first != second:
            yield Found(_XMP, f"xmp:{other} {second.isoformat()}", f"{first.isoformat()}, as {key} says")
    for key, namespace, local in _TEXTS:
        value, said = text(facts.info.get(f"/{key}")).strip(), facts.packet.properties.get((namespace, local), ())
        if value and any(said) and value not in said:
            yield Found(_XMP, f"{local} {shown(said[0])}", f"{shown(value)}, as {key} says")


@clause("document-id", "6.10", "XMP metadata identifies the document and its version")
def document_id(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.10; ISO 16684-1, 8.6 (XMP Media Management): DocumentID, VersionID, RenditionClass."""
    if facts.packet.problem:
        return
    for key in ("DocumentID", "VersionID", "RenditionClass"):
        if not facts.packet.text(XMP_MM, key):
            yield Found(_XMP, f"no xmpMM:{key}", "one, not empty")


@clause("identification", "6.11", "the file says that it is PDF/X-4")
def identification(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.11: pdfxid:GTS_PDFXVersion in XMP is exactly PDF/X-4 (PDF/X-4p lacks its profile, Annex A)."""
    said = facts.packet.properties.get((PDFX_ID, "GTS_PDFXVersion"), ())
    if not facts.packet.problem and said != ("PDF/X-4",):
        found = f"pdfxid:GTS_PDFXVersion {shown(', '.join(said))}" if said else "no pdfxid:GTS_PDFXVersion"
        yield Found(_XMP, found, "pdfxid:GTS_PDFXVersion with the value PDF/X-4")


METADATA_CLAUSES = (
    trapped,
    metadata_stream,
    info_entries,
    xmp_entries,
    metadata_agrees,
    document_id,
    identification,
)
