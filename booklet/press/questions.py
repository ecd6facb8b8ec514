"""What a person is asked about the printed test sheets (`calibration`), and the printer that the answers describe.

Nothing is printed or read here: `questions` says what to ask, `understood` what the answers mean. Answers are kept by
the name of their question, as the letters and numbers on the sheets; lengths in millimetres.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from booklet.errors import ContentError, Diagnostic
from booklet.geometry import Insets, Point
from booklet.press.calibration import (
    EDGES,
    FACES,
    LONG,
    LONG_EDGE,
    LYING,
    REACH_MM,
    RULER_MM,
    SHORT_EDGE,
    STANDING,
    STEPS_MM,
)
from booklet.press.printer import Flip, Printer
from booklet.units import mm, to_mm

_RULER_ERROR_MM = 1.0
"""Paper shrinks in the fuser, and rulers differ, by up to half of this; the least scaling, 97 %, is three times it."""

YES, NO = "y", "n"
_NOTHING = "0"
_A, _B, _C, _D = FACES


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question and the answers that it takes: some letters, or any number between two."""

    name: str
    text: str
    letters: tuple[str, ...] = ()
    least: float = 0.0
    most: float = 0.0

    def read(self, answer: str) -> str:
        """Return an answer as it is kept.

        Raises:
            ValueError: it is none; the message says what would be.
        """
        word = answer.strip()
        if self.letters:
            known = {letter.casefold(): letter for letter in self.letters}
            if word.casefold() not in known:
                raise ValueError(f"answer with one of {', '.join(self.letters)}")
            return known[word.casefold()]
        try:
            number = float(word.removesuffix("mm").replace(",", ".").replace("−", "-"))
        except ValueError:
            number = float("nan")
        if not self.least <= number <= self.most:
            raise ValueError(f"answer with a number from {self.least:g} to {self.most:g}")
        return f"{number:g}"


_RULER = Question(
    name="ruler",
    text=f"Lay a real ruler on the ruler {LONG} of face {_A}. How long is it from 0 to {RULER_MM}, in mm?",
    most=1000,
)
_BOTH = Question(name="both", text="Did the printer print both sides of the paper by itself?", letters=(YES, NO))
_TOP = Question(
    name="top",
    text="Look at the pile as it came out, before you turn or move it. Which letter is in the house on top?",
    letters=FACES,
)
_BEHIND = Question(
    name="behind",
    text=f"You turned the pile by hand. Which letter is on the other side of {_A}? ({_NOTHING} for none)",
    letters=(_B, _D, _NOTHING),
)
_EDGE = Question(
    name="edge",
    text=f"Hold face {_A} so that its house is upright, and turn the sheet like the page of a book. Two small pictures "
    f"beside the house have letters. Which letter is upright now, {SHORT_EDGE} (the house too) or {LONG_EDGE}?",
    letters=(SHORT_EDGE, LONG_EDGE),
)
_CROSS_LYING = Question(
    name="lying",
    text=f"Hold face {_A} upright against a lamp: the cross of the other side shines through. At which number does its "
    f"standing line cross the ruler {LYING}? (halves too; negative at the left of 0)",
    least=-REACH_MM,
    most=REACH_MM,
)
_CROSS_STANDING = Question(
    name="standing",
    text=f"At which number does its lying line cross the ruler {STANDING}? (negative above 0)",
    least=-REACH_MM,
    most=REACH_MM,
)
_WHITES = tuple(
    Question(
        name=f"white-{edge}",
        text=f"Edge {edge} of face {_A} has steps. What is the smallest number whose line is there, whole?",
        least=0,
        most=STEPS_MM,
    )
    for edge in EDGES
)


def questions(answers: Mapping[str, str]) -> tuple[Question, ...]:
    """Return what is to be asked when these answers are known: the whole list, answered or not, in order."""
    order = {YES: (_TOP,), NO: (_BEHIND,)}.get(answers.get(_BOTH.name, ""), ())
    return (_BOTH, *order, _RULER, _EDGE, _CROSS_LYING, _CROSS_STANDING, *_WHITES)


