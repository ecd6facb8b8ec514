"""Fonts in the file: subset, embedded, and each glyph bound to the text it stands for.

A font becomes a Type0 font over a CIDFontType2 (ISO 32000-1, 9.7) with Identity-H. There is one CID for each pair of a
glyph and the text it stands for, so that ToUnicode is exact for every use: the same parenthesis glyph may be "(" in one
direction and ")" in the other. CIDToGIDMap leads from a CID to the glyph of the subset.

A kashida stands for no text, and every tool that copies text gives something for every glyph, or cuts the word where it
skips one. So there is no glyph that is a kashida: it is one glyph with the letter at its left, a composite of ours.
Where the pen moves inside a word, the same tools see a gap and cut it (docs/extraction.md). So a mark that stands
beside the pen is a composite too, of one part with the displacement in it, and so is a letter with a wide kern, which
its advance takes in.

Strings are literal, two bytes for a CID: they take half the time to compress that hexadecimal ones take.
Units: `text space` is 1/1000 em, as in a TJ array. The type size is in the text matrix and the font is selected at size
1, so that widths, adjustments and rises do not depend on it, and what is made of a shaped run serves all sizes.
"""

import hashlib
import struct
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any, TypeAlias

from booklet.errors import Diagnostic, FontError
from booklet.pdf.assembly import Objects
from booklet.pdf.canvas import Ref
from booklet.pdf.composite import Composite, Part, with_composites
from booklet.pdf.syntax import number, numbers, pdf_name
from booklet.text.fonts import Font
from booklet.text.glyphs import KASHIDA, ShapedRun

_EM = 1000.0
_ON_THE_PEN = (0, 0)
_MAX_CID = 0xFFFF
_KEPT_FRAGMENTS = 20_000  # of a long book, or of the names in a series of files: some 10 MB
_WIDE_KERN = 80.0  # text space; poppler cuts words at gaps of 100, and lines are adjusted by some units more
_STRING_ESCAPES = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)", "\r": r"\r"})  # ISO 32000-1, 7.3.4.2
_SYMBOLIC, _ITALIC = (
    1 << 2,
    1 << 6,
)  # ISO 32000-1, table 123; every font of CIDs without an Adobe character set is symbolic
# What ISO 19005-2, 6.2.11.7.2, forbids, and what stands for the same.
_MEANINGS = str.maketrans({0x0000: "\ufffd", 0xFFFE: "\ufffd", 0xFEFF: "\u2060"})
_BFCHAR_LIMIT = 100  # entries of one bfchar block (Adobe technical note 5014, 1.4.1)
_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def
/CMapName/Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000><FFFF>
endcodespacerange
"""
_CMAP_TAIL = """endcmap
CMapName currentdict/CMap defineresource pop
end
end"""


Fragment: TypeAlias = tuple[str, float, float]
"""A shaped run as the inside of a TJ array: operands, bearing, advance.

