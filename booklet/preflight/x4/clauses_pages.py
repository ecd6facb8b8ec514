"""Clauses about the boxes of pages and what lies over them: ISO 15930-7:2010, 6.12 and 6.17."""

from collections.abc import Iterator

from booklet.preflight.x4.facts import Facts, Page
from booklet.preflight.x4.place import Place
from booklet.preflight.x4.record import Found, clause, shown
from booklet.preflight.x4.values import entry, items, name, rectangle

_TOLERANCE = 0.01
"""Points: boxes are written with two to four decimals, and a hundredth of a point is 0.0035 mm."""
_NESTED = (
    ("CropBox", "MediaBox"),
    ("BleedBox", "MediaBox"),
    ("TrimBox", "MediaBox"),
    ("ArtBox", "MediaBox"),
    ("BleedBox", "CropBox"),
    ("TrimBox", "CropBox"),
    ("ArtBox", "CropBox"),
    ("TrimBox", "BleedBox"),
    ("ArtBox", "BleedBox"),
)
"""Each first one may not reach beyond the second."""


@clause("sound-boxes", "6.12", "every page has a MediaBox, and its boxes have an extent")
def sound_boxes(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.12; ISO 32000-1, 7.9.5 and 14.11.2: four finite numbers, wider and higher than nothing."""
    for page in facts.pages:
        if "MediaBox" not in page.boxes:
            yield Found(Place(page.number), "no MediaBox", "a MediaBox")
        for box, corners in page.boxes.items():
            if corners is None:
                yield Found(Place(page.number), f"a {box} that is no rectangle", "four numbers")
            elif not _has_extent(corners):
                yield Found(Place(page.number), f"a {box} without extent", "a width and a height")


@clause("trim-box", "6.12", "every page has a TrimBox or an ArtBox")
def trim_box(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.12; ISO 32000-1, 14.11.2: one of the two, and not both."""
    for page in facts.pages:
        found = [box for box in ("TrimBox", "ArtBox") if box in page.boxes]
        if len(found) != 1:
            what = "both TrimBox and ArtBox" if found else "neither TrimBox nor ArtBox"
            yield Found(Place(page.number), what, "a TrimBox: where the page is cut")


@clause("nested-boxes", "6.12", "the boxes of a page lie within one another")
def nested_boxes(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.12; ISO 32000-1, 14.11.2: TrimBox within BleedBox within CropBox, all within MediaBox."""
    for page in facts.pages:
        for inner, outer in _NESTED:
            small, large = page.boxes.get(inner), page.boxes.get(outer)
            if small and large and _has_extent(small) and _has_extent(large) and not _within(small, large):
                found = f"a {inner} {_written(small)} that reaches beyond the {outer}"
                yield Found(Place(page.number), found, f"a box within {_written(large)}")


@clause("annotations", "6.17", "annotations lie outside what is printed")
def annotations(facts: Facts) -> Iterator[Found]:
    """ISO 15930-7, 6.17; ISO 32000-1, 12.5.2 and 14.11.3: outside the BleedBox, or the TrimBox if there is none.

    A trap network may lie anywhere; a printer's mark may lie in the bleed.
    """
    for page in facts.pages:
        for index, annotation in enumerate(items(entry(page.dictionary, "/Annots")), 1):
            kind = name(entry(annotation, "/Subtype"))
            place = Place(page.number, f"annotation {index}")
            printed = _printed(page, bleed=kind != "PrinterMark")
            area = rectangle(entry(annotation, "/Rect"))
            if kind == "TrapNet":
                continue
            if area is None:
                yield Found(place, "an annotation that lies nowhere", "a Rect of four numbers")
            elif printed and _overlap(area, printed):
                yield Found(place, f"an annotation ({shown(kind)}) on the page", "none within the bleed")


def _printed(page: Page, *, bleed: bool) -> tuple[float, ...] | None:
    """Return the page with or without its bleed; None when it has none of the boxes: another clause tells of that."""
    for box in ("BleedBox", "TrimBox", "ArtBox")[0 if bleed else 1 :]:
        if page.boxes.get(box):
            return page.boxes[box]
    return None


def _has_extent(box: tuple[float, ...]) -> bool:
    return box[0] < box[2] and box[1] < box[3]


def _within(inner: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    return (
        inner[0] >= outer[0] - _TOLERANCE
        and inner[1] >= outer[1] - _TOLERANCE
        and inner[2] <= outer[2] + _TOLERANCE
        and inner[3] <= outer[3] + _TOLERANCE
    )


def _overlap(first: tuple[float, ...], second: tuple[float, ...]) -> bool:
    return all(max(first[i], second[i]) < min(first[i + 2], second[i + 2]) for i in (0, 1))


def _written(box: tuple[float, ...]) -> str:
    return "[" + " ".join(f"{value:.6g}" for value in box) + "]"


PAGE_CLAUSES = (sound_boxes, trim_box, nested_boxes, annotations)
