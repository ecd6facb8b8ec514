"""Type and lines that are too small, and pictures that are too coarse."""

from collections.abc import Iterator

from booklet.preflight.printing.marks import Mark, Picture, Shape, Text
from booklet.preflight.printing.record import ERROR, WARNING, PrintCheck
from booklet.preflight.printing.subject import PrintFile
from booklet.preflight.x4.place import Place
from booklet.preflight.x4.record import Found, shown

_ROUNDED = 0.02  # points: sizes of type and lines are written with two or three decimals
_FLAT = 2
"""Pixels: of a ground or a ramp, that is meant to be stretched."""


def _small_type(file: PrintFile) -> Iterator[Found]:
    yield from _smaller(file, file.asked.smallest_type, is_white=False)


def _small_white_type(file: PrintFile) -> Iterator[Found]:
    yield from _smaller(file, file.asked.smallest_white_type, is_white=True)


def _smaller(file: PrintFile, least: float, *, is_white: bool) -> Iterator[Found]:
    """Yield the smallest type of each page that is below the least."""
    found: dict[int, float] = {}
    for mark in file.all_marks():
        if isinstance(mark, Text) and mark.paint.is_white == is_white and 0 < mark.size < least - _ROUNDED:
            found[mark.page_number] = min(mark.size, found.get(mark.page_number, mark.size))
    for page_number, size in found.items():
        yield Found(Place(page_number), f"{'white ' * is_white}type of {size:.3g} pt", f"{least:g} pt or more")


def _hairlines(file: PrintFile) -> Iterator[Found]:
    found: dict[int, float] = {}
    for mark in file.all_marks():
        thickness = _thickness(mark)
        if thickness is not None and thickness < file.asked.hairline - _ROUNDED and not mark.paint.is_white:
            found[mark.page_number] = min(thickness, found.get(mark.page_number, thickness))
    for page_number, thickness in found.items():
        yield Found(Place(page_number), f"a line of {thickness:.2g} pt", f"{file.asked.hairline:g} pt or more")


def _thickness(mark: Mark) -> float | None:
    if not isinstance(mark, Shape):
        return None
    return mark.thinnest if mark.line_width is None else mark.line_width


def _coarse(file: PrintFile) -> Iterator[Found]:
    for mark in file.all_marks():
        if not isinstance(mark, Picture) or min(mark.pixels) <= _FLAT:
            continue
        least = file.asked.line_art_resolution if mark.is_line_art else file.asked.resolution
        if mark.per_inch < least:
            what = "line art" if mark.is_line_art else "a picture"
            pixels = f"{mark.pixels[0]} × {mark.pixels[1]} pixels"
            found = f"{what} of {pixels}, {mark.per_inch:.0f} to the inch"
            yield Found(Place(mark.page_number, f"picture {shown(mark.name)}"), found, f"{least:.0f} or more")


SMALL_TYPE = PrintCheck(
    code="small-type",
    title="type is large enough to be read",
    reason="smaller type fills with ink or breaks off",
    remedy="set it larger; a page that was made smaller has smaller type too",
    points=(27,),
    find=_small_type,
    severity=WARNING,
)
SMALL_WHITE_TYPE = PrintCheck(
    code="small-white-type",
    title="white type is large enough to stay open",
    reason="ink runs into white letters from all sides",
    remedy="set it larger and bolder, or black",
    points=(27,),
    find=_small_white_type,
    severity=WARNING,
)
HAIRLINE = PrintCheck(
    code="hairline",
    title="lines are thick enough to be printed",
    reason="a line thinner than the dots of the press breaks off; one of no thickness is as thin as the machine can",
    remedy="make the line thicker",
    points=(27,),
    find=_hairlines,
    severity=WARNING,
)
PICTURE_RESOLUTION = PrintCheck(
    code="picture-resolution",
    title="pictures have pixels enough at the size at which they are printed",
    reason="a picture made for a screen is soft or jagged on paper",
    remedy="use a larger picture, or print it smaller; enlarging it in a program adds no detail",
    points=(24, 25),
    find=_coarse,
    severity=ERROR,
)
SMALL_CHECKS = (SMALL_TYPE, SMALL_WHITE_TYPE, HAIRLINE, PICTURE_RESOLUTION)
