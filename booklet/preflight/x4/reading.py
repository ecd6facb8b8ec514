"""Open a finished PDF and read what the clauses look at.

Limits of qpdf bound what a stream may unfold to, for as long as the file is open. What cannot be opened at all is an
error in plain words; a password is the one fault that is told as a finding, because a standard forbids it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Dictionary

from booklet.errors import ContentError, Diagnostic, MissingFileError
from booklet.preflight.x4.drawing import walk
from booklet.preflight.x4.facts import Facts, Page
from booklet.preflight.x4.icc import read_profile
from booklet.preflight.x4.values import entry, inherited, items, name, rectangle
from booklet.preflight.x4.xmp import read_packet
from booklet.unpacking import bounded_unpacking

BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
_INHERITED = ("/MediaBox", "/CropBox")


class LockedError(Exception):
    """The file cannot be opened without a password."""


@contextmanager
def opened(path: Path | BytesIO) -> Iterator[Facts]:
    """Open a file, or the bytes of one, and read it; the facts are good until the end of the block.

    Raises:
        LockedError: when a password is needed.
        MissingFileError: when there is no such file, or it cannot be read.
        ContentError: when it is no PDF, has no pages, or is beyond mending.
    """
    try:
        if isinstance(path, Path) and path.exists() and not path.is_file():
            message = f"{path} is {'a folder' if path.is_dir() else 'not a file on a disk'}"
            raise MissingFileError(Diagnostic(code="cannot-read", message=message, hint="name a PDF"))
        with bounded_unpacking(), pikepdf.open(path, suppress_warnings=True) as pdf:
            if not len(pdf.pages):
                raise _fault(path, "pdf-empty", "has no pages", "give a PDF with at least one page")
            yield _facts(pdf)
    except OSError as fault:
        message = f"the file {path} cannot be read: {fault.strerror}"
        raise MissingFileError(Diagnostic(code="missing-file", message=message)) from fault
    except pikepdf.PasswordError as fault:
        raise LockedError from fault
    except (pikepdf.PikepdfError, RecursionError, MemoryError) as fault:
        hint = "open it in a PDF viewer; if it opens, print it from there to a new PDF"
        raise _fault(path, "pdf-damaged", "is damaged or is not a PDF", hint) from fault


def _fault(path: Path | BytesIO, code: str, what: str, hint: str) -> ContentError:
    called = path if isinstance(path, Path) else "that was made"
    return ContentError(Diagnostic(code=code, message=f"the file {called} {what}", hint=hint))


def _facts(pdf: pikepdf.Pdf) -> Facts:
    damage = _damage(pdf)
    pages = tuple(_page(number, page.obj) for number, page in enumerate(pdf.pages, 1))
    uses = walk(pages)
    info = entry(pdf.trailer, "/Info")
    intents = tuple(
        intent
        for intent in items(entry(pdf.Root, "/OutputIntents"))
        if isinstance(intent, Dictionary) and name(intent.get("/S")) == "GTS_PDFX"
    )
    profile = read_profile(intents[0].get("/DestOutputProfile")) if len(intents) == 1 else ""
    return Facts(
        pdf=pdf,
        info=info if isinstance(info, Dictionary) else Dictionary(),
        packet=read_packet(entry(pdf.Root, "/Metadata")),
        intents=intents,
        profile=None if isinstance(profile, str) else profile,
        pages=pages,
        uses=uses,
        damage=damage,
    )


def _damage(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    """Return what qpdf mends when it reads all objects; what streams hold is looked at elsewhere."""
    for _ in pdf.objects:
        pass
    return tuple(str(warning).removeprefix(pdf.filename).lstrip(":, ") for warning in pdf.get_warnings())


def _page(number: int, page: pikepdf.Object) -> Page:
    found = {key: inherited(page, key) if key in _INHERITED else page.get(key) for key in BOXES}
    return Page(number, page, {key[1:]: rectangle(value) for key, value in found.items() if value is not None})
