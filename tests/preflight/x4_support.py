"""A PDF/X-4 file as small as one that uses much can be, for tests to break in one way each."""

from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.conftest import ROOT

PRESS, SCREEN = ROOT / "booklet" / "icc" / "FOGRA39L_coated.icc", Path(__file__).parent / "icc" / "sRGB.icc"
FONT = ROOT / "fonts" / "eb-garamond" / "EBGaramond_400Regular.ttf"

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" pdf:Producer="tests" pdf:Trapped="False">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">A test</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>2000-01-01T02:00:00+02:00</xmp:CreateDate>
<xmp:ModifyDate>2000-01-01T00:00:00Z</xmp:ModifyDate>
<xmp:MetadataDate>2000-01-01T00:00:00Z</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:00000000-0000-0000-0000-000000000001</xmpMM:DocumentID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""

CONTENT = b"""
/OC /Layer BDC q /Soft gs 0 0 0 1 k 20 20 50 50 re f Q EMC
q /Spot cs 0.5 scn 30 30 10 10 re f /Pattern cs /Tiles scn 0 0 5 5 re f /Shade sh Q
q 1 0 0 1 10 10 cm /Cmyk Do /Photo Do /Group Do Q
q BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 80> EI Q
/Perceptual ri
BT /F1 12 Tf 50 100 Td (A test) Tj /T3 10 Tf (a) Tj ET
"""


def clean() -> pikepdf.Pdf:
    """Return a file of one page that keeps every clause."""
    pdf = pikepdf.new()
    pdf.docinfo["/Title"] = String("A test")
    pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = String("D:20000101000000Z")
    pdf.docinfo["/Producer"] = String("tests")
    pdf.docinfo["/Trapped"] = Name("/False")
    pdf.Root.Metadata = stream(pdf, XMP.encode(), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.OutputIntents = Array([output_intent(pdf)])
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Layer")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer])))
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, 300, 300]),
        BleedBox=Array([10, 10, 290, 290]),
        TrimBox=Array([20, 20, 280, 280]),
        Resources=resources(pdf, layer),
        Contents=stream(pdf, CONTENT),
        Group=Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK, I=True),
        Annots=Array([annotation(pdf, Subtype=Name.PrinterMark, Rect=Array([12, 100, 18, 110]))]),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return pdf


def output_intent(pdf: pikepdf.Pdf) -> Dictionary:
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String("FOGRA39"),
        RegistryName=String("http://www.color.org"),
        DestOutputProfile=profile(pdf, PRESS, 4),
    )


def profile(pdf: pikepdf.Pdf, path: Path, n: int) -> pikepdf.Stream:
    return stream(pdf, path.read_bytes(), N=n)


def resources(pdf: pikepdf.Pdf, layer: pikepdf.Object) -> Dictionary:
    srgb = Array([Name.ICCBased, profile(pdf, SCREEN, 3)])
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([0, 1, 1, 0]), N=1)
    ramp = Dictionary(tint)
    mask = form(pdf, b"0.5 g 0 0 50 50 re f", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
    return Dictionary(
        Font=Dictionary(F1=font(pdf), T3=type3(pdf)),
        ColorSpace=Dictionary(Spot=Array([Name.Separation, Name("/Red"), Name.DeviceCMYK, tint])),
        ExtGState=Dictionary(
            Soft=Dictionary(BM=Name.Multiply, ca=0.5, TR2=Name.Default, SMask=Dictionary(S=Name.Luminosity, G=mask))
        ),
        Pattern=Dictionary(Tiles=tiles(pdf)),
        Properties=Dictionary(Layer=layer),
        Shading=Dictionary(
            Shade=Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=Array([0, 0, 9, 9]), Function=ramp)
        ),
        XObject=Dictionary(
            Cmyk=image(pdf, b"\0\0\0\xff", ColorSpace=Name.DeviceCMYK),
            Photo=image(pdf, b"\xff\0\0", ColorSpace=srgb, SMask=image(pdf, b"\x80", ColorSpace=Name.DeviceGray)),
            Group=form(pdf, b"1 0 0 0 k 0 0 5 5 re f", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)),
        ),
    )


def font(pdf: pikepdf.Pdf) -> Dictionary:
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/AAAAAA+EBGaramond"),
        Flags=32,
        FontBBox=Array([0, -300, 1000, 1000]),
        ItalicAngle=0,
        Ascent=1000,
        Descent=-300,
        CapHeight=650,
        StemV=80,
        FontFile2=stream(pdf, FONT.read_bytes()),
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=Name("/AAAAAA+EBGaramond"),
        Encoding=Name.WinAnsiEncoding,
        FirstChar=32,
        LastChar=126,
        Widths=Array([500] * 95),
        FontDescriptor=descriptor,
    )


def type3(pdf: pikepdf.Pdf) -> Dictionary:
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, 10, 10]),
        FontMatrix=Array([0.1, 0, 0, 0.1, 0, 0]),
        CharProcs=Dictionary(a=stream(pdf, b"10 0 0 0 10 10 d1 0 0 10 10 re f")),
        Encoding=Dictionary(Differences=Array([97, Name.a])),
        FirstChar=97,
        LastChar=97,
        Widths=Array([10]),
    )


def tiles(pdf: pikepdf.Pdf, content: bytes = b"0 0 1 0 k 0 0 5 5 re f") -> pikepdf.Stream:
    return stream(
        pdf,
        content,
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=Array([0, 0, 9, 9]),
        XStep=9,
        YStep=9,
        Resources=Dictionary(),
    )


def image(pdf: pikepdf.Pdf, data: bytes, **entries: object) -> pikepdf.Stream:
    size = {"Width": 1, "Height": 1, "BitsPerComponent": 8}
    return stream(pdf, data, Type=Name.XObject, Subtype=Name.Image, **size, **entries)


def form(pdf: pikepdf.Pdf, data: bytes, **entries: object) -> pikepdf.Stream:
    box = Array([0, 0, 50, 50])
    return stream(pdf, data, **{"Type": Name.XObject, "Subtype": Name.Form, "BBox": box, **entries})


def annotation(pdf: pikepdf.Pdf, **entries: object) -> pikepdf.Object:
    return pdf.make_indirect(Dictionary(Type=Name.Annot, F=4, **entries))


def stream(pdf: pikepdf.Pdf, data: bytes, **entries: object) -> pikepdf.Stream:
    made = pdf.make_stream(data)
    for key, value in entries.items():
        made[f"/{key}"] = value
    return made


def save(pdf: pikepdf.Pdf, path: Path, **options: object) -> Path:
    """Write a file as it is: no stream is packed or unpacked, every object stands in the open."""
    usual = {
        "force_version": "1.6",
        "object_stream_mode": pikepdf.ObjectStreamMode.disable,
        "stream_decode_level": pikepdf.StreamDecodeLevel.none,
        "compress_streams": False,
        "deterministic_id": True,
        "fix_metadata_version": False,
    }
    if "encryption" in options:  # an encrypted file can neither be left as it is nor have such an identifier
        usual["stream_decode_level"], usual["deterministic_id"] = None, False
    pdf.save(path, **{**usual, **options})
    return path
