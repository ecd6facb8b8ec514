"""Copies of a page or two on sheets that are cut and stacked: cards, tickets, invitations."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from booklet.errors import ContentError, Diagnostic, Where
from booklet.files import names_of_runs, write_beside
from booklet.geometry import Size
from booklet.layout.display import DisplayDocument
from booklet.merge.joined import documents
from booklet.merge.run import Merged, MergeOptions, Plan, read_plan
from booklet.merge.work import Job, template_of
from booklet.press.cutting import MOST_PAGES
from booklet.press.instructions import instructions
from booklet.press.printer import Printer
from booklet.press.prove_cut import prove_cut
from booklet.press.sheets import impose_cut


@dataclass(frozen=True, slots=True, kw_only=True)
class CutOptions:
    """What the sheets are made for."""

    sheet: Size
    printer: Printer


def merge_to_sheets(
    source: Path,
    data: Path,
    out: Path,
    options: MergeOptions,
    cut: CutOptions,
    progress: Callable[[str], None] = lambda _: None,
) -> Merged:
    """Make sheets of the copies of all rows, so that the cut piles, stacked, have them in the order of the rows.

    Rows that cannot be made are left out and told. The sheets are cut and stacked in software before they are written.

    Raises:
        BookletError: for what concerns all rows, for a copy of no page or more than two, or when there is no sound row;
            nothing has been written then.
    """
    plan = read_plan(source, data, options)
    template = template_of(plan.recipe.packed())
    merged = Merged(out)
    copies: list[tuple[int, ...]] = []
    made = documents(template, plan, options, merged, progress)
    reader = template.joined(_noted(made, plan, copies))
    if not copies:
        return merged
    progress("laying the copies on sheets")
    binding = plan.recipe.edition.binding
    sheets = impose_cut(reader, copies, binding=binding, sheet=cut.sheet, printer=cut.printer)
    progress("cutting and stacking the sheets to see whether the copies are in order")
    prove_cut(sheets.files, reader, copies, binding, scheme=sheets.scheme, printer=cut.printer)
    write_beside(list(zip(names_of_runs(out, len(sheets.files)), sheets.files, strict=True)))
    places = f"{sheets.scheme.columns} × {sheets.scheme.rows} on each of {sheets.sheet_count} sheets"
    merged.steps = (places, *instructions(sheets.scheme, binding, sheets.printer, sheets.sheet_count))
    return merged


def _noted(
    made: Iterator[tuple[Job, DisplayDocument]], plan: Plan, copies: list[tuple[int, ...]]
) -> Iterator[DisplayDocument]:
    """Yield the documents; note of each the page indices, in the file of all, of its pages that are not empty.

    Raises:
        ContentError: at a copy of none, or of more than two.
    """
    first = 0
    for job, document in made:
        printed = tuple(i for i, page in enumerate(document.pages, first) if page.items)
        if not 1 <= len(printed) <= MOST_PAGES:
            count = f"{len(printed)} pages" if printed else "nothing on its pages"
            message = f"the copy of row {job.number} has {count}, and what is cut has a front and a back"
            hint = "shorten the text, or leave --cut out and print the copies as booklets"
            where = Where(path=plan.table.label, line=job.line)
            raise ContentError(Diagnostic(code="cut-pages", message=message, where=where, hint=hint))
        copies.append(printed)
        first += len(document.pages)
        yield document
