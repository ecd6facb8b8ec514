"""Say in words how a file of sheets is printed, folded and bound: the steps of the scheme that it was made with."""

from booklet.languages import Binding
from booklet.press.folding import Fold, Push
from booklet.press.printer import Flip, Printer
from booklet.press.schemes import Joint, Scheme

_PARTS = {2: "half", 3: "third"}


def instructions(
    scheme: Scheme, binding: Binding, printer: Printer, sheet_count: int, *, covered: bool = False
) -> tuple[str, ...]:
    """Return the steps from the file to the booklet, one sentence each without a full stop.

    The printer is that of `ImposedSheets`: what the file was made for. A `covered` booklet has a cover sheet.
    """
    joining = _joining(scheme, binding, sheet_count, covered=covered)
    return (*_printing(scheme, printer), *_folding(scheme, binding), *joining)


def _printing(scheme: Scheme, printer: Printer) -> list[str]:
    size = "print at actual size (100 %)"
    if not scheme.two_sided:
        return [f"{size}, on one side"]
    if printer.flip is not Flip.MANUAL:
        edge = "long" if printer.flip is Flip.LONG_EDGE else "short"
        return [f"{size}, on both sides, turned over the {edge} edge"]
    first = "last" if printer.reverse else "first"
    return [
        f"{size}, first the file of the fronts",
        f"turn the whole pile like the page of a book, so that heads stay heads, and put it back into the printer "
        f"with the {first} sheet to be taken first",
        "print the file of the backs",
    ]


def _folding(scheme: Scheme, binding: Binding) -> list[str]:
    """Return a sentence for each step; what an edge's part is called depends on how much paper is left."""
    if not scheme.steps:
        return []
    lying = "lay each sheet down" if scheme.sheet_limit != 1 else "lay the sheet down"
    sentences = [f"{lying} with the first of its pages up and upright"]
    if not scheme.is_bound:
        sentences.insert(0, "trim the sheet along the cut marks, if it has any")
    left = {True: scheme.rows, False: scheme.columns}
    for step in scheme.steps_for(binding):
        match step:
            case Fold(edge=edge, panels=panels, over=over):
                part = _PARTS[left[edge.across] // panels]
                sentences.append(f"fold the {edge.value} {part} {'over' if over else 'under'} the rest")
                left[edge.across] -= panels
            case Push(first=first):
                sentences.append("cut through the crease, along the two middle pages")
                sentences.append(
                    f"push both ends together until four leaves stand out, and lay them on each other, "
                    f"the {first.value} one with the first page on top"
                )
    return sentences


def _joining(scheme: Scheme, binding: Binding, sheet_count: int, *, covered: bool) -> list[str]:
    signature_count = len(scheme.signature_sizes(sheet_count))
    sentences = []
    if scheme.is_bound and sheet_count > signature_count:
        sentences.append(
            "lay the folded sheets into one another, sheet 1 outside"
            if signature_count == 1
            else f"lay the sheets of each of the {signature_count} signatures into one another"
        )
    if signature_count > 1 and scheme.is_bound:
        sentences.append("lay the signatures upon each other; the marks on their folds make a stair")
    if covered:
        sentences.append("fold the cover sheet along its fold marks, or in the middle, and lay it around the others")
    match scheme.joint:
        case Joint.FOLD if signature_count > 1:
            sentences.append("sew through the folds")
        case Joint.FOLD if scheme.sheet_limit != 1:
            sentences.append("staple through the fold")
        case Joint.SPINE:
            sentences.append("glue the spine")
        case Joint.CORNER:
            sentences.append(f"staple the corner at the top {binding.value}")
        case Joint.CUT:
            start = "left" if binding is Binding.LEFT else "right"
            sentences.append("cut the whole pile along the marks, fronts up and the first sheet on top")
            sentences.append(f"lay the piles on one another from the top {start}, row by row, the first pile on top")
    if scheme.is_bound:
        sentences.append("trim the other three edges along the cut marks, if there are any")
    return sentences