def check(answers: Mapping[str, str]) -> None:
    """Return if the sheets were printed so that they tell something; the answers may be incomplete.

    Raises:
        ContentError: they must be printed again, and how.
    """
    length = float(answers.get(_RULER.name, RULER_MM))
    if abs(length - RULER_MM) > _RULER_ERROR_MM:
        raise _again(
            f"the printer made the sheets {'larger' if length > RULER_MM else 'smaller'}: the ruler of {RULER_MM} mm "
            f"is {length:g} mm long",
            "print them again at actual size (100 %, no “fit to page”)",
        )
    if answers.get(_BEHIND.name) == _NOTHING:
        raise _again(
            "both faces were printed on the same side of the paper, or on different sheets",
            "print again, and put the pile back with its other side up; do so for every booklet",
        )
    if answers.get(_BOTH.name) == NO and answers.get(_EDGE.name) == LONG_EDGE:
        raise _again(
            "the backs are upside down",
            "print again, and put the pile back turned half round, head where the foot was; do so for every booklet",
        )


def _again(message: str, hint: str) -> ContentError:
    return ContentError(Diagnostic(code="print-again", message=message, hint=hint))


def understood(answers: Mapping[str, str]) -> Printer:
    """Return the printer that answers to all of `questions` describe.

    Raises:
        ContentError: the sheets must be printed again.
    """
    check(answers)
    by_hand = answers[_BOTH.name] == NO
    long_edge = answers[_EDGE.name] == LONG_EDGE
    # Fronts are up, and the first sheet on top, when A is; turning a pile brings its lowest sheet to the top.
    reverse = answers[_BEHIND.name] == _D if by_hand else answers[_TOP.name] in (_B, _C)
    x, y = mm(float(answers[_CROSS_LYING.name])), mm(float(answers[_CROSS_STANDING.name]))
    # Through the paper a back is seen in a mirror: turned over the short edge its right is the left of the front,
    # turned over the long edge its top is the foot. The other direction is the front's, and so is to be undone.
    offset = Point(-x, y) if long_edge else Point(x, -y)
    left, top, right, bottom = (mm(float(answers[white.name])) for white in _WHITES)
    flip = Flip.MANUAL if by_hand else Flip.LONG_EDGE if long_edge else Flip.SHORT_EDGE
    return Printer(
        flip=flip,
        reverse=reverse,
        margins=Insets(left, top, right, bottom),
        back_offset=Point(offset.x + 0.0, offset.y + 0.0),
    )


def described(printer: Printer) -> tuple[str, ...]:
    """Return what is known of a printer, a plain sentence each."""
    x, y = to_mm(printer.back_offset.x), to_mm(printer.back_offset.y)
    margins = printer.margins
    white = [f"{to_mm(length):g}" for length in (margins.left, margins.top, margins.right, margins.bottom)]
    turned = {
        Flip.MANUAL: "prints one side; you turn the pile by hand, like the page of a book",
        Flip.LONG_EDGE: "turns sheets over the long edge",
        None: "turns sheets over the short edge",
        Flip.SHORT_EDGE: "turns sheets over the short edge",
    }
    what = "backs are printed" if printer.flip is Flip.MANUAL else "sheets are printed"
    moves = [
        f"{abs(by):g} mm {words[by < 0]}" for by, words in ((x, ("right", "left")), (y, ("down", "up"))) if abs(by) > 0
    ]
    return (
        f"it {turned[printer.flip]}",
        f"{what} from the last to the first" if printer.reverse else f"{what} from the first to the last",
        f"backs are moved {' and '.join(moves)}" if moves else "backs lie behind their fronts",
        f"it leaves white, in mm: {white[0]} left, {white[1]} top, {white[2]} right, {white[3]} bottom",
    )
