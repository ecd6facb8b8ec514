"""A simulated printer prints the test sheets, a simulated person looks at them, and the booklet comes out right."""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise, product

import pytest
from PIL import Image, ImageChops, ImageOps
from press_support import make_reader, pictures

from booklet.errors import ContentError
from booklet.geometry import Insets, Point, Size, paper_size
from booklet.languages import Binding
from booklet.press.calibration import (
    EDGES,
    FACES,
    REACH_MM,
    RULER_DISTANCE,
    RULER_FROM_FOOT,
    RULER_MM,
    STEPS_MM,
    calibration_sheets,
    middle,
    step_line,
)
from booklet.press.printer import Flip, Printer
from booklet.press.prove import prove_sheets
from booklet.press.questions import check, described, questions, understood
from booklet.press.sheets import impose
from booklet.units import mm, to_mm

SHEET = paper_size("A4").landscape
DOTS = 4
"""Pixels in a millimetre."""
SCALE = DOTS * 25.4 / 72
HALF_LETTER = 15 * DOTS


@dataclass(frozen=True)
class Device:
    """A printer of steel: what it does to the pages that it is sent."""

    flip: Flip = Flip.SHORT_EDGE
    backwards: bool = False
    """Prints the last sheet first; by hand, takes the last sheet of the pile first."""
    face_up: bool = False
    miss: tuple[float, float] = (0, 0)
    """Millimetres by which it sets backs too far right and down."""
    white: tuple[float, float, float, float] = (0, 0, 0, 0)
    """Millimetres: left, top, right, foot."""
    size: float = 1.0

    def impression(self, page, miss=(0, 0)):
        paper = Image.new("L", page.size, "white")
        scaled = page.resize((round(page.width * self.size), round(page.height * self.size)))
        at = [
            (whole - part) // 2 + round(by * DOTS) for whole, part, by in zip(page.size, scaled.size, miss, strict=True)
        ]
        paper.paste(scaled, tuple(at))
        left, top, right, foot = (round(by * DOTS) for by in self.white)
        box = (left, top, page.width - right, page.height - foot)
        printed = Image.new("L", page.size, "white")
        printed.paste(paper.crop(box), box[:2])
        return printed

    def back(self, page):
        """Return a back as it is seen when the sheet is turned like the page of a book."""
        printed = self.impression(page, self.miss)
        return printed.rotate(180) if self.flip is Flip.LONG_EDGE else printed

    def tray(self, pages):
        """Return the sheets as they lie in the tray, the uppermost first."""
        sheets = [
            (self.impression(front), self.back(back)) for front, back in zip(pages[::2], pages[1::2], strict=True)
        ]
        # Each sheet falls on the one before.
        return sheets if self.backwards else sheets[::-1]

    def fronts_up(self, files):
        """Return the printed sheets from the top of the pile down, once its fronts are up."""
        if self.flip is not Flip.MANUAL:
            (pages,) = files
            return self.tray(pages) if self.face_up else self.tray(pages)[::-1]
        fronts, backs = files
        taken = range(len(fronts))[::-1] if self.backwards else range(len(fronts))
        printed = dict(zip(taken, map(self.back, backs), strict=True))
        return [(self.impression(front), printed[index]) for index, front in enumerate(fronts)]


def gray_pages(pdf):
    return [page.convert("L") for page in pictures(pdf, SCALE)]


@cache
def test_pages():
    return tuple(gray_pages(calibration_sheets(paper_size("A4"))))


test_pages.__test__ = False


# The person: looks at printed paper, and knows no more of the printer than that.


def dots(length):
    return round(length * SCALE)


def letter_window(picture, across, down):
    """Return the wall of the house: how a person finds the letter."""
    face = test_pages()[0]
    x, y = int(face.width * 0.247) + across * DOTS, face.height // 2 + 17 * DOTS + down * DOTS
    box = (x - HALF_LETTER, y - HALF_LETTER, x + HALF_LETTER, y + HALF_LETTER)
    return picture.crop(box).resize((30, 30))


def difference(one, other):
    return sum(value * count for value, count in enumerate(ImageChops.difference(one, other).histogram()))


def recognised(picture):
    """Return the letter in the house, and whether it is upside down."""
    guesses = []
    for letter, page in zip(FACES, test_pages(), strict=True):
        sought = letter_window(page, 0, 0)
        for turned, seen in ((False, picture), (True, picture.rotate(180))):
            misses = (difference(sought, letter_window(seen, x, y)) for x, y in product(range(-4, 5), repeat=2))
            guesses.append((min(misses), letter, turned))
    (best, letter, turned), (second, *_) = sorted(guesses)[:2]
    assert best < 0.7 * second, "the letters are hard to tell"
    return letter, turned


