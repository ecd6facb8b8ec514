"""Find pages that stand as form XObjects on the sides of a finished PDF, and tell by their content which they are.

Displayed coordinates have their origin at the lower left of the side as a viewer shows it, y up. Source: ISO 32000-2,
8.3 (coordinate systems) and 8.10 (form XObjects). Limit: only forms that a side itself shows, not forms within forms.
"""

import hashlib
import math
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from booklet.geometry import Matrix, Rect, Size
from booklet.press.pages import floats, matrix_of, shown_box


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page found on a side."""

    content: bytes
    """The fingerprint of the form."""
    box: Rect
    """In displayed coordinates."""
    turn: float
    """Degrees, counterclockwise, by which the page's user space is turned on the displayed side."""
    mirrored: bool


@dataclass(frozen=True, slots=True)
class FoundSide:
    """One side of a sheet, as displayed."""

    size: Size
    pages: tuple[FoundPage, ...]


class Fingerprints:
    """Hashes of what objects hold, the same in every file they are copied to; each object is read once."""

    _LINKS_BACK = frozenset({"/Parent", "/P", "/StructParent", "/StructParents"})
    _STORAGE = frozenset({"/Length", "/Filter", "/DecodeParms"})
    """A stream may be stored anew in another way; what it holds stays."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], bytes] = {}

    def of_form(self, form: pikepdf.Object) -> bytes:
        """Return the hash of the form's content and of everything it uses; not of its box and its matrix."""
        # White space may change when several content streams are joined.
        content = b" ".join(form.read_bytes().split())
        return hashlib.sha256(content + self._of(form.get("/Resources", Dictionary()))).digest()

    def _of(self, value: object) -> bytes:
        if not isinstance(value, pikepdf.Object):
            return hashlib.sha256(repr(value).encode()).digest()
        key = value.objgen
        if not value.is_indirect:
            return self._of_parts(value)
        if key not in self._known:
            self._known[key] = b"being read"  # for an object that holds itself
            self._known[key] = self._of_parts(value)
        return self._known[key]

    def _of_parts(self, value: pikepdf.Object) -> bytes:
        digest = hashlib.sha256()
        if isinstance(value, Array):
            digest.update(b"array")
            for item in value:
                digest.update(self._of(item))
        elif isinstance(value, (Dictionary, Stream)):
            stored = self._STORAGE if isinstance(value, Stream) else frozenset()
            for key in sorted(set(value.keys()) - self._LINKS_BACK - stored):
                # A name is bytes; qpdf writes those that are no UTF-8 as surrogates.
                digest.update(key.encode("utf-8", "surrogateescape") + b"\0" + self._of(value[key]))
            if isinstance(value, Stream):
                digest.update(_data(value))
        else:
            digest.update(type(value).__name__.encode() + value.unparse(resolved=True))
        return digest.digest()


def _data(stream: pikepdf.Stream) -> bytes:
    """Return what a stream holds; a photograph in its own coding, which no one stores anew."""
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return stream.read_raw_bytes()


def find_pages(page: pikepdf.Page, fingerprints: Fingerprints) -> FoundSide:
    """Return the pages placed on a side: what its content shows with `cm` and `Do`."""
    display, size = _display(page)
    found = []
    for form, placed in _placed_forms(page):
        shown = placed.then(display)
        whole = matrix_of(form).then(shown)
        found.append(
            FoundPage(
                content=fingerprints.of_form(form),
                box=shown_box(form, shown),
                turn=math.degrees(math.atan2(whole.b, whole.a)),
                mirrored=whole.a * whole.d - whole.b * whole.c < 0,
            )
        )
    return FoundSide(size, tuple(found))


def _display(page: pikepdf.Page) -> tuple[Matrix, Size]:
    """Return the map from the page's user space to the displayed side, and its size; /Rotate is clockwise."""
    left, bottom, right, top = floats(page.cropbox)
    width, height = right - left, top - bottom
    moved = Matrix(e=-left, f=-bottom)
    match int(page.obj.get("/Rotate", 0)) % 360:
        case 90:
            return moved.then(Matrix(0, -1, 1, 0, 0, width)), Size(height, width)
        case 180:
            return moved.then(Matrix(-1, 0, 0, -1, width, height)), Size(width, height)
        case 270:
            return moved.then(Matrix(0, 1, -1, 0, height, 0)), Size(height, width)
    return moved, Size(width, height)


def _placed_forms(page: pikepdf.Page) -> Iterator[tuple[pikepdf.Object, Matrix]]:
    """Yield each form XObject that the page's content shows, with the matrix in force."""
    resources = page.obj.get("/Resources", Dictionary())
    forms = resources.get("/XObject", Dictionary())
    current = Matrix()
    saved: list[Matrix] = []
    for instruction in pikepdf.parse_content_stream(page, "q Q cm Do"):
        operands = instruction.operands
        match str(instruction.operator):
            case "q":
                saved.append(current)
            case "Q" if saved:
                current = saved.pop()
            case "cm":
                current = Matrix(*(float(v) for v in operands)).then(current)
            case "Do":
                form = forms.get(str(operands[0]))
                if isinstance(form, Stream) and form.get("/Subtype") == Name.Form:
                    yield form, current
