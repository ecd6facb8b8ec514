"""Font files: families on disk, what they cover, their metrics, and subsets of them.

A family is a folder of static TrueType files named `NAME_WEIGHTStyle.ttf` or `NAME_WEIGHTStyle_Italic.ttf`
(`FrankRuhlLibre_700Bold.ttf`), with its licence beside them. Metrics are in font units, y up.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

import uharfbuzz as hb

from booklet.errors import Diagnostic, FontError

_FILE_NAME = re.compile(r"(?P<name>\w+?)_(?P<weight>[1-9]00)[A-Za-z]+(?P<italic>_Italic)?\.ttf")

_SUBSET_FLAGS = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
_DROPPED_TABLES = ("GSUB", "GPOS", "GDEF", "cmap", "name", "post", "OS/2", "DSIG", "BASE", "STAT", "gasp", "meta")


Segment = tuple[float, float, float, float]
"""Of an outline: x and y of its start, x and y of its end."""


class _SegmentPen:
    """Takes down outlines as straight lines; the names of the methods are those that HarfBuzz calls."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self._start = self._at = (0.0, 0.0)

    def moveTo(self, point: tuple[float, float]) -> None:
        self._start = self._at = point

    def lineTo(self, *points: tuple[float, float]) -> None:
        for point in points:
            self.segments.append((*self._at, *point))
            self._at = point

    qCurveTo = curveTo = lineTo

    def closePath(self) -> None:
        self.lineTo(self._start)


class Font:
    """One font file, opened once; equal to itself only."""

    def __init__(self, path: Path, *, family: str, weight: int, italic: bool) -> None:
        self.path = path
        self.family = family
        self.weight = weight
        """100 to 900."""
        self.italic = italic
        try:
            self.face = hb.Face(hb.Blob.from_file_path(str(path)))
        except (OSError, hb.HarfBuzzError) as error:
            raise _unreadable(f"the font file {path.name} cannot be read: {error}") from error
        if not self.face.glyph_count:
            raise _unreadable(f"{path.name} is not a font file")
        self.shaper = hb.Font(self.face)
        self.units_per_em: int = self.face.upem
        self._outlines: dict[int, tuple[Segment, ...]] = {}
        self._extents: dict[int, tuple[int, int, int, int]] = {}

    def __repr__(self) -> str:
        return f"Font({self.path.stem})"

    @property
    def name(self) -> str:
        """A name for messages, dumps and the PDF: the file's, without its ending."""
        return self.path.stem

    @cached_property
    def coverage(self) -> frozenset[int]:
        """Code points in the font's character map."""
        return frozenset(self.face.unicodes)

    @cached_property
    def ascent(self) -> int:
        """Height of the tallest letters above the baseline, font units (`hhea`)."""
        return int(self.shaper.get_font_extents("ltr").ascender)

    @cached_property
    def descent(self) -> int:
        """Depth below the baseline, font units, positive."""
        return -int(self.shaper.get_font_extents("ltr").descender)

    @cached_property
    def cap_height(self) -> int:
        """Height of the capitals, font units (`OS/2`, or measured)."""
        return int(self.shaper.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT))

    @cached_property
    def x_height(self) -> int:
        """Height of the small letters, font units (`OS/2`, or measured)."""
        return int(self.shaper.get_metric_position_with_fallback(hb.OTMetricsTag.X_HEIGHT))

    @cached_property
    def bounding_box(self) -> tuple[int, int, int, int]:
        """Left, bottom, right, top of all outlines, font units (`head`)."""
        head = self.face.reference_table("head").data
        return tuple(int.from_bytes(head[at : at + 2], "big", signed=True) for at in (36, 38, 40, 42))  # type: ignore[return-value]

    def glyph_advance(self, glyph_id: int) -> int:
        """Return the horizontal advance of a glyph, font units."""
        return int(self.shaper.get_glyph_h_advance(glyph_id))

    def glyph_extents(self, glyph_id: int) -> tuple[int, int, int, int]:
        """Return left, bottom, right, top of a glyph's outline, font units; zeros for a blank one."""
        known = self._extents.get(glyph_id)
        if known is None:
            known = self._extents[glyph_id] = self._read_extents(glyph_id)
        return known

    def _read_extents(self, glyph_id: int) -> tuple[int, int, int, int]:
        extents = self.shaper.get_glyph_extents(glyph_id)
        if extents is None:
            return 0, 0, 0, 0
        left, top = extents.x_bearing, extents.y_bearing
        return left, top + extents.height, left + extents.width, top

    def outline(self, glyph_id: int) -> tuple[Segment, ...]:
        """Return the sides of a glyph's outline, font units; of curves, those of their control polygons."""
        if glyph_id not in self._outlines:
            pen = _SegmentPen()
            self.shaper.draw_glyph_with_pen(glyph_id, pen)
            self._outlines[glyph_id] = tuple(pen.segments)
        return self._outlines[glyph_id]

    def has_feature(self, tag: str, script: str) -> bool:
        """Tell whether the font substitutes glyphs by a feature in a script (OpenType tags: `smcp`, `latn`)."""
        scripts = self.face.get_table_script_tags("GSUB")
        return script in scripts and tag in self.face.get_language_feature_tags("GSUB", scripts.index(script))

    def nominal_glyph(self, code_point: int) -> int | None:
        """Return the glyph that the character map gives for a code point, before any substitution."""
        glyph_id = self.shaper.get_nominal_glyph(code_point)
        return None if glyph_id is None else int(glyph_id)

    def subset(self, glyph_ids: Iterable[int]) -> tuple[bytes, dict[int, int]]:
        """Return a TrueType file with just these glyphs (and .notdef), and the map from old to new glyph ids.

        Raises:
            FontError: when the font is damaged where its outlines are.
        """
        wanted = hb.SubsetInput()
        wanted.flags = _SUBSET_FLAGS
        wanted.glyph_set.update(glyph_ids)
        wanted.drop_table_tag_set.update(int.from_bytes(tag.encode("ascii"), "big") for tag in _DROPPED_TABLES)
        plan = hb.SubsetPlan(self.face, wanted)
        try:
            data = bytes(plan.execute().blob.data)
        except RuntimeError as error:
            raise _unreadable(f"the font file {self.path.name} is damaged: its letters cannot be taken out") from error
        return data, {int(k): int(v) for k, v in plan.old_to_new_glyph_mapping.items()}