def dark_columns(picture, box):
    """Return the x of the columns of a box that are dark, sharp lines as one."""
    left, top, right, foot = map(round, box)
    column = picture.crop((left, top, right, foot)).resize((right - left, 1), Image.Resampling.BOX)
    values = [column.getpixel((x, 0)) for x in range(right - left)]
    dark = [x for x, value in enumerate(values) if value < 190 and value == min(values[max(0, x - 2) : x + 3])]
    lines = [*dark[:1], *(x for before, x in pairwise(dark) if x - before > 1)]
    return [left + x for x in lines]


def read_offset(front, back):
    """Return what the small rulers say of the cross of the back, to half a millimetre."""
    through = ImageOps.mirror(back)
    numbers = []
    for one, other, centre in (
        (front, through, middle(SHEET)),
        (front.transpose(Image.Transpose.TRANSPOSE), through.transpose(Image.Transpose.TRANSPOSE), None),
    ):
        x, y = (dots(v) for v in (centre or (middle(SHEET).y, middle(SHEET).x)))
        ruler = y - dots(RULER_DISTANCE)
        (zero,) = dark_columns(one, (x - 3 * DOTS, ruler - 5.7 * DOTS, x + 3 * DOTS, ruler - 4.4 * DOTS))
        reach = (REACH_MM + 1) * DOTS
        (line,) = dark_columns(other, (x - reach, ruler + 2 * DOTS, x + reach, ruler + 7 * DOTS))
        numbers.append(round(2 * (line - zero) / DOTS) / 2)
    return numbers


def read_white(front, edge):
    """Return the smallest number whose line is there from end to end."""
    for depth in range(1, STEPS_MM + 1):
        start, end = step_line(SHEET, edge, depth)
        seen = 0
        for part in range(11):
            x, y = (start.x + (end.x - start.x) * part / 10) * SCALE, (start.y + (end.y - start.y) * part / 10) * SCALE
            around = [(int(x) + i, int(y) + j) for i, j in product((-1, 0, 1), repeat=2)]
            inside = [at for at in around if 0 <= at[0] < front.width and 0 <= at[1] < front.height]
            seen += min(map(front.getpixel, inside)) < 160
        if seen >= 10:
            return depth
    raise AssertionError("no step is seen")


def read_ruler(front):
    """Return how many millimetres there are from the first to the last of the eleven longest strokes."""
    x, y = dots(middle(SHEET).x), dots(SHEET.height - RULER_FROM_FOOT)
    reach = (RULER_MM / 2 + 4) * DOTS
    for top in range(y - 6 * DOTS, y + 3 * DOTS):
        ticks = dark_columns(front, (x - reach, top, x + reach, top + 2))
        if len(ticks) == 11:
            return (ticks[-1] - ticks[0]) / DOTS
    raise AssertionError("no ruler is seen")


def answers_of_a_person(device):
    pages = test_pages()
    by_hand = device.flip is Flip.MANUAL
    pile = device.fronts_up([pages[::2], pages[1::2]] if by_hand else [pages])
    front, back = next(sheet for sheet in pile if recognised(sheet[0])[0] == "A")
    other, upside_down = recognised(back)
    answers = {"both": "n", "behind": other} if by_hand else {"both": "y"}
    if not by_hand:
        top = device.tray(pages)[0]
        answers["top"] = recognised(top[0] if device.face_up else top[1])[0]
    lying, standing = read_offset(front, back)
    answers |= {
        "ruler": str(read_ruler(front)),
        "edge": "L" if upside_down else "K",
        "lying": str(lying),
        "standing": str(standing),
    }
    answers |= {f"white-{edge}": str(read_white(front, edge)) for edge in EDGES}
    assert {question.name for question in questions(answers)} == set(answers)
    return {question.name: question.read(answers[question.name]) for question in questions(answers)}


# The loop: a booklet for the printer that the person has described, printed on that printer.

BOOK = make_reader(12, Size(mm(130), mm(180)))
WHITE = (3.4, 4.4, 3.4, 5.4)
DEVICES = [
    *(
        Device(flip, backwards, face_up, miss, WHITE)
        for flip in (Flip.SHORT_EDGE, Flip.LONG_EDGE)
        for backwards in (False, True)
        for face_up in (False, True)
        for miss in ((0, 0), (1.5, -2))
    ),
    *(
        Device(Flip.MANUAL, backwards, miss=miss, white=WHITE)
        for backwards in (False, True)
        for miss in ((0, 0), (-1, 0.5))
    ),
]


@cache
def sheets_as_they_should_be():
    pages = gray_pages(impose(BOOK, binding=Binding.RIGHT, sheet=SHEET).pdf)
    return tuple(zip(pages[::2], pages[1::2], strict=True))


def printed_book(device, printer):
    sheets = impose(BOOK, binding=Binding.RIGHT, sheet=SHEET, printer=printer)
    prove_sheets(sheets.files, BOOK, Binding.RIGHT, printer=printer)
    return device.fronts_up([gray_pages(file) for file in sheets.files])


