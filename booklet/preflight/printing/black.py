"""Black and white type: one ink, on top of what lies under it; white never so."""

from collections.abc import Iterator

from booklet.preflight.printing.marks import Box, Mark, Text
from booklet.preflight.printing.record import WARNING, PrintCheck
from booklet.preflight.printing.subject import PrintFile, overlap
from booklet.preflight.x4.place import Place
from booklet.preflight.x4.record import Found


def _rich(file: PrintFile) -> Iterator[Found]:
    largest = file.asked.rich_black_from
    for mark in file.all_marks():
        if isinstance(mark, Text) and mark.size < largest and mark.paint.is_rich_black:
            inks = " ".join(f"{ink * 100:.0f}" for ink in mark.paint.inks or ())
            yield Found(Place(mark.page_number), f"type of {mark.size:.3g} pt in several inks ({inks})", "100 % black")


def _knocked_out(file: PrintFile) -> Iterator[Found]:
    for page in file.pages:
        grounds: list[Box] = []
        for mark in file.marks(page):
            if not isinstance(mark, Text):
                if _covers(mark):
                    grounds.append(mark.box)
            elif mark.paint.is_black_alone and not mark.overprints and any(overlap(mark.box, g) for g in grounds):
                yield Found(Place(page.number), "black type cut out of a colour", "black type that overprints")
                break


def _covers(mark: Mark) -> bool:
    """Tell whether something lies under the type that another plate prints."""
    return not mark.paint.is_white and (mark.paint.inks is None or sum(mark.paint.inks[:3]) > 0)


def _vanishing(file: PrintFile) -> Iterator[Found]:
    """ISO 32000-1, 8.6.7: in mode 1 an ink of 0 leaves what lies under it."""
    for mark in file.all_marks():
        if mark.overprints and mark.overprint_mode == 1 and mark.paint.is_white:
            yield Found(
                Place(mark.page_number), "something white that overprints", "white that covers what is under it"
            )


RICH_BLACK_TYPE = PrintCheck(
    code="rich-black-type",
    title="small type is in black ink alone",
    reason="plates are never quite in register: small type of four inks has coloured edges",
    remedy="make the type black (100 % K) in your program",
    points=(20, 21),
    find=_rich,
    severity=WARNING,
)
BLACK_OVERPRINT = PrintCheck(
    code="black-overprint",
    title="black type prints over the colours under it",
    reason="type cut out of a ground has white edges as soon as one plate is a hair off",
    remedy="let black overprint, where your program has it; many shops do it for you: ask",
    points=(22,),
    find=_knocked_out,
    severity=WARNING,
)
WHITE_OVERPRINT = PrintCheck(
    code="white-overprint",
    title="nothing white overprints",
    reason="white that overprints is not there on paper",
    remedy="switch overprinting off for what is white",
    points=(22,),
    find=_vanishing,
)
BLACK_CHECKS = (RICH_BLACK_TYPE, BLACK_OVERPRINT, WHITE_OVERPRINT)
