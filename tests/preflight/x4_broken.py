"""A clean PDF/X-4 file, broken in one way each time: the ways by name, with the clause that tells of it."""

import re

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from x4_support import CONTENT, PRESS, XMP, annotation, font, form, image, profile, stream, tiles


def page_of(pdf):
    return pdf.pages[0].obj


def resources(pdf):
    return page_of(pdf).Resources


def draw(pdf, content, **more):
    """Add content to the page, and resources by category."""
    page_of(pdf).Contents = stream(pdf, CONTENT + content)
    for category, entries in more.items():
        for key, value in entries.items():
            resources(pdf)[f"/{category}"][f"/{key}"] = value


def xmp(pdf, old, new):
    assert old in XMP
    pdf.Root.Metadata.write(XMP.replace(old, new).encode())


def state(pdf, **entries):
    draw(pdf, b" /Other gs", ExtGState={"Other": Dictionary(**entries)})


def intent(pdf):
    return pdf.Root.OutputIntents[0]


def altered_profile(pdf, start, data):
    old = intent(pdf).DestOutputProfile.read_bytes()
    intent(pdf).DestOutputProfile = stream(pdf, old[:start] + data + old[start + len(data) :], N=4)


def picture(pdf, data=b"\0\0\0\xff", space=Name.DeviceCMYK, **entries):
    made = image(pdf, data, ColorSpace=space, **entries)
    draw(pdf, b" /Other Do", XObject={"Other": made})
    return made


def link(pdf, *rectangle, **entries):
    page_of(pdf).Annots.append(annotation(pdf, Subtype=Name.Link, Rect=Array(rectangle), **entries))


def script():
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def bookmark_with_action(pdf):
    item = pdf.make_indirect(Dictionary(Title=String("x"), A=Dictionary(S=Name.URI, URI=String("http://a"))))
    item.Next = item  # a loop, to be ended
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item, Count=1))


def font_without_program(pdf):
    made = font(pdf)
    del made.FontDescriptor["/FontFile2"]
    draw(pdf, b" BT /F2 9 Tf (x) Tj ET", Font={"F2": made})


def composite_without_program(pdf):
    part = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, FontDescriptor=Dictionary())
    draw(
        pdf,
        b" BT /F2 9 Tf <0001> Tj ET",
        Font={"F2": Dictionary(Type=Name.Font, Subtype=Name.Type0, DescendantFonts=Array([part]))},
    )


def hidden_rgb(pdf, where):
    """Put RGB where only a walk of everything finds it."""
    rgb = b"1 0 0 rg 0 0 5 5 re f"
    if where == "a form in a form":
        inner = form(pdf, rgb)
        outer = form(pdf, b"/In Do", Resources=Dictionary(XObject=Dictionary(In=inner)))
        draw(pdf, b" /Out Do", XObject={"Out": outer})
    elif where == "a form with the page's resources":
        draw(pdf, b" /Out Do", XObject={"Out": form(pdf, b"/In Do"), "In": form(pdf, rgb)})
    elif where == "a pattern":
        draw(pdf, b" /Pattern cs /Red scn 0 0 9 9 re f", Pattern={"Red": tiles(pdf, rgb)})
    elif where == "a glyph":
        resources(pdf).Font.T3.CharProcs.a = stream(pdf, b"10 0 d0 " + rgb)
    elif where == "a soft mask":
        state(pdf, SMask=Dictionary(S=Name.Alpha, G=form(pdf, rgb)))
    elif where == "an inline image":
        draw(pdf, b" q BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI Q")
    elif where == "an indexed picture":
        picture(pdf, b"\0", Array([Name.Indexed, Name.DeviceRGB, 0, String(b"abc")]))
    elif where == "a spot colour":
        tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0]), C1=Array([1, 0, 0]), N=1)
        draw(pdf, b" /Blue cs 1 scn", ColorSpace={"Blue": Array([Name.Separation, Name.Blue, Name.DeviceRGB, tint])})
    elif where == "a shading":
        resources(pdf).Shading.Shade.ColorSpace = Name.DeviceRGB
    elif where == "a shading pattern":
        shade = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 9, 9]))
        draw(pdf, b" /Pattern cs /P scn", Pattern={"P": Dictionary(PatternType=2, Shading=shade)})
    elif where == "a transparency group":
        page_of(pdf).Group.CS = Name.DeviceRGB
    elif where == "an appearance":
        page_of(pdf).Annots[0].AP = Dictionary(N=form(pdf, rgb))
    elif where == "two contents":
        page_of(pdf).Contents = Array([stream(pdf, CONTENT), stream(pdf, b"0 0 1 RG")])
    elif where == "a named space":
        draw(pdf, b" /Screen CS 1 0 0 SCN", ColorSpace={"Screen": Name.DeviceRGB})


