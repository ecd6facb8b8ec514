"""Clauses about what pages draw: ISO 15930-7:2010, 6.3, 6.5, 6.13, 6.14, 6.16, 6.19, 6.20, 6.23, 6.27."""

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Stream

from booklet.preflight.x4.facts import Facts, Kind
from booklet.preflight.x4.jpx import read_jpx
from booklet.preflight.x4.record import Found, clause, shown
from booklet.preflight.x4.values import entry, items, name, number

_RENDERING_INTENTS = ("AbsoluteColorimetric", "RelativeColorimetric", "Saturation", "Perceptual")
"""ISO 32000-1, table 70."""
_BLEND_MODES = frozenset(
    (
        *("Normal", "Compatible", "Multiply", "Screen", "Overlay", "Darken", "Lighten", "ColorDodge", "ColorBurn"),
        *("HardLight", "SoftLight", "Difference", "Exclusion", "Hue", "Saturation", "Color", "Luminosity"),
    )
)
"""ISO 32000-1, tables 136 and 137."""
_FONT_FILES = {
    "Type1": ("/FontFile", "/FontFile3"),
    "MMType1": ("/FontFile", "/FontFile3"),
    "TrueType": ("/FontFile2", "/FontFile3"),
    "CIDFontType0": ("/FontFile3", "/FontFile"),
    "CIDFontType2": ("/FontFile2", "/FontFile3"),
}
"""ISO 32000-1, 9.9, table 126: which program a font of a type may have."""
_JPX_SPACES = (12, 16, 17, 18)


