"""Open a finished PDF and take its pages as form XObjects; start and save the new file.

Any PDF is accepted, ours or not. What cannot be printed is said in plain words (ContentError). Sources: ISO 32000-2,
8.10 (form XObjects), 12.2 (viewer preferences), 14.3 (metadata), 14.11.2 (page boxes).
"""

import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

import pikepdf
from pikepdf import Array, Dictionary, Name

from booklet.errors import ContentError, Diagnostic
from booklet.geometry import Matrix, Point, Rect, Size
from booklet.languages import Direction, direction_of_tag
from booklet.press.boxes import mend_page
from booklet.unpacking import DAMAGE, bounded_unpacking

_KEPT_INFO = ("/Title", "/Author", "/Subject", "/Keywords", "/CreationDate", "/ModDate")
_KEPT_ROOT = ("/Lang", "/OCProperties", "/OutputIntents")
"""The language; which layers are hidden; what the colours mean. Structure and links make no sense on a sheet."""
_INFO_DATE = re.compile(r"D:\d{4}(\d\d){0,5}(Z|[+-]\d\d('?\d\d'?)?)?")
PRODUCER = "booklet"

logging.getLogger("pikepdf").addHandler(logging.NullHandler())
"""What it has to say of damaged files is not for the person who prints: it would come out on the terminal."""


@contextmanager
def opened(data: bytes, what: str, *, flat: bool = True) -> Iterator[pikepdf.Pdf]:
    """Open a PDF that has at least one page; `what` names it in messages: `the booklet`.

    Its pages have sound boxes; unless `flat` is off, what lies on them as forms and notes has become part of them.

    Raises:
        ContentError: also for faults that show only while the pages are used.
    """
    try:
        with bounded_unpacking(), pikepdf.open(io.BytesIO(data)) as pdf:
            _refuse_protected(pdf, what)
            if not len(pdf.pages):
                raise _fault("pdf-empty", f"{what} has no pages", "give a PDF with at least one page")
            for page in pdf.pages:
                mend_page(page)
            if flat:
                _flatten(pdf)
            yield pdf
    except pikepdf.PasswordError as fault:
        raise _fault(
            "pdf-encrypted", f"{what} is locked with a password", "save it again without a password"
        ) from fault
    except DAMAGE as fault:
        raise _fault(
            "pdf-damaged",
            f"{what} is damaged or is not a PDF",
            "open it in a PDF viewer; if it opens, print it from there to a new PDF",
        ) from fault


def _fault(code: str, message: str, hint: str) -> ContentError:
    return ContentError(Diagnostic(code=code, message=message, hint=hint))


def _refuse_protected(pdf: pikepdf.Pdf, what: str) -> None:
    if not pdf.is_encrypted:
        return
    allowed = pdf.allow
    if allowed.print_highres and (allowed.modify_assembly or allowed.modify_other):
        return
    raise _fault(
        "pdf-encrypted",
        f"{what} is protected: its owner does not allow it to be printed or rearranged",
        "ask for a copy without protection",
    )


def _flatten(pdf: pikepdf.Pdf) -> None:
    """Make filled-in forms, stamps and notes part of the pages: on paper a silently lost word is lost for good."""
    for page in pdf.pages:
        annotations = page.obj.get("/Annots")
        if isinstance(annotations, Array) and any(
            isinstance(a, Dictionary) and a.get("/Subtype") != Name.Link for a in annotations
        ):
            pdf.generate_appearance_streams()
            pdf.flatten_annotations("print")
            return


def declared_direction(pdf: pikepdf.Pdf) -> tuple[Direction | None, str]:
    """Return the direction that a PDF says of itself, or that of its language, and a clause that tells which."""
    preferences = pdf.Root.get("/ViewerPreferences")
    declared = preferences.get("/Direction") if isinstance(preferences, Dictionary) else None
    if declared == Name.R2L:
        return Direction.RTL, "the PDF says that it is read from right to left"
    language = pdf.Root.get("/Lang")
    tag = str(language) if isinstance(language, pikepdf.String) else ""
    found = direction_of_tag(tag)
    if found:
        return found, f"the language of the PDF is “{tag[:20]}”"
    if declared == Name.L2R:  # the default, and written by programs that know nothing of the text
        return Direction.LTR, "the PDF says that it is read from left to right"
    return None, "the PDF does not tell its direction"