HIDDEN = (
    "a form in a form",
    "a form with the page's resources",
    "a pattern",
    "a glyph",
    "a soft mask",
    "an inline image",
    "an indexed picture",
    "a spot colour",
    "a shading",
    "a shading pattern",
    "a transparency group",
    "an appearance",
    "two contents",
    "a named space",
)


def cmyk_with_profile(pdf, state_entries):
    space = Array([Name.ICCBased, profile(pdf, PRESS, 4)])
    content = b" q /Other gs /Press cs 0 0 0 1 scn 0 0 5 5 re f Q"
    draw(pdf, content, ColorSpace={"Press": space}, ExtGState={"Other": Dictionary(**state_entries)})


JP2 = b"\0\0\0\x0cjP  \r\n\x87\n"


def jpx(pdf, ihdr, colr=b""):
    boxes = (len(ihdr) + 8).to_bytes(4) + b"ihdr" + ihdr
    if colr:
        boxes += (len(colr) + 8).to_bytes(4) + b"colr" + colr
    made = image(pdf, JP2 + (len(boxes) + 8).to_bytes(4) + b"jp2h" + boxes, Filter=Name.JPXDecode)
    draw(pdf, b" /Other Do", XObject={"Other": made})


def set_in(holder, **entries):
    for key, value in entries.items():
        if value is None:
            del holder[f"/{key}"]
        else:
            holder[f"/{key}"] = value


SIZE = (1).to_bytes(4) * 2

