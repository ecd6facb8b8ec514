"""The XMP packet of a file (ISO 16684-1) and the dates in it and in the information dictionary.

A packet with a document type is refused before it is parsed: entities are how a small XML file becomes a large one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from xml.etree import ElementTree

import pikepdf
from pikepdf import Stream

DC = "http://purl.org/dc/elements/1.1/"
PDF = "http://ns.adobe.com/pdf/1.3/"
PDFX_ID = "http://www.npes.org/pdfx/ns/id/"
XMP = "http://ns.adobe.com/xap/1.0/"
XMP_MM = "http://ns.adobe.com/xap/1.0/mm/"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LARGEST = 4 << 20
"""Bytes; packets are a few kilobytes, with a thumbnail some hundreds."""

_INFO_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z(?:00'?00'?)?|([+-])(\d\d)'?(?:(\d\d)'?)?)?")
_XMP_DATE = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|([+-])(\d\d):(\d\d))?)?)?)?"
)


@dataclass(frozen=True, slots=True)
class Packet:
    """What a packet says."""

    problem: str = ""
    """Why there is none that can be read, in words that follow `found`; empty when there is one."""
    properties: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    """The texts of a property, by namespace and name: more than one when it is given twice or is a list."""

    def text(self, namespace: str, name: str) -> str:
        """Return the first text of a property; empty when there is none."""
        return self.properties.get((namespace, name), ("",))[0]


def read_packet(metadata: object) -> Packet:
    """Return what the metadata stream of a catalog says."""
    if not isinstance(metadata, Stream):
        return Packet("no metadata stream")
    try:
        data = metadata.read_bytes()
    except pikepdf.PikepdfError:
        return Packet("a metadata stream that cannot be decoded")
    if len(data) > _LARGEST:
        return Packet(f"a metadata stream of {len(data) >> 20} MB")
    if b"<!DOCTYPE" in data.replace(b"\0", b""):
        return Packet("XML with a document type")
    try:
        root = ElementTree.fromstring(data)  # the stdlib parser is safe without a document type
    except (ElementTree.ParseError, ValueError, LookupError):
        return Packet("metadata that is no XML")
    properties: dict[tuple[str, str], list[str]] = {}
    for key, text in _properties(root):
        properties.setdefault(key, []).append(text)
    return Packet("", {key: tuple(texts) for key, texts in properties.items()})


def _properties(root: ElementTree.Element) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the properties of all descriptions, written as attributes or as elements (ISO 16684-1, 7.4 and 7.9)."""
    for rdf in root.iter(f"{_RDF}RDF"):
        for description in rdf.findall(f"{_RDF}Description"):
            for name, text in description.attrib.items():
                if name.startswith("{") and not name.startswith(_RDF):
                    yield _key(name), text.strip()
            for element in description:
                items = [item.text or "" for item in element.iter(f"{_RDF}li")]
                for text in items or [element.text or ""]:
                    yield _key(str(element.tag)), text.strip()


def _key(name: str) -> tuple[str, str]:
    namespace, _, local = name.removeprefix("{").rpartition("}")
    return namespace, local


def info_moment(text: str) -> datetime | None:
    """Return the moment of a date in the information dictionary (ISO 32000-1, 7.9.4); None when it is none."""
    return _moment(_INFO_DATE.fullmatch(text))


def xmp_moment(text: str) -> datetime | None:
    """Return the moment of an XMP date (ISO 16684-1, 8.2.1.2); None when it is none."""
    return _moment(_XMP_DATE.fullmatch(text))


def _moment(match: re.Match[str] | None) -> datetime | None:
    if match is None:
        return None
    year, month, day, hour, minute, second, sign, off_hours, off_minutes = match.groups()
    offset = timedelta(hours=int(off_hours or 0), minutes=int(off_minutes or 0))
    try:
        zone = timezone(-offset if sign == "-" else offset) if offset else UTC
        return datetime(
            int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0), int(second or 0), tzinfo=zone
        )
    except (ValueError, OverflowError):
        return None
