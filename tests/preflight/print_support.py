"""Press files of this program, and one way to break each: what the tests of the print checks share."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from x4_support import font, image, stream, type3

from booklet.document.shop_reader import DEFAULT_SHOP, read_shop
from booklet.geometry import Size
from booklet.preflight.printing.subject import Order
from booklet.shop import Inking, Shop
from booklet.units import mm

SHOP = read_shop(DEFAULT_SHOP)
BLEED = mm(3)
BOOK = """booklet: 1
id: small
title: ספר
editions: {he: {languages: [he]}}
body:
  - cover: {title: ספר קטן}
  - heading: פרק
  - text: |
      בשנת 1860 נוסדה בפריז חברת “כל ישראל חברים”, ובשנת 1862 נפתח בית הספר הראשון בתטואן.
  - back-cover: {text: סוף, qr: "https://example.org/a"}
"""


@dataclass(frozen=True)
class Case:
    """A file that keeps all checks, and the same file broken so that one of them finds it."""

    code: str
    spoil: Callable[[pikepdf.Pdf], object]
    prepare: Callable[[pikepdf.Pdf], object] = lambda pdf: None
    shop: Shop = SHOP
    spoilt_shop: Shop | None = None
    """Where it is the shop that asks for more."""
    order: Order | None = None
    options: dict[str, object] = field(default_factory=dict)
    """Of saving the broken file."""
    after: Callable[[Path], object] = lambda path: None


def asking(**changes: object) -> Shop:
    from dataclasses import replace

    return replace(SHOP, asked=replace(SHOP.asked, **changes))


def page(pdf: pikepdf.Pdf, number: int = 3) -> pikepdf.Object:
    return pdf.pages[number - 1].obj


def draw(content: bytes, number: int = 3, **resources: object) -> Callable[[pikepdf.Pdf], None]:
    """Add content to a page of a plain file; resources by category are made from the file."""

    def add(pdf: pikepdf.Pdf) -> None:
        one = page(pdf, number)
        one.Contents = pdf.make_stream(one.Contents.read_bytes() + b"\n" + content)
        for category, make in resources.items():
            if f"/{category}" not in one.Resources:
                one.Resources[f"/{category}"] = Dictionary()
            for key, value in make(pdf).items():
                one.Resources[f"/{category}"][f"/{key}"] = value

    return add


def plain(count: int = 8, width: float = mm(148), height: float = mm(210)) -> Callable[[pikepdf.Pdf], None]:
    """Give a file so many pages with a black square each; the rest of the file stays."""

    def make(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[:]
        for _ in range(count):
            media = Array([0, 0, width + 2 * BLEED, height + 2 * BLEED])
            trim = Array([BLEED, BLEED, BLEED + width, BLEED + height])
            one = Dictionary(Type=Name.Page, MediaBox=media, BleedBox=media, TrimBox=trim, Resources=Dictionary())
            one.Contents = stream(pdf, b"0 0 0 1 k 100 100 50 50 re f")
            pdf.pages.append(pikepdf.Page(pdf.make_indirect(one)))

    return make


def words(size: float, x: float = 100, y: float = 300, color: str = "0 0 0 1 k") -> bytes:
    return f"q {color} BT /F9 {size} Tf {x} {y} Td (Text) Tj ET Q".encode()


def with_font(pdf: pikepdf.Pdf) -> dict[str, object]:
    return {"F9": pdf.make_indirect(font(pdf))}


def without_program(pdf: pikepdf.Pdf) -> dict[str, object]:
    made = font(pdf)
    del made.FontDescriptor["/FontFile2"]
    return {"F9": made}


def restricted(rights: int) -> Callable[[pikepdf.Pdf], dict[str, object]]:
    """Return a maker of a font whose OS/2 table has this fsType."""

    def make(pdf: pikepdf.Pdf) -> dict[str, object]:
        made = font(pdf)
        data = bytearray(made.FontDescriptor.FontFile2.read_bytes())
        at = next(at for at in range(12, 1000, 16) if data[at : at + 4] == b"OS/2")
        start = int.from_bytes(data[at + 8 : at + 12])
        data[start + 8 : start + 10] = rights.to_bytes(2)
        made.FontDescriptor.FontFile2 = stream(pdf, bytes(data))
        return {"F9": made}

    return make


def separation(ink: str) -> Callable[[pikepdf.Pdf], dict[str, object]]:
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([0, 1, 0, 0]), N=1)
    return lambda pdf: {"Ink": Array([Name.Separation, Name(f"/{ink}"), Name.DeviceCMYK, tint])}


def picture(side: int, pixel: bytes = b"\0\0\0\x80", **entries: object) -> Callable[[pikepdf.Pdf], dict[str, object]]:
    def make(pdf: pikepdf.Pdf) -> dict[str, object]:
        made = image(pdf, pixel * side * side, ColorSpace=Name.DeviceCMYK, **entries)
        made.Width = made.Height = side
        return {"Photo": made}

    return make


def state(**entries: object) -> Callable[[pikepdf.Pdf], dict[str, object]]:
    return lambda pdf: {"State": Dictionary(**entries)}


def on_all_pages(change: Callable[[pikepdf.Object], object]) -> Callable[[pikepdf.Pdf], None]:
    def apply(pdf: pikepdf.Pdf) -> None:
        for one in pdf.pages:
            change(one.obj)

    return apply


def grow(pdf: pikepdf.Pdf) -> None:
    one = page(pdf)
    for box in ("/MediaBox", "/BleedBox", "/TrimBox"):
        left, bottom, right, top = one[box]
        one[box] = Array([left, bottom, float(right) + 20, top])


def with_room(pdf: pikepdf.Pdf) -> None:
    """Make the paper larger than the bleed on all sides."""
    on_all_pages(lambda one: one.__setitem__("/MediaBox", Array([-20, -20, mm(148) + 50, mm(210) + 50])))(pdf)


def narrow_bleed(one: pikepdf.Object) -> None:
    left, bottom, right, top = (float(side) for side in one.TrimBox)
    one.BleedBox = Array([left - 4, bottom - 4, right + 4, top + 4])


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def locked_up(pdf: pikepdf.Pdf) -> None:
    """Nothing: the file is encrypted when it is saved."""


def cut_short(path: Path) -> None:
    """Spoil the table of objects, which qpdf mends."""
    data = path.read_bytes()
    at = data.rindex(b"startxref")
    path.write_bytes(data[:at] + b"startxref\n7\n%%EOF\n")


TRIM_LEFT, TRIM_WIDTH, TRIM_HEIGHT = BLEED, mm(148), mm(210)


CASES = [
    Case("page-sizes", grow, plain()),
    Case("ordered-size", plain(8, mm(147)), plain(), order=Order(size=Size(mm(148), mm(210)))),
    Case("page-rotation", lambda pdf: page(pdf).__setitem__("/Rotate", 180), plain()),
    Case(
        "imposed",
        lambda pdf: pdf.Root.ViewerPreferences.__setitem__("/Duplex", Name.DuplexFlipShortEdge),
        plain(8, mm(297), mm(210)),
    ),
    Case("bleed", on_all_pages(lambda one: one.__setitem__("/BleedBox", one.TrimBox)), plain()),
    Case("bleed", on_all_pages(narrow_bleed), plain()),
    Case("bleed-reach", draw(b"0 0 0 .2 k %f 200 90 90 re f" % TRIM_LEFT), plain()),
    Case(
        "bleed-reach",
        draw(b"q 100 0 0 100 %f 200 cm /Photo Do Q" % TRIM_LEFT, XObject=picture(400)),
        plain(),
    ),
    Case("crop-marks", draw(b"0 0 0 1 K 1 w -15 9 m -5 9 l S"), lambda pdf: (plain()(pdf), with_room(pdf))),
    Case("safe-area", draw(words(10, TRIM_LEFT + mm(2)), Font=with_font), plain()),
    Case("safe-area", draw(words(10, 100, TRIM_HEIGHT + BLEED - 8), Font=with_font), plain()),
    Case(
        "creep",
        draw(words(10, TRIM_LEFT + mm(4)), Font=with_font),
        plain(),
        shop=asking(paper_thickness=mm(2)),
    ),
    Case(
        "frame",
        draw(b"0 0 0 1 K 1 w %f %f %f %f re S" % (TRIM_LEFT + 10, BLEED + 10, TRIM_WIDTH - 20, TRIM_HEIGHT - 20)),
        plain(),
    ),
    Case("page-count", lambda pdf: pdf.pages.__delitem__(4), plain()),
    Case("page-count", lambda pdf: pdf.pages.__delitem__(1)),
    Case("too-thick", lambda pdf: None, plain(), spoilt_shop=asking(most_pages=4)),
    Case(
        "blank-cover",
        lambda pdf: page(pdf, 8).__setitem__("/Contents", pdf.make_stream(b"1 g 0 0 50 50 re f")),
        plain(),
    ),
    Case("binding-side", lambda pdf: pdf.Root.ViewerPreferences.__delitem__("/Direction")),
    Case("binding-side", lambda pdf: pdf.Root.ViewerPreferences.__setitem__("/Direction", Name.L2R)),
    Case("binding-side", lambda pdf: (pdf.Root.__delitem__("/Lang"), pdf.Root.__delitem__("/ViewerPreferences"))),
    Case("color-space", draw(b"1 0 0 rg 200 300 50 50 re f"), plain()),
    Case("spot-color", draw(b"/Ink cs 1 scn 200 300 50 50 re f", ColorSpace=separation("Gold")), plain()),
    Case(
        "black-only",
        draw(b"0 1 1 0 k 200 300 50 50 re f"),
        plain(),
        shop=asking(inking=Inking.BLACK),
    ),
    Case(
        "printing-condition",
        lambda pdf: pdf.Root.OutputIntents[0].__setitem__("/OutputConditionIdentifier", String("FOGRA29")),
    ),
    Case("printing-condition", lambda pdf: pdf.Root.__delitem__("/OutputIntents"), plain()),
    Case("total-ink", draw(b"1 1 1 .3 k 200 300 50 50 re f"), plain()),
    Case("total-ink", draw(b"q 9 0 0 9 200 300 cm /Photo Do Q", XObject=picture(100, b"\xff\xff\xff\x80")), plain()),
    Case("registration-color", draw(b"/Ink cs 1 scn 200 300 50 50 re f", ColorSpace=separation("All")), plain()),
    Case("rich-black-type", draw(words(10, color=".6 .5 .5 1 k"), Font=with_font), plain()),
    Case("black-overprint", draw(b"0 0 1 0 k 90 290 99 50 re f " + words(10), Font=with_font), plain()),
    Case(
        "white-overprint",
        draw(b"/State gs 0 0 0 0 k 90 290 99 50 re f", ExtGState=state(OP=True, op=True, OPM=1)),
        plain(),
    ),
    Case("small-type", draw(words(5), Font=with_font), plain()),
    Case("small-type", draw(b".5 0 0 .5 0 0 cm " + words(11), Font=with_font), plain()),
    Case("small-white-type", draw(words(7, color="0 0 0 0 k"), Font=with_font), plain()),
    Case("hairline", draw(b"0 0 0 1 K .1 w 90 290 m 200 290 l S"), plain()),
    Case("hairline", draw(b"0 0 0 1 k 90 290 100 .1 re f"), plain()),
    Case("hairline", draw(b".1 0 0 .1 0 0 cm 0 0 0 1 K 1 w 900 2900 m 2000 2900 l S"), plain()),
    Case("picture-resolution", draw(b"q 99 0 0 99 200 300 cm /Photo Do Q", XObject=picture(100)), plain()),
    Case("type3-font", draw(words(10), Font=lambda pdf: {"F9": type3(pdf)}), plain()),
    Case("font-licence", draw(words(10), Font=restricted(0x2)), plain()),
    Case("font-licence", draw(words(10), Font=restricted(0x104)), plain()),
    Case(
        "live-transparency",
        draw(b"/State gs 90 290 99 50 re f", ExtGState=state(ca=0.5)),
        plain(),
        shop=asking(transparency=False),
    ),
    Case(
        "layers",
        lambda pdf: pdf.Root.__setitem__(
            "/OCProperties", Dictionary(OCGs=Array([pdf.make_indirect(Dictionary(Type=Name.OCG))]), D=Dictionary())
        ),
    ),
    Case("attachments", lambda pdf: pdf.Root.__setitem__("/Names", Dictionary(EmbeddedFiles=Dictionary()))),
    Case("sound-boxes", lambda pdf: page(pdf).__setitem__("/CropBox", Array([1, 2, 3])), plain()),
    Case("nested-boxes", lambda pdf: page(pdf).__setitem__("/CropBox", page(pdf).TrimBox), plain()),
    Case("trim-box", on_all_pages(lambda one: one.__delitem__("/TrimBox")), plain()),
    Case("fonts", draw(words(10), Font=without_program), plain()),
    Case(
        "encryption",
        locked_up,
        options={"encryption": pikepdf.Encryption(owner="a", user="", R=4), "force_version": None},
    ),
    Case(
        "encryption",
        locked_up,
        options={"encryption": pikepdf.Encryption(owner="a", user="b", R=4), "force_version": None},
    ),
    Case(
        "annotations",
        lambda pdf: page(pdf).__setitem__(
            "/Annots",
            Array([pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([50, 50, 70, 70])))]),
        ),
    ),
    Case("actions", lambda pdf: pdf.Root.__setitem__("/OpenAction", script())),
    Case("xfa", lambda pdf: pdf.Root.__setitem__("/AcroForm", Dictionary(XFA=String("x")))),
    Case("complete", draw(b"/Nowhere Do"), plain()),
    Case("sound-file", lambda pdf: None, after=cut_short),
    Case(
        "identification",
        lambda pdf: pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b"PDF/X-4", b"PDF/X-9")),
    ),
    Case("version", lambda pdf: None, options={"force_version": "1.7"}),
]
