"""The last save: metadata and object streams, through pikepdf.

The information dictionary (ISO 32000-1, 14.3.3) and the XMP packet (ISO 16684-1) say the same. Dates are given, never
asked of a clock, and the file identifier follows from the content: the same input gives the same bytes.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

import pikepdf

from booklet import __version__
from booklet.pdf.claims import Archival
from booklet.pdf.syntax import text_string

_PRODUCER = f"booklet {__version__}"

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"{namespaces}>
<dc:format>application/pdf</dc:format>
{properties}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""

_PREPRESS_NAMESPACES = """
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/\""""

# PDF/A-2 does not know the property of PDF/UA: ISO 19005-2, 6.6.2.3.3, wants it described in the file.
_PDFUA_SCHEMA = """<pdfaExtension:schemas
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the file says about itself."""

    title: str
    language: str
    """BCP 47."""
    created: int
    """Seconds since 1970-01-01 UTC."""
    author: str = ""
    subject: str = ""
    accessible: bool = False
    """Whether the file claims to be PDF/UA-1 (ISO 14289-1)."""
    archival: Archival = Archival.NONE
    prepress: bool = False
    """Whether the file claims to be PDF/X-4 (ISO 15930-7)."""


def finish(data: bytes, metadata: Metadata) -> bytes:
    """Return the file with its metadata, saved compactly."""
    with pikepdf.open(BytesIO(data)) as pdf:
        _set_information(pdf, metadata)
        identity = hashlib.sha256(data).hexdigest()
        packet = pdf.make_stream(xmp(metadata, identity).encode())
        packet.Type, packet.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
        pdf.Root.Metadata = pdf.make_indirect(packet)
        # The first half of an identifier is kept when there is one, and ReportLab makes it from the date.
        if "/ID" in pdf.trailer:
            del pdf.trailer["/ID"]
        saved = BytesIO()
        pdf.save(
            saved,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            deterministic_id=True,
        )
    return saved.getvalue()


def _information(metadata: Metadata) -> dict[str, str]:
    """Return the texts of the information dictionary that are not empty."""
    date = datetime.fromtimestamp(metadata.created, UTC).strftime("D:%Y%m%d%H%M%SZ")
    values = {
        "/Title": metadata.title,
        "/Author": metadata.author,
        "/Subject": metadata.subject,
        "/Creator": _PRODUCER,
        "/Producer": _PRODUCER,
        "/CreationDate": date,
        "/ModDate": date,
    }
    return {key: value for key, value in values.items() if value}


def information(metadata: Metadata) -> str:
    """Return the information dictionary in PDF syntax."""
    return f"<<{''.join(f'{key}{text_string(value)}' for key, value in _information(metadata).items())}>>"


def _set_information(pdf: pikepdf.Pdf, metadata: Metadata) -> None:
    information: dict[str, pikepdf.Object] = {
        key: pikepdf.String(value) for key, value in _information(metadata).items()
    }
    if metadata.prepress:
        information["/Trapped"] = pikepdf.Name("/False")
    pdf.trailer.Info = pdf.make_indirect(pikepdf.Dictionary(information))


def xmp(metadata: Metadata, identity: str) -> str:
    """Return the XMP packet; `identity` is a text that no other file has."""
    date = datetime.fromtimestamp(metadata.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    properties = [
        _alternatives("dc:title", metadata.title, metadata.language),
        _array("dc:language", "Bag", [metadata.language]),
    ]
    if metadata.author:
        properties.append(_array("dc:creator", "Seq", [metadata.author]))
    if metadata.subject:
        properties.append(_alternatives("dc:description", metadata.subject, metadata.language))
    properties += [f"<xmp:{name}>{date}</xmp:{name}>" for name in ("CreateDate", "ModifyDate", "MetadataDate")]
    properties.append(f"<xmp:CreatorTool>{escape(_PRODUCER)}</xmp:CreatorTool>")
    properties.append(f"<pdf:Producer>{escape(_PRODUCER)}</pdf:Producer>")
    if metadata.accessible:
        properties += ["<pdfuaid:part>1</pdfuaid:part>", _PDFUA_SCHEMA]
    if metadata.archival is not Archival.NONE:
        properties.append("<pdfaid:part>2</pdfaid:part>")
        properties.append(f"<pdfaid:conformance>{metadata.archival.value}</pdfaid:conformance>")
    if metadata.prepress:
        properties += _prepress_properties(identity)
    namespaces = _PREPRESS_NAMESPACES if metadata.prepress else ""
    return _XMP.format(namespaces=namespaces, properties="\n".join(properties))


def _prepress_properties(identity: str) -> list[str]:
    """Return what ISO 15930-7 asks for: the standard, the state of trapping, which version of which document."""
    values = {
        "pdfxid:GTS_PDFXVersion": "PDF/X-4",
        "pdf:Trapped": "False",
        "xmpMM:DocumentID": f"uuid:{uuid5(NAMESPACE_URL, identity)}",
        "xmpMM:VersionID": "1",
        "xmpMM:RenditionClass": "default",
    }
    return [f"<{name}>{value}</{name}>" for name, value in values.items()]


def _alternatives(name: str, text: str, language: str) -> str:
    """Return a text with its language alternatives; readers that know no other take `x-default`."""
    items = "".join(f"<rdf:li xml:lang={quoteattr(key)}>{escape(text)}</rdf:li>" for key in ("x-default", language))
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def _array(name: str, kind: str, texts: list[str]) -> str:
    items = "".join(f"<rdf:li>{escape(text)}</rdf:li>" for text in texts)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>"