Operands begin with a string or a `]`, and never end with a number, so that no adjustment before them fuses with their
own. The bearing leads from the run's left end to the place of its first glyph, the advance from there to where the pen
stands at the end; both in text space.
"""


def join_strings(operands: list[str]) -> str:
    """Return operands of TJ in one text, neighbouring strings made one (a parenthesis inside a string is escaped)."""
    return "".join(operands).replace(")(", "")


class _Advances(dict[int, int]):
    """The advances that a font gives its glyphs, font units; those that are asked for are kept."""

    def __init__(self, font: Font) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, glyph_id: int) -> int:
        advance = self[glyph_id] = self._font.glyph_advance(glyph_id)
        return advance


class EmbeddedFont:
    """One font of one file."""

    def __init__(self, font: Font, *, name: str, ref: Ref) -> None:
        self.font = font
        self.name = name
        """Key in the resources: `F1`."""
        self.ref = ref
        self.fragments: dict[ShapedRun, Fragment] = {}
        """What `fragment` made of each run; read directly where speed counts."""
        self._tracked: dict[tuple[ShapedRun, float], Fragment] = {}
        self._em = _EM / font.units_per_em
        self._glyphs: dict[tuple[int, str], tuple[str, float]] = {(0, ""): ("", 0.0)}
        """The string that shows a glyph and its advance in text space, by glyph and text, in the order of the CIDs. The
        first is .notdef, which is never shown."""
        self._natural = _Advances(font)
        self._composites: dict[Composite, int] = {}
        """Ids beyond those of the font's own glyphs, in rising order."""
        self._base: tuple[int, int, int] | None = None
        """How many glyphs, composites and fragments all files of a series have in common."""
        self._written: tuple[Ref, ...] = ()
        """What was stored of it that has no place in a file with another subset."""

    def fragment(self, run: ShapedRun) -> Fragment:
        """Return the TJ operands of a run of this font."""
        found = self.fragments.get(run)
        if found is None:
            if self._base is None and len(self.fragments) >= _KEPT_FRAGMENTS:
                self.fragments.clear()
            found = self.fragments[run] = self._build(run, 0.0)
        return found

    def tracked_fragment(self, run: ShapedRun, tracking: float) -> Fragment:
        """Return the operands with `tracking` (text space) after each glyph that has an advance."""
        found = self._tracked.get((run, tracking))
        if found is None:
            found = self._tracked[run, tracking] = self._build(run, tracking)
        return found

    def _build(self, run: ShapedRun, tracking: float) -> Fragment:
        is_plain = run.offsets.count(_ON_THE_PEN) == len(run.offsets) and KASHIDA not in run.glyph_texts
        plain = self._build_plain(run) if is_plain and not tracking else None
        return plain or self._build_any(run, tracking)

    def _build_plain(self, run: ShapedRun) -> Fragment | None:
        """Return the fragment of a run whose glyphs stand where the pen is; None when there is a wide kern in it.

        It is that of `_build_any`, without asking for what such a run has not: nearly all words are like it.
        """
        em, glyphs, widths = self._em, self._glyphs, self._natural
        parts: list[str] = []
        nominal = drawn = 0.0
        for key, advance in zip(zip(run.glyph_ids, run.glyph_texts, strict=True), run.advances, strict=True):
            if advance and (advance - widths[key[0]]) * em > _WIDE_KERN:
                return None
            shown, natural = glyphs.get(key) or self._add_glyph(key)
            if drawn != nominal and (adjustment := round(drawn - nominal)):
                shown = f"{adjustment}{shown}"
                drawn -= adjustment
            parts.append(shown)
            drawn += natural
            nominal += advance * em
        return join_strings(parts) or "()", 0.0, drawn

    def _build_any(self, run: ShapedRun, tracking: float) -> Fragment:
        em, glyphs = self._em, self._glyphs
        parts: list[str] = []
        nominal = drawn = bearing = (
            0.0  # where the next glyph belongs without its offset; where the viewer's pen stands
        )
        for key, advance, (right, up) in self._drawn(run):
            shown, natural = glyphs.get(key) or self._add_glyph(key)
            place = nominal + right * em
            if not parts:
                bearing = drawn = place
            adjustment = round(drawn - place)
            if adjustment:
                shown = f"{adjustment}{shown}"
                drawn -= adjustment
            parts.append(f"]TJ {number(up * em / _EM, 4)} Ts[{shown}]TJ 0 Ts[" if up else shown)
            drawn += natural
            nominal += advance * em
            if tracking and advance:
                nominal += tracking
        return join_strings(parts) or "()", bearing, drawn - bearing

    def _drawn(self, run: ShapedRun) -> Iterator[tuple[tuple[int, str], int, tuple[int, int]]]:
        """Yield key, advance and offset of what is drawn from left to right: the font's glyphs and our composites."""
        ids, texts, advances, offsets = run.glyph_ids, run.glyph_texts, run.advances, run.offsets
        if KASHIDA not in texts:
            yield from map(self._alone, ids, texts, advances, offsets)
            return
        starts = [at for at, text in enumerate(texts) if text != KASHIDA]
        for at, end in pairwise([*starts, len(texts)]):
            if end == at + 1:
                yield self._alone(ids[at], texts[at], advances[at], offsets[at])
            else:
                glyph_id = self._composite_id(ids[at:end], advances[at:end], offsets[at:end])
                yield (glyph_id, texts[at]), sum(advances[at:end]), _ON_THE_PEN

    def _alone(
        self, glyph_id: int, text: str, advance: int, offset: tuple[int, int]
    ) -> tuple[tuple[int, str], int, tuple[int, int]]:
        """Return key, advance and offset of a glyph that no kashida follows: a composite where the pen would move."""
        if advance:
            needs_composite = (advance - self._natural[glyph_id]) * self._em > _WIDE_KERN
        else:
            needs_composite = offset != _ON_THE_PEN  # a mark beside the pen
        if needs_composite:
            return (self._composite_id((glyph_id,), (advance,), (offset,)), text), advance, _ON_THE_PEN
        return (glyph_id, text), advance, offset

    def _composite_id(self, ids: Sequence[int], advances: Sequence[int], offsets: Sequence[tuple[int, int]]) -> int:
        """Return the id of the composite that looks like these glyphs, its origin where the pen is before them."""
        pens = accumulate(advances[:-1], initial=0)
        parts = [Part(glyph_id, pen + right, up) for glyph_id, pen, (right, up) in zip(ids, pens, offsets, strict=True)]
        composite = Composite(tuple(parts), sum(advances))
        return self._composites.setdefault(composite, self.font.face.glyph_count + len(self._composites))

    def _advance(self, glyph_id: int) -> int:
        """Return the advance of a glyph or composite, font units."""
        added = glyph_id - self.font.face.glyph_count
        return self.font.glyph_advance(glyph_id) if added < 0 else [*self._composites][added].advance

    def _add_glyph(self, key: tuple[int, str]) -> tuple[str, float]:
        """Give a CID to a glyph that stands for a text, and return how to show it and its advance."""
        glyph_id, text = key
        cid = len(self._glyphs)
        if not glyph_id or cid > _MAX_CID:
            raise FontError(
                Diagnostic(
                    code="glyph-missing" if not glyph_id else "too-many-glyphs",
                    message=f"the font {self.font.name} cannot draw “{text}”",
                )
            )
        string = f"{chr(cid >> 8)}{chr(cid & 0xFF)}".translate(_STRING_ESCAPES)
        glyph = self._glyphs[key] = (f"({string})", self._advance(glyph_id) * self._em)
        return glyph

    def glyph_texts(self) -> Iterator[str]:
        """Yield what the glyphs drawn so far stand for."""
        return (text for _, text in self._glyphs)

    # --- A series of files that share the font ------------------------------------------------------------------------

    def settle(self, canvas: Objects) -> None:
        """Store the font as it is now, for all files of a series that begin with the objects of this one."""
        self._base = len(self._glyphs), len(self._composites), len(self.fragments)
        self._tracked.clear()
        self._write(canvas)

    @property
    def is_extended(self) -> bool:
        """Whether the file that is being made has a glyph that the others of its series have not."""
        return self._base is None or self._base[:2] != (len(self._glyphs), len(self._composites))

    def rewind(self) -> None:
        """Forget what only the last file had; what its runs are made of is kept as far as others have it too."""
        assert self._base, "only a font that is settled goes back"
        if self.is_extended or len(self.fragments) > self._base[2] + _KEPT_FRAGMENTS:
            series: tuple[dict[Any, Any], ...] = (self._glyphs, self._composites, self.fragments)
            for kept, count in zip(series, self._base, strict=True):
                while len(kept) > count:
                    kept.popitem()
            self._tracked.clear()

    def write(self, canvas: Objects) -> None:
        """Store the subset and the dictionaries around it, once every page is drawn, unless all files have them."""
        if self.is_extended:
            for ref in self._written:
                canvas.drop(ref)
            self._write(canvas)

    def _write(self, canvas: Objects) -> None:
        data, new_ids = self._subset()
        name = pdf_name(f"{self._tag()}+{self.font.name.replace('_', '-')}")
        to_glyph = struct.pack(f">{len(self._glyphs)}H", *(new_ids[glyph_id] for glyph_id, _ in self._glyphs))
        widths = numbers(advance for _, advance in self._glyphs.values())
        file = canvas.add_stream(data, f"/Length1 {len(data)}")
        descriptor = self._write_descriptor(canvas, name, file)
        descendant = canvas.add(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont{name}"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {descriptor}/DW 0/W[0[{widths}]]"
            f"/CIDToGIDMap {canvas.add_stream(to_glyph)}>>"
        )
        canvas.fill(
            self.ref,
            f"<</Type/Font/Subtype/Type0/BaseFont{name}/Encoding/Identity-H"
            f"/DescendantFonts[{descendant}]/ToUnicode {canvas.add_stream(self._to_unicode())}>>",
        )
        self._written = self._written or (file, descriptor, descendant)

    def _subset(self) -> tuple[bytes, dict[int, int]]:
        """Return the file to embed, and the map from our glyph ids to its own."""
        own = {glyph_id for glyph_id, _ in self._glyphs}.difference(self._composites.values())
        own.update(part.glyph_id for composite in self._composites for part in composite.parts)
        data, new_ids = self.font.subset(own)
        if not self._composites:
            return data, new_ids
        translated = [_translated(composite, new_ids) for composite in self._composites]
        added = range(len(new_ids), len(new_ids) + len(translated))
        return with_composites(data, translated), new_ids | dict(zip(self._composites.values(), added, strict=True))

    def _write_descriptor(self, canvas: Objects, name: str, file: Ref) -> Ref:
        font, em = self.font, self._em
        return canvas.add(
            f"<</Type/FontDescriptor/FontName{name}/Flags {_SYMBOLIC | (_ITALIC if font.italic else 0)}"
            f"/FontBBox[{numbers(edge * em for edge in font.bounding_box)}]/ItalicAngle {number(_italic_angle(font))}"
            f"/Ascent {number(font.ascent * em)}/Descent {number(-font.descent * em)}"
            f"/CapHeight {number(font.cap_height * em)}/XHeight {number(font.x_height * em)}"
            f"/StemV {_stem_width(font.weight)}/FontFile2 {file}>>"
        )

    def _tag(self) -> str:
        """Return six capitals that name this subset (9.6.4): the same for the same glyphs in the same order."""
        drawn = [*self._glyphs, *self._composites]
        digest = int.from_bytes(hashlib.sha256(repr((self.font.name, drawn)).encode()).digest()[:8], "big")
        return "".join(chr(ord("A") + digest // 26**place % 26) for place in range(6))

    def _to_unicode(self) -> bytes:
        lines = [f"<{cid:04X}><{_utf16(text)}>" for cid, (_, text) in enumerate(self._glyphs) if cid]
        blocks = [lines[at : at + _BFCHAR_LIMIT] for at in range(0, len(lines), _BFCHAR_LIMIT)]
        body = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
        return (_CMAP_HEAD + body + _CMAP_TAIL).encode("ascii")


class EmbeddedFonts:
    """The fonts of one file, in the order of their first use."""

    def __init__(self, canvas: Objects) -> None:
        self._canvas = canvas
        self._fonts: dict[Font, EmbeddedFont] = {}
        self._settled = 0

    def of(self, font: Font) -> EmbeddedFont:
        """Return the file's version of a font."""
        embedded = self._fonts.get(font)
        if embedded is None:
            name = f"F{len(self._fonts) + 1}"
            embedded = self._fonts[font] = EmbeddedFont(font, name=name, ref=self._canvas.reserve())
        return embedded

    def names(self) -> set[str]:
        """Return the names of the fonts in use."""
        return {font.name for font in self._fonts}

    def glyph_texts(self) -> Iterator[str]:
        """Yield what the glyphs drawn so far stand for."""
        for embedded in self._fonts.values():
            yield from embedded.glyph_texts()

    def write(self) -> None:
        """Store all of them."""
        for embedded in self._fonts.values():
            embedded.write(self._canvas)

    # --- A series of files --------------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Store the fonts as they are, for all files of a series."""
        self._settled = len(self._fonts)
        for embedded in self._fonts.values():
            embedded.settle(self._canvas)

    def begin(self, canvas: Objects) -> None:
        """Begin another file of the series."""
        self._canvas = canvas
        while len(self._fonts) > self._settled:
            self._fonts.popitem()
        for embedded in self._fonts.values():
            embedded.rewind()

    @property
    def are_extended(self) -> bool:
        """Whether the file that is being made has a glyph or a font that the others of its series have not."""
        return len(self._fonts) > self._settled or any(one.is_extended for one in self._fonts.values())


def _translated(composite: Composite, new_ids: Mapping[int, int]) -> Composite:
    """Return a composite by the glyph ids of the subset."""
    return composite._replace(parts=tuple([p._replace(glyph_id=new_ids[p.glyph_id]) for p in composite.parts]))


def _utf16(text: str) -> str:
    return text.translate(_MEANINGS).encode("utf-16-be").hex().upper()


def _italic_angle(font: Font) -> float:
    """Return the slant in degrees from the upright, counter-clockwise (`post`, a 16.16 number)."""
    post = font.face.reference_table("post").data
    return int.from_bytes(post[4:8], "big", signed=True) / 65536 if len(post) >= 8 else 0.0


def _stem_width(weight: int) -> int:
    """Return a likely width of the stems, 1/1000 em: 400 gives 80, 700 gives 140. Only a substitute font needs it."""
    return weight // 5
