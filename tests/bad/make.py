"""Broken pictures, drawings and PDFs, made rather than kept: what is wrong with each is written here."""

import io
import struct
import zlib
from collections.abc import Callable, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

from tests.fuzz.seeds import pdf_of


def picture(mode: str = "RGB", form: str = "PNG", size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    """Return a sound picture."""
    out = io.BytesIO()
    Image.effect_noise(size, 80).convert(mode).save(out, form, **options)
    return out.getvalue()


def png_of(width: int, height: int, *, color: int = 2, data: bytes = b"") -> bytes:
    """Return a PNG that says that it is so large, whatever it holds."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, color, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


def jpeg_of(width: int, height: int) -> bytes:
    """Return a JPEG whose head says that it is so large."""
    data = picture(form="JPEG")
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + struct.pack(">HH", height, width) + data[at + 4 :]


def _animated(form: str) -> bytes:
    out = io.BytesIO()
    frames = [Image.new("RGB", (4, 4), (i, 0, 0)) for i in range(3)]
    frames[0].save(out, form, save_all=True, append_images=frames[1:])
    return out.getvalue()


def _svg(inside: str, *, head: str = "", attributes: str = 'viewBox="0 0 9 9"') -> bytes:
    name = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"{head}<svg {name} {attributes}>{inside}</svg>".encode()


_LAUGHS = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "ha"}">' for i in range(12))
_HTML = '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">a</p></foreignObject>'
_SCRIPT = '<script>fetch("http://a.example")</script><rect width="1" height="1"/>'
_FIRST = '<g id="g0"><rect width="1" height="1"/></g>'
_COPIES = "".join(f'<g id="g{i}">' + f'<use href="#g{i - 1}"/>' * 10 + "</g>" for i in range(1, 12))

PICTURES: Mapping[str, tuple[str, bytes]] = {
    "zero bytes": ("bad-picture", b""),
    "one byte": ("bad-picture", b"\x89"),
    "words": ("bad-picture", b"this is no picture"),
    "a GIF with the wrong ending": ("bad-picture", _animated("GIF")),
    "a WebP with the wrong ending": ("bad-picture", picture(form="WEBP")),
    "a TIFF with the wrong ending": ("bad-picture", picture(form="TIFF")),
    "a BMP with the wrong ending": ("bad-picture", picture(form="BMP")),
    "a PDF with the wrong ending": ("bad-picture", pdf_of()),
    "a PNG of its first bytes": ("picture-damaged", picture()[:8]),
    "a PNG cut in its head": ("picture-damaged", picture()[:20]),
    "a PNG cut in the middle": ("picture-damaged", picture()[: len(picture()) // 2]),
    "a PNG with bytes changed": ("picture-damaged", picture()[:60] + b"\0" * 40 + picture()[100:]),
    "a PNG of no width": ("picture-damaged", png_of(0, 10)),
    "a PNG of an unknown kind of colour": ("picture-damaged", png_of(4, 4, color=5, data=b"\0" * 20)),
    "a PNG without pixels": ("picture-damaged", png_of(4, 4)),
    "a PNG of too many pixels": ("picture-too-large", png_of(30_000, 30_000)),
    "a PNG of the most pixels that a head can say": ("picture-too-large", png_of(2**31 - 1, 2**31 - 1)),
    "a PNG with a bomb in its words": (
        "picture-damaged",
        picture()[:33] + b"\x7f\xff\xff\xffzTXta\0\0" + zlib.compress(b"a" * 9_000_000) + picture()[33:],
    ),
    "a JPEG of its first bytes": ("picture-damaged", picture(form="JPEG")[:3]),
    "a JPEG cut in its head": ("picture-damaged", picture(form="JPEG")[:100]),
    "a JPEG cut in the middle": ("picture-damaged", picture(form="JPEG", size=(400, 300))[:9000]),
    "a JPEG of too many pixels": ("picture-too-large", jpeg_of(60_000, 60_000)),
    "a JPEG of no width": ("picture-damaged", jpeg_of(0, 9)),
    "a JPEG whose Exif is noise": (
        "",
        (whole := picture(form="JPEG"))[:2] + b"\xff\xe1\x00\x20Exif\0\0" + b"\xff" * 24 + whole[2:],
    ),
    "a JPEG in inks": ("", picture(mode="CMYK", form="JPEG")),
    "a moving PNG, of which the first is printed": ("", _animated("PNG")),
    # Drawings
    "an SVG that is cut": ("picture-damaged", _svg("<rect")[:90]),
    "an SVG without an end": ("picture-damaged", b'<svg xmlns="http://www.w3.org/2000/svg"><g>'),
    "an SVG in an unknown encoding": ("picture-damaged", b'<?xml version="1.0" encoding="x-none"?><svg/>'),
    "an SVG of no size": ("picture-damaged", _svg("", attributes='viewBox="0 0 0 0"')),
    "an SVG of no number": ("picture-damaged", _svg("", attributes='viewBox="0 0 nan inf"')),
    "an SVG that laughs": ("picture-unsupported", _svg("&a9;", head=f"<!DOCTYPE svg [{_LAUGHS}]>")),
    "an SVG with a file of the machine": (
        "picture-unsupported",
        _svg("<text>&x;</text>", head='<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    ),
    "an SVG with a document type of the web": (
        "picture-unsupported",
        _svg("<rect/>", head='<!DOCTYPE svg [<!ENTITY % x SYSTEM "http://a.example/x.dtd"> %x;]>'),
    ),
    "an SVG with a picture of the web": ("picture-unsupported", _svg('<image href="http://a.example/a.png"/>')),
    "an SVG with a picture of the machine": ("picture-unsupported", _svg('<image xlink:href="file:///etc/passwd"/>')),
    "an SVG with parts of the web": ("picture-unsupported", _svg('<use href="http://a.example/a.svg#b"/>')),
    "an SVG with a style sheet of the web": (
        "picture-unsupported",
        _svg('<style>@import url("http://a.example/a.css");</style><rect width="1" height="1"/>'),
    ),
    "an SVG with words": ("picture-unsupported", _svg("<text>a</text>")),
    "an SVG with HTML": (
        "picture-unsupported",
        _svg(_HTML),
    ),
    "an SVG with a script, which is not run": (
        "",
        _svg(_SCRIPT),
    ),
    "an SVG with copies of copies": (
        "picture-too-large",
        _svg(f'{_FIRST}{_COPIES}<use href="#g11"/>'),
    ),
    "an SVG that copies itself": ("picture-too-large", _svg('<g id="a"><use href="#a"/></g>')),
    "an SVG nested too deep": ("picture-too-large", _svg("<g>" * 200 + "</g>" * 200)),
    "an SVG of too many parts": ("picture-too-large", _svg("<g/>" * 60_000)),
    "an SVG of too many points": ("picture-too-large", _svg(f'<path fill="red" d="M0 0{"h1" * 200_000}"/>')),
    "an SVG with a flag that is none": ("picture-damaged", _svg('<path fill="red" d="M0 0a1 2 3 %0 1 4 4z"/>')),
}
"""By what is wrong: the code, or nothing for what is harmless and goes into the book; and the bytes."""


# --- PDFs -------------------------------------------------------------------------------------------------------------


def _changed(change: Callable[[pikepdf.Pdf], object], **options: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_of(4))) as pdf:
        change(pdf)
        pdf.save(out, **options)
    return out.getvalue()


def _kids(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.Kids[0].Parent = pdf.Root.Pages
    pdf.Root.Pages.Kids = Array([pdf.Root.Pages])


def _box(*values: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.obj.MediaBox = Array(values)

    return change


def _bomb(pdf: pikepdf.Pdf) -> None:
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(300)) + packer.flush()
    for page in pdf.pages:
        page.obj.Contents = pikepdf.Stream(pdf, data, Filter=Name.FlateDecode)
        letters = pikepdf.Stream(pdf, data, Filter=Name.FlateDecode)
        page.obj.Resources = Dictionary(
            Font=Dictionary(F=pdf.make_indirect(Dictionary(Type=Name.Font, ToUnicode=letters)))
        )


def _locked(**options: object) -> bytes:
    return _changed(lambda pdf: None, encryption=pikepdf.Encryption(**options))


def _deep(pdf: pikepdf.Pdf) -> None:
    inner = Array([])
    for _ in range(400):
        inner = Array([inner])
    pdf.pages[0].obj.Annots = inner


def _content(data: bytes) -> Callable[[pikepdf.Pdf], None]:
    return lambda pdf: setattr(pdf.pages[0].obj, "Contents", pikepdf.Stream(pdf, data))


_FORBIDDEN = pikepdf.Permissions(
    print_highres=False, print_lowres=False, modify_assembly=False, modify_other=False, modify_form=False
)
PLAIN = pdf_of(4)
PDFS: Mapping[str, bytes] = {
    "nothing": b"",
    "words": b"this is no PDF",
    "a head alone": b"%PDF-1.7\n",
    "noise": bytes(range(256)) * 40,
    "a picture": picture(),
    "the first half": PLAIN[: len(PLAIN) // 2],
    "the last half": PLAIN[len(PLAIN) // 2 :],
    "no end": PLAIN[:-200],
    "no catalog": PLAIN.replace(b"/Catalog", b"/Catalxx").replace(b"/Root", b"/Roxx"),
    "no pages": (lambda out: (pikepdf.new().save(out), out.getvalue())[1])(io.BytesIO()),
    "pages in pages without end": _changed(_kids),
    "pages that are words": _changed(lambda pdf: setattr(pdf.Root, "Pages", pikepdf.String("a"))),
    "kids that are numbers": PLAIN.replace(b"/Kids [", b"/Kids [ 7 8 9 "),
    "a count that lies": PLAIN.replace(b"/Count 4", b"/Count 999999999"),
    "locked": _locked(user="a", owner="b"),
    "not to be printed": _locked(owner="b", allow=_FORBIDDEN),
    "a page of no size": _changed(_box(0, 0, 0, 0)),
    "a page larger than a country": _changed(_box(-(10**9), -(10**9), 10**9, 10**9)),
    "a page of too large numbers": PLAIN.replace(b"[ 0 0 200 300 ]", b"[ 0 0 99999999999999999999999999999999 1e400 ]"),
    "a page whose size is words": _changed(_box("a", "b", "c", "d")),
    "a page whose size is too short": _changed(_box(0, 0)),
    "a bomb": _changed(_bomb),
    "lists in lists": _changed(_deep),
    "a number that no machine has": PLAIN.replace(b"/Rotate 0", b"/Rotate 99999999999999999999"),
    "content that is a name": _changed(lambda pdf: setattr(pdf.pages[0].obj, "Contents", Name.A)),
    "content that is no operator": _changed(
        lambda pdf: setattr(pdf.pages[0].obj, "Contents", pikepdf.Stream(pdf, b"q (((( <<"))
    ),
    "resources that are words": _changed(lambda pdf: setattr(pdf.pages[0].obj, "Resources", pikepdf.String("a"))),
    "boxes that are references to nothing": PLAIN.replace(b"[ 0 0 200 300 ]", b"999 0 R"),
    "an index that points nowhere": PLAIN.replace(b"startxref\n", b"startxref\n9"),
}
