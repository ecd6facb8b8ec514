"""Pages of different sizes in one booklet: each as large as its place allows, and none larger than the others' scale.

Most pages of a file have one size; a fold-out or a wide table among them must not make all the others small. Scanned
pages differ by a few points each: they are of one size.
"""

from collections.abc import Sequence

import pikepdf
from pikepdf import Array

from booklet.errors import Diagnostic
from booklet.geometry import Matrix, Size
from booklet.press.pages import matrix_of, shown_box
from booklet.units import to_mm

_UNLIKE = 1.1
"""Letter and A4 differ by 6 %: what differs by less than 10 % is scaled together and keeps one type size."""
_SHOWN_PAGES = 12
"""Page numbers to name in a sentence."""


def usual_form(forms: Sequence[pikepdf.Stream]) -> pikepdf.Stream:
    """Return a page of the size that most pages have; where none has the majority, one in the middle."""
    return sorted(forms, key=_size)[(len(forms) - 1) // 2]


def fit_unlike(forms: Sequence[pikepdf.Stream], room: Size) -> tuple[Diagnostic, ...]:
    """Shrink, in their own matrices, the pages that are larger than the others and too large for their place.

    `room` is the largest page that the sheet carries. Says which pages are printed smaller than the others.
    """
    usual = _size(usual_form(forms))
    scale = _scale(usual, room)
    shrunk: dict[tuple[int, int, int], list[int]] = {}
    for index, form in enumerate(forms):
        size = _size(form)
        if not _is_unlike(size, usual) or _scale(size, room) >= scale:
            continue
        own = _scale(size, room)
        factor = own / scale
        matrix = matrix_of(form).then(Matrix(factor, 0, 0, factor))
        form.Matrix = Array([matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f])
        kind = (round(to_mm(size.width)), round(to_mm(size.height)), round(100 * own))
        shrunk.setdefault(kind, []).append(index)
    return tuple(_note(kind, indices, usual, scale) for kind, indices in shrunk.items())


def _size(form: pikepdf.Object) -> Size:
    box = shown_box(form)
    return Size(box.width, box.height)


def _scale(page: Size, room: Size) -> float:
    return min(1.0, *(there / here if here else 1.0 for there, here in zip(room, page, strict=True)))


def _is_unlike(page: Size, usual: Size) -> bool:
    return any(here > _UNLIKE * there for here, there in zip(page, usual, strict=True))


def _note(kind: tuple[int, int, int], indices: Sequence[int], usual: Size, scale: float) -> Diagnostic:
    width, height, percent = kind
    are = "is" if len(indices) == 1 else "are"
    return Diagnostic(
        code="pages-unlike",
        message=f"{page_list(indices)} ({width} × {height} mm) {are} larger than the others "
        f"({to_mm(usual.width):.0f} × {to_mm(usual.height):.0f} mm, printed at {scale:.0%}) "
        f"and {are} printed at {percent} %",
        hint="look whether they can still be read; if not, leave them out or divide them",
        severity="warning",
    )


def page_list(indices: Sequence[int]) -> str:
    """Return page indices as page numbers in words: `page 3`, `pages 3, 7–9`."""
    ranges: list[list[int]] = []
    for index in sorted(indices):
        if ranges and ranges[-1][-1] == index - 1:
            ranges[-1] = [ranges[-1][0], index]
        else:
            ranges.append([index])
    numbers = ["–".join(str(index + 1) for index in one) for one in ranges]
    if len(numbers) > _SHOWN_PAGES:
        numbers = [*numbers[:_SHOWN_PAGES], "…"]
    return f"{'page' if len(indices) == 1 else 'pages'} {', '.join(numbers)}"
