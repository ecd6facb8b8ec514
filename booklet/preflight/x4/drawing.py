"""Walk everything that the pages of a file draw, and note what they use, each thing once.

Content is followed by its operators (ISO 32000-1, Annex A): forms, images, tiling and shading patterns, soft masks,
Type 3 glyphs and the appearances of annotations, through the resources in force. What no operator uses is not noted:
it is not printed. The walk has no recursion, reads each content stream once, and stops at the bounds below, so that a
file made to tire a reader ends like any other.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace

import pikepdf
from pikepdf import Dictionary, Stream

from booklet.preflight.x4.facts import Kind, Page, Use
from booklet.preflight.x4.icc import read_profile
from booklet.preflight.x4.place import Place
from booklet.preflight.x4.spaces import families
from booklet.preflight.x4.values import entries, entry, identity, inherited, items, name, number, plain

_MOST_TOKENS = 10_000_000
"""A thousand pages of text have about three million; ten are read in half a minute."""
_MOST_BYTES = 512 << 20
"""Of decoded content in one file."""
_MOST_OPERANDS = 64
"""No operator has more than the 32 components of DeviceN and a name (ISO 32000-1, Annex C)."""

_OPERATORS_OF_PDF = (
    "b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l M m MP n q Q re "
    "RG rg ri S s SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \""
)
OPERATORS = frozenset(_OPERATORS_OF_PDF.split())
"""Those of PDF 1.6 (ISO 32000-1, table A.1)."""
_DEVICE_COLORS = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}
_INLINE_KEYS = {
    "/BPC": "/BitsPerComponent",
    "/CS": "/ColorSpace",
    "/D": "/Decode",
    "/DP": "/DecodeParms",
    "/F": "/Filter",
    "/H": "/Height",
    "/IM": "/ImageMask",
    "/I": "/Interpolate",
    "/W": "/Width",
}
"""ISO 32000-1, table 93."""


class _Enough(Exception):
    """A bound is reached: the way out of the parser, not an error."""


@dataclass(frozen=True, slots=True)
class _Scope:
    """A content stream to be read, and what its names mean."""

    place: Place
    content: object
    """A stream, or an array of them."""
    resources: object


@dataclass(frozen=True, slots=True)
class _Graphics:
    """As much of the graphics state as overprinting needs (ISO 32000-1, 8.6.7)."""

    fill_icc_cmyk: bool = False
    stroke_icc_cmyk: bool = False
    fill_overprints: bool = False
    stroke_overprints: bool = False
    mode: int = 0

    def wrong(self) -> list[str]:
        """Return which of fill and stroke overprint an ICC-based CMYK colour in mode 1."""
        if self.mode != 1:
            return []
        fill = ["fill"] if self.fill_icc_cmyk and self.fill_overprints else []
        return fill + (["stroke"] if self.stroke_icc_cmyk and self.stroke_overprints else [])


def walk(pages: Iterable[Page]) -> tuple[Use, ...]:
    """Return what the pages use, in the order in which it is met."""
    drawing = _Drawing()
    for page in pages:
        drawing.page(page)
    return tuple(drawing.uses)


class _Drawing:
    """The walk: what has been noted, what has been read, what is still to be read."""

    def __init__(self) -> None:
        self.uses: list[Use] = []
        self._noted: set[tuple[object, ...]] = set()
        self._read: set[tuple[object, ...]] = set()
        self._waiting: deque[_Scope] = deque()
        self._cmyk_profiles: dict[tuple[int, int], bool] = {}
        self._tokens = 0
        self._bytes = 0

    def page(self, page: Page) -> None:
        place, resources = Place(page.number), inherited(page.dictionary, "/Resources")
        self.group(place, entry(page.dictionary, "/Group"), resources)
        self._waiting.append(_Scope(place, entry(page.dictionary, "/Contents"), resources))
        for index, annotation in enumerate(items(entry(page.dictionary, "/Annots")), 1):
            normal = entry(entry(annotation, "/AP"), "/N")
            for form in [normal] if isinstance(normal, Stream) else [value for _, value in entries(normal)]:
                self.xobject(place.within(f"annotation {index}"), form, resources)
        while self._waiting:
            self._content(self._waiting.popleft())

    def note(self, place: Place, kind: Kind, value: object, detail: object = None) -> None:
        """Keep a use, once a place; objects of the file once in the file."""
        of_file = identity(value) or identity(detail)
        written = value.unparse() if isinstance(value, pikepdf.Object) else value
        key = (kind, of_file or written, of_file or place)
        if key not in self._noted:
            self._noted.add(key)
            self.uses.append(Use(place, kind, value, detail))

    def space(self, place: Place, space: object, resources: object) -> bool:
        """Note what a colour space comes down to; return whether it is ICC-based CMYK."""
        found = list(families(space, resources))
        for family, detail in found:
            if family == "missing":
                self.note(place, Kind.MISSING, f"colour space {detail}")
            else:
                self.note(place, Kind.SPACE, family, detail)
        return bool(found) and found[0][0] == "ICCBased" and self._is_cmyk(found[0][1])

    def _is_cmyk(self, stream: object) -> bool:
        key = identity(stream)
        if key is None:
            return False
        if key not in self._cmyk_profiles:
            profile = read_profile(stream)
            self._cmyk_profiles[key] = not isinstance(profile, str) and profile.space == "CMYK"
        return self._cmyk_profiles[key]

    def group(self, place: Place, group: object, resources: object) -> None:
        if isinstance(group, Dictionary):
            self.note(place, Kind.GROUP, group)
            if "/CS" in group:
                self.space(place.within("transparency group"), group.get("/CS"), resources)

    def image(self, place: Place, image: object, resources: object) -> None:
        self.note(place, Kind.IMAGE, image)
        if entry(image, "/ImageMask") is not True and entry(image, "/ColorSpace") is not None:
            self.space(place, entry(image, "/ColorSpace"), resources)
        if entry(image, "/Intent") is not None:
            self.note(place, Kind.INTENT, name(entry(image, "/Intent")))
        for key in ("/SMask", "/Mask"):
            mask = entry(image, key)
            if isinstance(mask, Stream):  # a mask has no masks of its own (ISO 32000-1, table 145)
                self.note(place.within("mask"), Kind.IMAGE, mask)
                if entry(mask, "/ColorSpace") is not None:
                    self.space(place.within("mask"), entry(mask, "/ColorSpace"), resources)

    def xobject(self, place: Place, found: object, resources: object) -> None:
        if not isinstance(found, Stream):
            return
        if name(entry(found, "/Subtype")) == "Image":
            self.image(place, found, resources)
            return
        self.note(place, Kind.XOBJECT, found)
        if name(entry(found, "/Subtype")) == "Form":
            own = entry(found, "/Resources") or resources
            self.group(place, entry(found, "/Group"), own)
            self._waiting.append(_Scope(place, found, own))

    def pattern(self, place: Place, pattern: object, resources: object) -> None:
        if isinstance(pattern, Stream):
            self._waiting.append(_Scope(place, pattern, entry(pattern, "/Resources") or resources))
        elif isinstance(pattern, Dictionary):
            self.state(place, entry(pattern, "/ExtGState"), resources)
            self.shading(place, entry(pattern, "/Shading"), resources)

    def shading(self, place: Place, shading: object, resources: object) -> None:
        if entry(shading, "/ColorSpace") is not None:
            self.space(place, entry(shading, "/ColorSpace"), resources)

    def state(self, place: Place, state: object, resources: object) -> None:
        if not isinstance(state, Dictionary):
            return
        self.note(place, Kind.STATE, state)
        if "/RI" in state:
            self.note(place, Kind.INTENT, name(state.get("/RI")))
        for font in items(state.get("/Font"))[:1]:
            self.font(place, font, resources)
        form = entry(state.get("/SMask"), "/G")
        if isinstance(form, Stream):
            self.xobject(place.within("soft mask"), form, resources)

    def font(self, place: Place, font: object, resources: object) -> None:
        self.note(place, Kind.FONT, font)
        if name(entry(font, "/Subtype")) == "Type3":
            for glyph, content in entries(entry(font, "/CharProcs")):
                inside = entry(font, "/Resources") or resources
                self._waiting.append(_Scope(place.within(f"glyph {glyph[1:41]}"), content, inside))

    def _content(self, scope: _Scope) -> None:
        streams = [item for item in items(scope.content) if isinstance(item, Stream)]
        key = (tuple(stream.objgen for stream in streams), identity(scope.resources) or scope.place.page_number)
        if not streams or key in self._read or self._tokens >= _MOST_TOKENS or self._bytes >= _MOST_BYTES:
            return
        self._read.add(key)
        try:
            data = b"\n".join(stream.read_bytes() for stream in streams)
        except pikepdf.PikepdfError:
            self.note(scope.place, Kind.UNREAD, "content that cannot be decoded")
            return
        self._bytes += len(data)
        if self._bytes > _MOST_BYTES:
            self.note(scope.place, Kind.UNREAD, "more content than can be read")
            return
        self._parse(scope, data)

    def _parse(self, scope: _Scope, data: bytes) -> None:
        """Read one content stream, out of a file of its own so that its faults are known to be its."""
        with pikepdf.new() as scratch:
            page = pikepdf.Page(scratch.make_indirect(Dictionary(Type=pikepdf.Name.Page)))
            page.obj.Contents = scratch.make_stream(data)
            reader = _Reader(self, scope, _MOST_TOKENS - self._tokens)
            try:
                page.parse_contents(reader)
                if scratch.get_warnings():
                    self.note(scope.place, Kind.UNREAD, "content that is damaged")
            except _Enough:
                self.note(scope.place, Kind.UNREAD, "more content than can be read")
            except pikepdf.PikepdfError:
                self.note(scope.place, Kind.UNREAD, "content that is damaged")
            self._tokens += reader.tokens
        if reader.deepest > 0:
            self.note(scope.place, Kind.NESTING, reader.deepest)


class _Reader(pikepdf.StreamParser):
    """Takes the operators of one content stream one after the other."""

    def __init__(self, drawing: _Drawing, scope: _Scope, most_tokens: int) -> None:
        super().__init__()
        self.tokens = 0
        self.deepest = 0
        self._most = most_tokens
        self._drawing, self._scope = drawing, scope
        self._operands: list[object] = []
        self._graphics = _Graphics()
        self._saved: list[_Graphics] = []
        self._spaces: dict[str, bool] = {}
        """By name: whether it is ICC-based CMYK."""

    def handle_object(self, found: pikepdf.Object, *_: int) -> None:
        self.tokens += 1
        if self.tokens > self._most:
            raise _Enough
        if not isinstance(found, pikepdf.Operator):
            if len(self._operands) < _MOST_OPERANDS:
                self._operands.append(found)
            return
        operator = plain(found)
        self._take(operator)
        if operator != "BI":
            self._operands = []

    def handle_eof(self) -> None:
        pass

    def _take(self, operator: str) -> None:
        place = self._scope.place
        match operator:
            case "q":
                self._saved.append(self._graphics)
                self.deepest = max(self.deepest, len(self._saved))
            case "Q" if self._saved:
                self._graphics = self._saved.pop()
            case "g" | "rg" | "k" | "G" | "RG" | "K":
                self._color(pikepdf.Name(f"/{_DEVICE_COLORS[operator.lower()]}"), operator.isupper())
            case "cs" | "CS" if self._operands:
                self._color(self._operands[0], operator == "CS")
            case "scn" | "SCN" | "sh" | "Do" | "Tf" | "gs" if self._operands:
                self._named(operator)
            case "ri" if self._operands:
                self._drawing.note(place, Kind.INTENT, name(self._operands[0]))
            case "ID":
                self._drawing.image(place.within("inline image"), self._inline_image(), self._scope.resources)
            case _ if operator not in OPERATORS:
                self._drawing.note(place, Kind.UNKNOWN, operator[:40])

    def _color(self, space: object, is_stroke: bool) -> None:
        key = plain(space)
        if key not in self._spaces:
            self._spaces[key] = self._drawing.space(self._scope.place, space, self._scope.resources)
        if is_stroke:
            self._change(replace(self._graphics, stroke_icc_cmyk=self._spaces[key]))
        else:
            self._change(replace(self._graphics, fill_icc_cmyk=self._spaces[key]))

    def _change(self, graphics: _Graphics) -> None:
        self._graphics = graphics
        for which in graphics.wrong():
            self._drawing.note(self._scope.place, Kind.OVERPRINT, which)

    def _named(self, operator: str) -> None:
        """Follow an operator that names a resource: what it is called, how it is followed."""
        category, what, follow = {
            "scn": ("/Pattern", "pattern", self._drawing.pattern),
            "SCN": ("/Pattern", "pattern", self._drawing.pattern),
            "sh": ("/Shading", "shading", self._drawing.shading),
            "Do": ("/XObject", "XObject", self._drawing.xobject),
            "Tf": ("/Font", "font", self._drawing.font),
            "gs": ("/ExtGState", "graphics state", self._drawing.state),
        }[operator]
        called = name(self._operands[0 if operator == "Tf" else -1])
        if not called:
            return
        found = entry(entry(self._scope.resources, category), f"/{called}")
        step = f"{what} {called[:40]}"
        if found is None:
            self._drawing.note(self._scope.place, Kind.MISSING, step)
            return
        if operator == "gs":
            self._overprint(found)
        if step not in self._spaces:  # followed once a stream
            self._spaces[step] = False
            follow(self._scope.place.within(step), found, self._scope.resources)

    def _overprint(self, state: object) -> None:
        """Take over what a graphics state says of overprinting; `OP` alone counts for both (ISO 32000-1, table 58)."""
        stroke, fill, mode = entry(state, "/OP"), entry(state, "/op"), number(entry(state, "/OPM"))
        now = self._graphics
        if isinstance(stroke, bool):
            now = replace(now, stroke_overprints=stroke, fill_overprints=stroke)
        if isinstance(fill, bool):
            now = replace(now, fill_overprints=fill)
        self._change(now if mode is None else replace(now, mode=int(mode)))

    def _inline_image(self) -> Dictionary:
        """Return the dictionary between BI and ID, with its keys written out (ISO 32000-1, 8.9.7)."""
        image = Dictionary()
        for key, value in zip(self._operands[::2], self._operands[1::2], strict=False):
            if name(key):
                image[_INLINE_KEYS.get(plain(key), plain(key))] = value
        return image
