"""What a PDF has for the screen and paper cannot show: said, so that nobody misses it when fifty copies are folded.

Links and bookmarks are not spoken of: on paper no one expects them to work. What is drawn on the pages as forms, stamps
and notes becomes part of them (`pages`), unless its maker wanted it for the screen alone. Source: ISO 32000-2, 12.5
(annotations, flags in 12.5.3), 12.7 (forms), 7.11.4 (embedded files).
"""

from collections.abc import Iterator
from enum import Enum

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from booklet.errors import Diagnostic
from booklet.press.sizes import page_list

_HIDDEN = 1 << 1
_PRINT = 1 << 2
_UNSEEN = frozenset({"/Link", "/Popup"})
_MOVING = frozenset({"/Movie", "/Screen", "/Sound", "/RichMedia", "/3D"})


class _Loss(Enum):
    """What becomes of an annotation that is not printed as it is seen; the value is for the sentence."""

    NOTES = "notes or drawings that are for the screen alone"
    FIELDS = "form fields that are not printed"
    MOVING = "films, sounds or models"


def losses(pdf: pikepdf.Pdf) -> tuple[Diagnostic, ...]:
    """Return a warning for each kind of thing that will not be on paper; the file is not flattened yet."""
    pages: dict[_Loss, list[int]] = {}
    for index, page in enumerate(pdf.pages):
        for loss in set(_page_losses(page)):
            pages.setdefault(loss, []).append(index)
    found = [
        _warning(f"{page_list(indices)}: {loss.value} are left out", "print them into the PDF first if they matter")
        for loss, indices in pages.items()
    ]
    if _has_xfa(pdf):
        found.append(
            _warning(
                "the PDF holds a form that is made while it is looked at (XFA); what you see may not be printed",
                "open it in the program it was made with and print it to a new PDF",
            )
        )
    attached = len(pdf.attachments)
    if attached:
        files = "a file that is" if attached == 1 else f"{attached} files that are"
        found.append(_warning(f"the PDF carries {files} attached to it, which paper cannot hold", ""))
    return tuple(found)


def _warning(message: str, hint: str) -> Diagnostic:
    return Diagnostic(code="not-on-paper", message=message, hint=hint, severity="warning")


def _page_losses(page: pikepdf.Page) -> Iterator[_Loss]:
    annotations = page.obj.get("/Annots")
    if not isinstance(annotations, Array):
        return
    for annotation in annotations:
        if not isinstance(annotation, Dictionary):
            continue
        kind = str(annotation.get("/Subtype", ""))
        flags = _flags(annotation)
        if kind in _UNSEEN or flags & _HIDDEN:
            continue
        if kind in _MOVING:
            yield _Loss.MOVING
        elif kind == "/Widget":
            if not flags & _PRINT:
                yield _Loss.FIELDS
        elif not flags & _PRINT or not _is_drawn(annotation):
            yield _Loss.NOTES


def _flags(annotation: pikepdf.Object) -> int:
    flags = annotation.get("/F", 0)
    return flags if isinstance(flags, int) else 0


def _is_drawn(annotation: pikepdf.Object) -> bool:
    """Tell whether it brings its picture; fields of a form get theirs when the pages are flattened."""
    appearance = annotation.get("/AP")
    normal = appearance.get("/N") if isinstance(appearance, Dictionary) else None
    if isinstance(normal, Stream):
        return True
    states = normal if isinstance(normal, Dictionary) else Dictionary()
    return str(annotation.get("/AS", "")) in states


def _has_xfa(pdf: pikepdf.Pdf) -> bool:
    form = pdf.Root.get(Name.AcroForm)
    return isinstance(form, Dictionary) and "/XFA" in form