def is_right(pile):
    """Tell whether every side shows its pages at their place; a few pixels may differ at the edges of lines."""
    for sheet, wanted in zip(pile, sheets_as_they_should_be(), strict=True):
        for side, page in zip(sheet, wanted, strict=True):
            box = (12 * DOTS, 12 * DOTS, page.width - 12 * DOTS, page.height - 12 * DOTS)
            wrong = ImageChops.difference(side.crop(box), page.crop(box)).point(lambda value: 255 * (value > 60))
            if wrong.histogram()[255] > 0.002 * page.width * page.height:
                return False
    return True


@pytest.mark.parametrize("device", DEVICES, ids=str)
def test_the_answers_make_booklets_that_come_out_right(device):
    printer = understood(answers_of_a_person(device))
    assert printer.flip is device.flip
    assert [round(to_mm(by), 6) for by in (printer.margins.left, printer.margins.top)] == [4, 5]
    assert [round(to_mm(by), 6) for by in (printer.margins.right, printer.margins.bottom)] == [4, 6]
    assert [round(to_mm(by), 6) for by in printer.back_offset] == [-by for by in device.miss]
    assert is_right(printed_book(device, printer))


@pytest.mark.parametrize(
    "device",
    [
        Device(Flip.LONG_EDGE),
        Device(face_up=True),
        Device(backwards=True),
        Device(miss=(1.5, -2)),
    ],
    ids=str,
)
def test_without_the_answers_it_does_not(device):
    assert not is_right(printed_book(device, Printer()))


def test_the_printer_that_nobody_has_asked_about_is_as_the_default():
    printer = understood(answers_of_a_person(Device(white=WHITE)))
    assert printer.for_sheet(SHEET) == Printer(margins=Insets(mm(4), mm(5), mm(4), mm(6))).for_sheet(SHEET)


@pytest.mark.parametrize("size", [0.97, 0.98, 1.02])
def test_a_print_that_was_scaled_is_to_be_made_again(size):
    front = Device(size=size).impression(test_pages()[0])
    length = read_ruler(front)
    assert length == pytest.approx(RULER_MM * size, abs=0.5)
    with pytest.raises(ContentError) as caught:
        check({"ruler": str(length)})
    assert caught.value.diagnostics[0].code == "print-again"
    assert "actual size" in caught.value.diagnostics[0].hint


@pytest.mark.parametrize(
    ("answers", "hint"),
    [({"behind": "0"}, "other side up"), ({"behind": "B", "edge": "L"}, "half round")],
)
def test_a_pile_that_was_put_back_wrongly_is_told(answers, hint):
    with pytest.raises(ContentError) as caught:
        check({"both": "n", **answers})
    assert hint in caught.value.diagnostics[0].hint


def test_every_face_is_another_and_none_is_the_same_upside_down():
    pages = test_pages()
    seen = [recognised(page) for page in pages] + [recognised(page.rotate(180)) for page in pages]
    assert seen == [*((letter, False) for letter in FACES), *((letter, True) for letter in FACES)]


@pytest.mark.parametrize("name", ["A4", "Letter"])
def test_the_sheets_lie_across_and_nothing_is_at_the_very_edge(name):
    pages = pictures(calibration_sheets(paper_size(name)))
    assert len(pages) == 4
    for page in pages:
        assert page.width > page.height
        assert ImageOps.invert(page.convert("L")).getbbox()[0] >= 1


def test_a_sheet_too_small_is_refused():
    with pytest.raises(ContentError):
        calibration_sheets(paper_size("A5"))


@pytest.mark.parametrize(
    ("name", "answer", "kept"),
    [("ruler", " 100,5 mm", "100.5"), ("both", "Y", "y"), ("edge", "l", "L"), ("lying", "−1.5", "-1.5")],
)
def test_answers_are_read_as_people_write_them(name, answer, kept):
    (question,) = (q for q in questions({}) if q.name == name)
    assert question.read(answer) == kept


@pytest.mark.parametrize(("name", "answer"), [("edge", "M"), ("lying", "9"), ("lying", "nan"), ("ruler", "long")])
def test_what_is_no_answer_is_refused_with_what_would_be(name, answer):
    (question,) = (q for q in questions({}) if q.name == name)
    with pytest.raises(ValueError, match="answer with"):
        question.read(answer)


def test_what_was_understood_is_told_in_words():
    printer = Printer(flip=Flip.LONG_EDGE, reverse=True, back_offset=Point(mm(-0.5), 0.0))
    told = described(printer)
    assert told[0] == "it turns sheets over the long edge"
    assert told[1] == "sheets are printed from the last to the first"
    assert told[2] == "backs are moved 0.5 mm left"