@clause("complete", "6.3", "everything that is drawn is there and can be read")
def complete(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.3; ISO 32000-1, 7.8.2 and 7.8.3: content streams and the resources that they name."""
    for use in facts.used(Kind.MISSING):
        yield Found(use.place, f"no {shown(use.value)}, though it is used", "every resource that is used")
    for use in facts.used(Kind.UNREAD):
        yield Found(use.place, use.value, "content that can be read to its end")


@clause("opi", "6.3", "no stand-ins for pictures to be filled in later")
def opi(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.3; ISO 32000-1, 14.11.7: OPI of images and forms."""
    for kind in (Kind.IMAGE, Kind.XOBJECT):
        for use in facts.used(kind):
            if entry(use.value, "/OPI") is not None:
                yield Found(use.place, "a stand-in for a picture elsewhere (OPI)", "the picture itself")


@clause("fonts", "6.5", "all fonts are embedded")
def fonts(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.5; ISO 32000-1, 9.9: the program of every font that a page selects; Type 3 glyphs are content."""
    for use in facts.used(Kind.FONT):
        kind, font = name(entry(use.value, "/Subtype")), use.value
        if kind == "Type0":
            font = next(iter(items(entry(font, "/DescendantFonts"))), None)
            kind = name(entry(font, "/Subtype"))
        if kind == "Type3":
            continue
        called = shown(name(entry(use.value, "/BaseFont")) or "a font without a name")
        programs = [entry(entry(font, "/FontDescriptor"), key) for key in _FONT_FILES.get(kind, ())]
        if kind not in _FONT_FILES:
            yield Found(use.place, f"{called}, a font of unknown type", "a font of PDF 1.6")
        elif not any(isinstance(program, Stream) for program in programs):
            yield Found(use.place, f"the font {called}, not embedded", "a font whose letters are in the file")


@clause("transfer", "6.13", "no transfer functions, no halftones of a device")
def transfer(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.13; ISO 32000-1, 8.4.5, table 58, and 10.5: TR, TR2, HTP, and the types and names of HT."""
    for use in facts.used(Kind.STATE):
        if "/TR" in use.value:
            yield Found(use.place, "a transfer function (TR)", "none")
        if "/TR2" in use.value and name(use.value.get("/TR2")) != "Default":
            yield Found(use.place, "a transfer function (TR2)", "TR2 Default, or none")
        if "/HTP" in use.value:
            yield Found(use.place, "a halftone phase (HTP)", "none")
        halftone = use.value.get("/HT")
        if isinstance(halftone, (Dictionary, Stream)) and entry(halftone, "/HalftoneType") not in (1, 5):
            yield Found(use.place, f"a halftone of type {shown(entry(halftone, '/HalftoneType'))}", "type 1 or 5")
        if entry(halftone, "/HalftoneName") is not None:
            yield Found(use.place, "a halftone known to one device by name", "a halftone without HalftoneName")


@clause("postscript", "6.14", "no PostScript")
def postscript(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.14; ISO 32000-1, 8.8.2: PostScript XObjects, and the old operator PS."""
    for use in facts.used(Kind.XOBJECT):
        if "PS" in (name(entry(use.value, "/Subtype")), name(entry(use.value, "/Subtype2"))):
            yield Found(use.place, "PostScript", "none: it is printed in one place and not in another")
    for use in facts.used(Kind.UNKNOWN):
        if use.value == "PS":
            yield Found(use.place, "the operator PS", "none: it is printed in one place and not in another")


@clause("alternates", "6.16", "a picture is printed as it is shown")
def alternates(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.16; ISO 32000-1, 8.9.5.4: no alternate image is the default for printing."""
    for use in facts.used(Kind.IMAGE):
        for alternate in items(entry(use.value, "/Alternates")):
            if entry(alternate, "/DefaultForPrinting") is True:
                yield Found(use.place, "another picture for printing", "one picture for all uses")


@clause("operators", "6.19", "content has no operators but those of PDF 1.6")
def operators(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.19; ISO 32000-1, 7.8.2 and Annex A: also between BX and EX."""
    for use in facts.used(Kind.UNKNOWN):
        if use.value != "PS":
            yield Found(use.place, f"the operator {shown(use.value)}", "operators of PDF 1.6")


@clause("transparency", "6.20", "transparency is of the kinds that PDF 1.6 has")
def transparency(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.20; ISO 32000-1, 11.3.5, 11.6.4.3 and 11.6.5: blend modes, opacity, soft masks."""
    for use in facts.used(Kind.STATE):
        for mode in items(use.value.get("/BM")):
            if name(mode) not in _BLEND_MODES:
                yield Found(use.place, f"the blend mode {shown(name(mode) or mode)}", "a blend mode of PDF 1.6")
        for key in ("/CA", "/ca"):
            opacity = number(use.value.get(key, 1))
            if opacity is None or not 0 <= opacity <= 1:
                yield Found(use.place, f"an opacity {shown(use.value.get(key))}", "a number from 0 to 1")
        mask = use.value.get("/SMask")
        if isinstance(mask, Dictionary) and name(mask.get("/S")) not in ("Alpha", "Luminosity"):
            yield Found(use.place, "a soft mask of unknown kind", "Alpha or Luminosity")


@clause("blending-space", "6.20", "transparency is blended in a space that can be blended in")
def blending_space(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.20; ISO 32000-1, 11.3.4 and 11.6.6, table 147: CS of a group is a device or ICC-based space."""
    for use in facts.used(Kind.GROUP):
        if name(entry(use.value, "/S")) != "Transparency":
            yield Found(use.place, "a group of unknown kind", "a transparency group")
        space = entry(use.value, "/CS")
        family = name(space[0]) if isinstance(space, Array) and len(space) else name(space)
        if family in ("Lab", "Indexed", "Pattern", "Separation", "DeviceN"):
            yield Found(use.place, f"a group blended in {family}", "the space of the press, or one with a profile")


@clause("rendering-intents", "6.23", "rendering intents are those of PDF")
def rendering_intents(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.23; ISO 32000-1, 8.6.5.8: of the operator ri, of graphics states and images."""
    for use in facts.used(Kind.INTENT):
        if use.value not in _RENDERING_INTENTS:
            yield Found(use.place, f"the rendering intent {shown(use.value)}", " or ".join(_RENDERING_INTENTS))


@clause("jpeg-2000", "6.27", "JPEG 2000 pictures keep within what presses read")
def jpeg_2000(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.27; ISO 32000-1, 7.4.9: channels, depth and colour of the picture's own header."""
    for use in facts.used(Kind.IMAGE):
        if not isinstance(use.value, Stream) or [name(f) for f in items(entry(use.value, "/Filter"))] != ["JPXDecode"]:
            continue
        header = read_jpx(use.value.read_raw_bytes())
        if header is None:
            yield Found(use.place, "JPEG 2000 without a header", "a JP2 or JPX picture")
            continue
        if not 1 <= header.channels <= 5:  # four inks and opacity
            yield Found(use.place, f"JPEG 2000 with {header.channels} channels", "one, three or four, and opacity")
        if not 1 <= header.depth <= 38:
            yield Found(use.place, "JPEG 2000 with channels of several depths", "1 to 38 bits, all alike")
        named = entry(use.value, "/ColorSpace") is not None
        if not named and not {2, 3} & set(header.methods) and not set(_JPX_SPACES) & set(header.numbers):
            yield Found(use.place, "JPEG 2000 whose colours have no meaning", "CMYK, sRGB, grey, or a profile")


DRAWING_CLAUSES = (
    complete,
    opi,
    fonts,
    transfer,
    postscript,
    alternates,
    operators,
    transparency,
    blending_space,
    rendering_intents,
    jpeg_2000,
)
