"""Clauses of PDF/X-4 that hold for every file that is printed."""

from collections.abc import Iterator
from dataclasses import replace

from booklet.preflight.printing.record import WARNING, of_clause
from booklet.preflight.printing.subject import PrintFile
from booklet.preflight.x4.clauses_drawing import complete, fonts
from booklet.preflight.x4.clauses_file import encryption, sound_file, version
from booklet.preflight.x4.clauses_interaction import actions, xfa
from booklet.preflight.x4.clauses_metadata import identification
from booklet.preflight.x4.clauses_pages import annotations, nested_boxes, sound_boxes, trim_box
from booklet.preflight.x4.place import FILE
from booklet.preflight.x4.record import Found
from booklet.shop import Shop, Standard


def _only_paper(shop: Shop) -> bool:
    return not shop.asked.screen_parts


def _has_bleed(shop: Shop) -> bool:
    return shop.bleed > 0


def _is_x4(shop: Shop) -> bool:
    return shop.asked.standard is Standard.X4


def _not_named(file: PrintFile) -> Iterator[Found]:
    """The clause passes over files without metadata: another one tells of that."""
    if file.facts.packet.problem:
        yield Found(FILE, file.facts.packet.problem, "metadata that says PDF/X-4")
    yield from identification.find(file.facts)


_AGAIN = "make the PDF again in the program that it comes from"
_FOR_PRINT = "choose “PDF/X-4” or “for print” where your program saves PDFs"

CLAUSE_CHECKS = (
    of_clause(sound_boxes, reason="a page without a size cannot be cut", remedy=_AGAIN, points=(4,)),
    of_clause(
        nested_boxes,
        reason="the shop cuts at one box and cuts off at another",
        remedy="set the page size and the bleed in the program that it comes from, and make the PDF again",
        points=(4,),
    ),
    of_clause(
        trim_box,
        reason="the shop has to guess where the page is cut",
        remedy="let your program write the bleed and the page size (TrimBox) into the PDF",
        points=(4,),
        applies=_has_bleed,
    ),
    of_clause(
        fonts,
        reason="another font is printed in its place, in which Hebrew and Arabic letters are missing",
        remedy="embed all fonts: an option where your program saves PDFs",
        points=(26,),
    ),
    of_clause(
        encryption,
        reason="what is locked cannot be laid on sheets",
        remedy="save the PDF without a password and without limits on its use",
        points=(30,),
    ),
    of_clause(
        annotations,
        reason="notes, links and fields are printed by one machine and not by the next",
        remedy=f"{_FOR_PRINT}, or delete links, notes and form fields",
        points=(30,),
        applies=_only_paper,
    ),
    of_clause(
        actions,
        reason="a file with scripts is refused by the machines of many shops",
        remedy=_FOR_PRINT,
        points=(30,),
        applies=_only_paper,
    ),
    of_clause(xfa, reason="the pages are only made in one viewer", remedy="print it to a new PDF", points=(30,)),
    of_clause(complete, reason="a part of the page is missing", remedy=_AGAIN, points=(38,)),
    of_clause(
        sound_file,
        reason="what one program mends another prints otherwise, or not at all",
        remedy="open it in a PDF viewer and print it from there to a new PDF, or make it again",
        points=(38,),
        severity=WARNING,
    ),
    replace(
        of_clause(
            identification,
            reason="the shop asks for PDF/X-4",
            remedy=f"{_FOR_PRINT}; `booklet check --standard x4` tells the rest",
            points=(29,),
            severity=WARNING,
            applies=_is_x4,
        ),
        find=_not_named,
    ),
    of_clause(
        version,
        reason="PDF/X-4 is PDF 1.6: an older machine may not read what is newer",
        remedy=_FOR_PRINT,
        points=(29,),
        severity=WARNING,
        applies=_is_x4,
    ),
)