BROKEN = {
    "PDF 1.7 in the catalog": ("version", lambda p: set_in(p.Root, Version=Name("/1.7"))),
    "no picture of that name": ("complete", lambda p: draw(p, b" /Lost Do")),
    "no colour space of that name": ("complete", lambda p: draw(p, b" /Lost cs")),
    "content cut short": ("complete", lambda p: draw(p, b" (abc")),
    "content that cannot be unpacked": (
        "complete",
        lambda p: set_in(page_of(p), Contents=stream(p, b"no zlib", Filter=Name.FlateDecode)),
    ),
    "OPI": ("opi", lambda p: set_in(picture(p), OPI=Dictionary())),
    "no output intent": ("output-intent", lambda p: set_in(p.Root, OutputIntents=None)),
    "two output intents": ("output-intent", lambda p: p.Root.OutputIntents.append(intent(p))),
    "an output intent of PDF/A alone": ("output-intent", lambda p: set_in(intent(p), S=Name.GTS_PDFA1)),
    "no printing condition": ("output-condition", lambda p: set_in(intent(p), OutputConditionIdentifier=None)),
    "no registry": ("output-condition", lambda p: set_in(intent(p), RegistryName=None)),
    "no output profile": ("output-profile", lambda p: set_in(intent(p), DestOutputProfile=None)),
    "a screen's profile": ("output-profile", lambda p: altered_profile(p, 12, b"mntr")),
    "an output profile cut short": (
        "output-profile",
        lambda p: set_in(intent(p), DestOutputProfile=stream(p, intent(p).DestOutputProfile.read_bytes()[:60000], N=4)),
    ),
    "an output profile of version 4.4": ("output-profile", lambda p: altered_profile(p, 8, b"\x04\x40")),
    "an output profile with a wrong N": ("output-profile", lambda p: set_in(intent(p).DestOutputProfile, N=3)),
    "a profile outside": ("output-profile", lambda p: set_in(intent(p), DestOutputProfileRef=Dictionary())),
    **{f"RGB in {where}": ("device-color", lambda p, where=where: hidden_rgb(p, where)) for where in HIDDEN},
    "a profile with a wrong N": ("icc-color", lambda p: set_in(resources(p).XObject.Photo.ColorSpace[1], N=4)),
    "a profile that is none": (
        "icc-color",
        lambda p: picture(p, b"abc", Array([Name.ICCBased, stream(p, b"none", N=3)])),
    ),
    "a colour space that is none": ("icc-color", lambda p: picture(p, b"a", Array([Name.DeviceFog]))),
    "overprint mode 1": ("overprint", lambda p: cmyk_with_profile(p, {"OP": True, "OPM": 1})),
    "a font not embedded": ("fonts", font_without_program),
    "a composite font not embedded": ("fonts", composite_without_program),
    "data in another file": ("external-data", lambda p: set_in(picture(p), F=String("picture.dat"))),
    "a page of another file": ("external-data", lambda p: set_in(resources(p).XObject.Group, Ref=Dictionary())),
    "LZW": ("filters", lambda p: set_in(picture(p), Filter=Name.LZWDecode)),
    "LZW in an inline image": (
        "filters",
        lambda p: draw(p, b" q BI /W 1 /H 1 /CS /G /BPC 8 /F /LZW ID abc EI Q"),
    ),
    "Trapped Unknown": ("trapped", lambda p: set_in(p.docinfo, Trapped=Name.Unknown)),
    "Trapped as a string": ("trapped", lambda p: set_in(p.docinfo, Trapped=String("False"))),
    "no Trapped": ("trapped", lambda p: set_in(p.docinfo, Trapped=None)),
    "Trapped otherwise in XMP": ("trapped", lambda p: xmp(p, 'pdf:Trapped="False"', 'pdf:Trapped="True"')),
    "no metadata": ("metadata-stream", lambda p: set_in(p.Root, Metadata=None)),
    "metadata that is no XML": ("metadata-stream", lambda p: xmp(p, "</rdf:RDF>", "")),
    "metadata with entities": ("metadata-stream", lambda p: xmp(p, "<x:xmpmeta", "<!DOCTYPE a><x:xmpmeta")),
    "no title": ("info-entries", lambda p: set_in(p.docinfo, Title=None)),
    "no creation date": ("info-entries", lambda p: set_in(p.docinfo, CreationDate=None)),
    "a date that is none": ("info-entries", lambda p: set_in(p.docinfo, ModDate=String("yesterday"))),
    "no title in XMP": ("xmp-entries", lambda p: xmp(p, "A test<", "<")),
    "no MetadataDate": ("xmp-entries", lambda p: xmp(p, "MetadataDate", "OtherDate")),
    "another date in XMP": ("metadata-agrees", lambda p: xmp(p, "2000-01-01T02", "2000-01-01T03")),
    "another title in XMP": ("metadata-agrees", lambda p: xmp(p, "A test<", "Another<")),
    "another producer in XMP": ("metadata-agrees", lambda p: xmp(p, '"tests"', '"others"')),
    "no DocumentID": ("document-id", lambda p: xmp(p, "xmpMM:DocumentID", "xmpMM:OtherID")),
    "no VersionID": ("document-id", lambda p: xmp(p, ">1<", "><")),
    "PDF/X-4p": ("identification", lambda p: xmp(p, "PDF/X-4<", "PDF/X-4p<")),
    "no PDF/X version": ("identification", lambda p: xmp(p, "GTS_PDFXVersion", "Other")),
    "a box of three numbers": ("sound-boxes", lambda p: set_in(page_of(p), BleedBox=Array([0, 0, 9]))),
    "a box without extent": ("sound-boxes", lambda p: set_in(page_of(p), CropBox=Array([0, 0, 0, 300]))),
    "no TrimBox": ("trim-box", lambda p: set_in(page_of(p), TrimBox=None)),
    "TrimBox and ArtBox": ("trim-box", lambda p: set_in(page_of(p), ArtBox=Array([20, 20, 280, 280]))),
    "a trim beyond the bleed": ("nested-boxes", lambda p: set_in(page_of(p), BleedBox=Array([30, 10, 290, 290]))),
    "a bleed beyond the page": ("nested-boxes", lambda p: set_in(page_of(p), BleedBox=Array([-1, 10, 290, 290]))),
    "a crop within the trim": ("nested-boxes", lambda p: set_in(page_of(p), CropBox=Array([0, 0, 279, 300]))),
    "a transfer function": ("transfer", lambda p: state(p, TR=Name.Identity)),
    "a transfer function TR2": ("transfer", lambda p: state(p, TR2=Name.Identity)),
    "a halftone phase": ("transfer", lambda p: state(p, HTP=Array([0, 0]))),
    "a threshold halftone": ("transfer", lambda p: state(p, HT=Dictionary(HalftoneType=6))),
    "a named halftone": ("transfer", lambda p: state(p, HT=Dictionary(HalftoneType=1, HalftoneName=String("a")))),
    "PostScript": (
        "postscript",
        lambda p: draw(p, b" /Ps Do", XObject={"Ps": stream(p, b"showpage", Subtype=Name.PS)}),
    ),
    "the operator PS": ("postscript", lambda p: draw(p, b" (showpage) PS")),
    "another picture for printing": (
        "alternates",
        lambda p: set_in(picture(p), Alternates=Array([Dictionary(DefaultForPrinting=True)])),
    ),
    "a link on the page": ("annotations", lambda p: link(p, 100, 100, 120, 110)),
    "a link into the bleed": ("annotations", lambda p: link(p, 0, 0, 11, 11)),
    "a printer's mark on the page": (
        "annotations",
        lambda p: set_in(page_of(p).Annots[0], Rect=Array([12, 100, 21, 110])),
    ),
    "an action when opened": ("actions", lambda p: set_in(p.Root, OpenAction=script())),
    "JavaScript by name": ("actions", lambda p: set_in(p.Root, Names=Dictionary(JavaScript=Dictionary()))),
    "an action of a page": ("actions", lambda p: set_in(page_of(p), AA=Dictionary(O=script()))),
    "a link outside the bleed with an action": ("actions", lambda p: link(p, 0, 0, 9, 9, A=script())),
    "a bookmark with an action": ("actions", bookmark_with_action),
    "a field with an action": (
        "actions",
        lambda p: set_in(p.Root, AcroForm=Dictionary(Fields=Array([Dictionary(AA=Dictionary(C=script()))]))),
    ),
    "an unknown operator": ("operators", lambda p: draw(p, b" BX 1 glow EX")),
    "an unknown blend mode": ("transparency", lambda p: state(p, BM=Name.Glow)),
    "an opacity of 2": ("transparency", lambda p: state(p, ca=2)),
    "an unknown soft mask": ("transparency", lambda p: state(p, SMask=Dictionary(S=Name.Fog))),
    "blending in Lab": (
        "blending-space",
        lambda p: set_in(page_of(p).Group, CS=Array([Name.Lab, Dictionary(WhitePoint=Array([1, 1, 1]))])),
    ),
    "a viewer's clip at the trim": (
        "viewer-preferences",
        lambda p: set_in(p.Root, ViewerPreferences=Dictionary(PrintClip=Name.TrimBox)),
    ),
    "a presentation": ("presentations", lambda p: set_in(page_of(p), PresSteps=Dictionary())),
    "alternate presentations": (
        "presentations",
        lambda p: set_in(p.Root, Names=Dictionary(AlternatePresentations=Dictionary())),
    ),
    "an unknown rendering intent": ("rendering-intents", lambda p: draw(p, b" /Vivid ri")),
    "an unknown rendering intent of a picture": ("rendering-intents", lambda p: set_in(picture(p), Intent=Name.Vivid)),
    "layers that switch themselves": ("optional-content", lambda p: set_in(p.Root.OCProperties.D, AS=Array([]))),
    "states saved 29 times": ("limits", lambda p: draw(p, b" q" * 29 + b" Q" * 29)),
    "XFA": ("xfa", lambda p: set_in(p.Root, AcroForm=Dictionary(XFA=String("x")))),
    "fields without appearances": ("xfa", lambda p: set_in(p.Root, AcroForm=Dictionary(NeedAppearances=True))),
    "JPEG 2000 of eight channels": ("jpeg-2000", lambda p: jpx(p, SIZE + b"\0\x08\x07\x07\0\0", b"\1\0\0\0\0\0\x10")),
    "JPEG 2000 without colours": ("jpeg-2000", lambda p: jpx(p, SIZE + b"\0\3\7\7\0\0")),
    "JPEG 2000 without a header": ("jpeg-2000", lambda p: set_in(picture(p), Filter=Name.JPXDecode)),
}

SAVED_OTHERWISE = {
    "PDF 1.7 in the header": ("version", {"force_version": "1.7"}),
    "a password for owners": ("encryption", {"encryption": pikepdf.Encryption(owner="a", user="", R=4)}),
    "a password": ("encryption", {"encryption": pikepdf.Encryption(owner="a", user="b", R=4)}),
}

BYTES = {
    "no identifier": ("file-id", lambda data: data.replace(b"/ID [", b"/Id [")),
    "a wrong cross-reference table": ("sound-file", lambda data: re.sub(rb"startxref\n\d+", b"startxref\n7", data)),
}
