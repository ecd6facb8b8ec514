"""The inks: which ones, how much of them, and for which printing condition."""

from collections.abc import Iterator

from booklet.preflight.printing.ink_of_pictures import most_ink
from booklet.preflight.printing.marks import Picture, Shading
from booklet.preflight.printing.record import WARNING, PrintCheck
from booklet.preflight.printing.subject import PrintFile
from booklet.preflight.x4.facts import Kind
from booklet.preflight.x4.place import FILE, Place
from booklet.preflight.x4.record import Found, shown
from booklet.preflight.x4.values import entry, items, name, number, text
from booklet.shop import Inking, Shop

_OF_SCREENS = ("DeviceRGB", "CalRGB", "Lab")
_PLATES = ("Cyan", "Magenta", "Yellow", "Black", "All", "None")
_ROUNDED = 0.01
"""A per cent of ink."""


def _spaces(file: PrintFile) -> Iterator[Found]:
    is_managed = file.asked.inking is Inking.MANAGED
    for use in file.facts.used(Kind.SPACE):
        if use.place.path.endswith("transparency group"):
            continue  # the space that transparency is mixed in: where nothing shines through it does nothing
        is_profiled = use.value in ("CalRGB", "Lab") or (
            use.value == "ICCBased" and number(entry(use.detail, "/N")) == 3
        )
        if (use.value in _OF_SCREENS or is_profiled) and not (is_managed and is_profiled):
            what = "colours with a profile (RGB)" if is_profiled else "colours of a screen (RGB)"
            expected = "the four inks, or colours with a profile" if is_managed else "the four inks of the press"
            yield Found(use.place, what, expected)


def _spots(file: PrintFile) -> Iterator[Found]:
    for use in file.facts.used(Kind.SPACE):
        if use.value in ("Separation", "DeviceN"):
            for called in sorted({name(one) for one in items(use.detail)} - set(_PLATES)):
                yield Found(use.place, f"the ink {shown(called)}", "cyan, magenta, yellow, black")


def _not_black(file: PrintFile) -> Iterator[Found]:
    told = set()
    for mark in file.all_marks():
        colored = mark.paint.spots > 0 or (mark.paint.inks is not None and max(mark.paint.inks[:3]) > _ROUNDED)
        if isinstance(mark, Picture) and name(entry(mark.image, "/ColorSpace")) == "DeviceCMYK":
            colored = True
        if colored and not mark.paint.is_registration and mark.page_number not in told:
            told.add(mark.page_number)
            yield Found(Place(mark.page_number), "coloured inks", "black alone")


def _condition(file: PrintFile) -> Iterator[Found]:
    condition = file.shop.condition
    if condition is None:
        return
    named = [text(entry(intent, "/OutputConditionIdentifier")) for intent in file.facts.intents]
    if condition.identifier not in named:
        found = f"the printing condition {shown(named[0])}" if named else "no printing condition"
        yield Found(FILE, found, condition.identifier)


def _too_much_ink(file: PrintFile) -> Iterator[Found]:
    """Each mark for itself: what overprints or shines through is not added up."""
    limit = file.shop.ink_limit
    worst: dict[tuple[int, str], float] = {}
    for mark in file.all_marks():
        if mark.paint.is_registration or isinstance(mark, Shading):
            continue
        is_picture = isinstance(mark, Picture)
        total = most_ink(mark.image) if isinstance(mark, Picture) and not mark.paint.family else mark.paint.total
        if total > limit + _ROUNDED:
            key = mark.page_number, "a picture" if is_picture else "a colour"
            worst[key] = max(total, worst.get(key, 0.0))
    for (page_number, what), total in worst.items():
        yield Found(Place(page_number), f"{what} of {total * 100:.0f} % ink", f"at most {limit * 100:.0f} %")


def _registration(file: PrintFile) -> Iterator[Found]:
    pages = {mark.page_number for mark in file.all_marks() if mark.paint.is_registration}
    for page_number in sorted(pages):
        yield Found(Place(page_number), "the colour of printer's marks (All) on the page", "black")


def _is_cmyk(shop: Shop) -> bool:
    return shop.asked.inking is not Inking.ANY


COLOR_SPACE = PrintCheck(
    code="color-space",
    title="colours are those of the press",
    reason="a machine that does not know what you saw converts the colours, and makes black type of four inks",
    remedy="convert the colours with the shop's profile: choose it where your program saves PDFs for print",
    points=(17,),
    find=_spaces,
    applies=_is_cmyk,
)
SPOT_COLOR = PrintCheck(
    code="spot-color",
    title="no inks of their own",
    reason="each ink of its own is one more plate, and is paid for",
    remedy="convert spot colours to the four inks, or order the ink",
    points=(17,),
    find=_spots,
    severity=WARNING,
    applies=lambda shop: not shop.asked.spot_colors,
)
BLACK_ONLY = PrintCheck(
    code="black-only",
    title="black ink alone",
    reason="a page with colours is printed, and paid for, in four inks",
    remedy="make everything grey or black (100 % K) in your program",
    points=(23,),
    find=_not_black,
    applies=lambda shop: shop.asked.inking is Inking.BLACK,
)
PRINTING_CONDITION = PrintCheck(
    code="printing-condition",
    title="the file is made for the printing condition of the shop",
    reason="inks that are right on one paper are too dark or too light on another",
    remedy="choose the shop's output profile where your program saves PDFs",
    points=(18,),
    find=_condition,
    severity=WARNING,
)
TOTAL_INK = PrintCheck(
    code="total-ink",
    title="not more ink than the paper takes",
    reason="wet ink comes off on the sheet above, and the paper tears",
    remedy="choose a lighter colour, or convert with the shop's profile, which keeps its limit",
    points=(19,),
    find=_too_much_ink,
)
REGISTRATION_COLOR = PrintCheck(
    code="registration-color",
    title="nothing on the page is in the colour of printer's marks",
    reason="it prints on every plate: four times 100 % of ink",
    remedy="make it black (100 % K)",
    points=(33,),
    find=_registration,
)
COLOR_CHECKS = (COLOR_SPACE, SPOT_COLOR, BLACK_ONLY, PRINTING_CONDITION, TOTAL_INK, REGISTRATION_COLOR)