def _unreadable(message: str) -> FontError:
    hint = "copy the font again from where it came from"
    return FontError(Diagnostic(code="font-unreadable", message=message, hint=hint))


@dataclass(frozen=True)
class FontLibrary:
    """The families in a folder. Fonts are opened when first asked for, and once."""

    root: Path
    _open: dict[Path, Font] = field(default_factory=dict, repr=False, compare=False)

    def font(self, family: str, *, weight: int = 400, italic: bool = False) -> Font:
        """Return the font of a family nearest in weight; upright where there is no italic.

        Raises:
            FontError: when the library has no such family.
        """
        candidates = _styles(self.root / family)
        if not candidates:
            known = ", ".join(sorted(p.name for p in self.root.iterdir() if p.is_dir())) if self.root.is_dir() else ""
            raise FontError(
                Diagnostic(
                    code="font-missing",
                    message=f"there is no font family “{family}”",
                    hint=f"the families are: {known}" if known else f"the folder {self.root} is missing",
                )
            )
        (found_weight, found_italic), path = min(
            candidates.items(), key=lambda c: (c[0][1] != italic, abs(c[0][0] - weight), c[0][0])
        )
        if path not in self._open:
            self._open[path] = Font(path, family=family, weight=found_weight, italic=found_italic)
        return self._open[path]


@lru_cache(maxsize=256)
def _styles(folder: Path) -> dict[tuple[int, bool], Path]:
    """Return the files of a family by weight and italic."""
    if not folder.is_dir():
        return {}
    matches = ((_FILE_NAME.fullmatch(path.name), path) for path in sorted(folder.iterdir()))
    return {(int(m["weight"]), bool(m["italic"])): path for m, path in matches if m}
