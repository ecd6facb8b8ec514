"""The number of pages, blank ones, and the side on which they are bound."""

from collections.abc import Iterator

from booklet.languages import LANGUAGES, Direction
from booklet.pdf_letters import has_rtl_letters
from booklet.preflight.printing.record import WARNING, PrintCheck
from booklet.preflight.printing.subject import PrintFile, overlap, trim
from booklet.preflight.x4.facts import Page
from booklet.preflight.x4.place import FILE, Place
from booklet.preflight.x4.record import Found
from booklet.preflight.x4.values import entry, items, text

_GLUED_MULTIPLE = 2


def _count(file: PrintFile) -> Iterator[Found]:
    multiple = min(_GLUED_MULTIPLE, file.asked.page_multiple) if file.is_glued else file.asked.page_multiple
    count = len(file.pages)
    if file.is_booklet and count % multiple:
        more = multiple - count % multiple
        yield Found(FILE, f"{count} pages", f"a multiple of {multiple}: {more} more, or {multiple - more} less")


def _too_many(file: PrintFile) -> Iterator[Found]:
    count, most = len(file.pages), file.asked.most_pages
    if file.is_booklet and not file.is_glued and count > most:
        yield Found(FILE, f"{count} pages", f"at most {most}, if they are to be stapled")


def _blank(file: PrintFile) -> Iterator[Found]:
    """Only the first and the last page: blank pages inside are as they should be, real pages of the file."""
    if not file.is_booklet or file.order is not None:  # of a book of this program its author chose so
        return
    for page, what in ((file.pages[0], "first"), (file.pages[-1], "last")):
        if file.was_read(page) and not _shows(file, page):
            yield Found(Place(page.number), f"a blank page, the {what} of the file", "a cover")


def _shows(file: PrintFile, page: Page) -> bool:
    cut = trim(page)
    stamped = any(entry(one, "/AP") is not None for one in items(entry(page.dictionary, "/Annots")))
    return stamped or any(
        not mark.paint.is_white and (cut is None or overlap(mark.box, cut)) for mark in file.marks(page)
    )


def _side(file: PrintFile) -> Iterator[Found]:
    direction = file.stated_direction
    code = text(entry(file.facts.pdf.Root, "/Lang")).split("-")[0].lower()
    language = LANGUAGES.get(code)
    if direction == "R2L" or not file.is_booklet:
        return
    if language is not None and language.direction is Direction.RTL:
        stated = "a file that says it is read from left to right" if direction else "a file that does not say its side"
        yield Found(FILE, f"{stated}, in “{code}”", "Direction R2L: the spine at the right of the front cover")
    elif not direction and has_rtl_letters(file.facts.pdf):
        found = "Hebrew or Arabic letters in a file that does not say its side"
        yield Found(FILE, found, "Direction R2L or L2R: on which side it is bound")


PAGE_COUNT = PrintCheck(
    code="page-count",
    title="as many pages as sheets can be folded of",
    reason="a folded sheet has four pages: others are filled up with blank ones, where the shop likes",
    remedy="add blank pages before the back cover, or take some away",
    points=(10,),
    find=_count,
)
TOO_MANY_PAGES = PrintCheck(
    code="too-thick",
    title="not more pages than can be stapled",
    reason="a thick booklet does not stay closed, and its inner pages stand out",
    remedy="have it glued, or ask the shop whether staples will do with its paper",
    points=(12,),
    find=_too_many,
    severity=WARNING,
    applies=lambda shop: shop.asked.most_pages > 0,
)
BLANK_COVER = PrintCheck(
    code="blank-cover",
    title="the first and the last page are not blank",
    reason="blank pages that were added at the end push the back cover inside",
    remedy="put blank pages before the back cover",
    points=(11,),
    find=_blank,
    severity=WARNING,
)
BINDING_SIDE = PrintCheck(
    code="binding-side",
    title="the file tells the side on which it is bound",
    reason="a Hebrew or Arabic booklet bound on the left has its last page for a cover",
    remedy="write the side on the order, with a picture of the front cover; this program writes it into its files",
    points=(14,),
    find=_side,
)
COUNT_CHECKS = (PAGE_COUNT, TOO_MANY_PAGES, BLANK_COVER, BINDING_SIDE)