def form_of(page: pikepdf.Page) -> pikepdf.Stream:
    """Return the page as a form XObject; its BBox is the trim box, its Matrix holds /Rotate and /UserUnit."""
    form = page.as_form_xobject()
    assert isinstance(form, pikepdf.Stream)
    return form


def matrix_of(form: pikepdf.Object) -> Matrix:
    """Return the /Matrix of a form XObject."""
    return Matrix(*floats(form.get("/Matrix", Array([1, 0, 0, 1, 0, 0]))))


def shown_box(form: pikepdf.Object, placed: Matrix | None = None) -> Rect:
    """Return what a form covers, y up, so that x and y are its lower left corner; `placed` is applied last."""
    box = floats(form["/BBox"])
    if len(box) != 4:
        raise pikepdf.PdfError("not a rectangle")
    left, bottom, right, top = box
    matrix = matrix_of(form).then(placed or Matrix())
    corners = [matrix.apply(Point(x, y)) for x in (left, right) for y in (bottom, top)]
    xs, ys = [c.x for c in corners], [c.y for c in corners]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def floats(array: pikepdf.Object) -> list[float]:
    """Return the numbers of a PDF array; anything else in it is damage to the file."""
    try:
        return [float(value) for value in array]
    except (TypeError, ValueError) as fault:
        raise pikepdf.PdfError("not an array of numbers") from fault


def new_file(source: pikepdf.Pdf, *, direction: Direction, duplex: str, title: str = "") -> pikepdf.Pdf:
    """Return an empty PDF with the metadata of the source, to be printed at its own size.

    There is no clock: the dates are those of the source, or none.
    """
    pdf = pikepdf.new()
    info = _information(source)
    if title:
        info["/Title"] = title
    pdf.docinfo["/Producer"] = pikepdf.String(PRODUCER)
    for key, value in info.items():
        pdf.docinfo[key] = pikepdf.String(value)
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata.load_from_docinfo(pdf.docinfo)
    for key in _KEPT_ROOT:
        if key in source.Root:
            pdf.Root[key] = _foreign(pdf, source, source.Root[key])
    pdf.Root.PageLayout = Name.SinglePage
    pdf.Root.ViewerPreferences = Dictionary(
        Direction=Name.R2L if direction is Direction.RTL else Name.L2R,
        DisplayDocTitle="/Title" in info,
        Duplex=Name(duplex),
        PickTrayByPDFSize=True,
        PrintScaling=Name("/None"),
    )
    return pdf


def _information(source: pikepdf.Pdf) -> dict[str, str]:
    """Return the entries of the information dictionary worth keeping; damaged ones are left out."""
    info = {}
    for key in _KEPT_INFO:
        value = source.docinfo.get(key)
        if isinstance(value, pikepdf.String) and str(value):
            if key.endswith("Date") and not _INFO_DATE.fullmatch(str(value)):
                continue
            info[key] = str(value)
    if "/Title" not in info:
        title = source.open_metadata().get("dc:title")
        if title:
            info["/Title"] = str(title)
    return info


def _foreign(pdf: pikepdf.Pdf, source: pikepdf.Pdf, value: pikepdf.Object) -> pikepdf.Object:
    if isinstance(value, (Array, Dictionary)):
        return pdf.copy_foreign(value if value.is_indirect else source.make_indirect(value))
    return value


def add_page(
    pdf: pikepdf.Pdf, size: Size, content: bytes, forms: dict[str, pikepdf.Object], trim: Rect | None = None
) -> None:
    """Append a page; `trim` is in PDF's coordinates, y up."""
    media = Array([0, 0, _decimal(size.width), _decimal(size.height)])
    page = Dictionary(
        Type=Name.Page,
        MediaBox=media,
        Resources=Dictionary(XObject=Dictionary(forms)) if forms else Dictionary(),
        Contents=pdf.make_stream(content),
    )
    if trim is not None:
        box = Array([_decimal(v) for v in (trim.x, trim.y, trim.right, trim.bottom)])
        page.TrimBox = page.BleedBox = box
    pdf.pages.append(pikepdf.Page(page))


def _decimal(value: float) -> Decimal:
    return round(Decimal(value), 4).normalize() + 0


def saved(pdf: pikepdf.Pdf, source: pikepdf.Pdf) -> bytes:
    """Return the file: the same input gives the same bytes. PDF 1.7 is the first that knows /Duplex."""
    out = io.BytesIO()
    pdf.save(
        out,
        min_version=max("1.7", source.pdf_version),
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
        fix_metadata_version=False,
    )
    return out.getvalue()
