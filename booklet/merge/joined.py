"""All copies in one file, for a printer: fonts, pictures and pages that are alike are stored once."""

from collections.abc import Callable, Iterator
from pathlib import Path

from booklet.errors import BookletError
from booklet.files import write_beside
from booklet.layout.display import DisplayDocument
from booklet.merge.run import Merged, MergeOptions, Plan, jobs, read_plan
from booklet.merge.template import Template
from booklet.merge.work import Job, faults_of_row, template_of


def merge_to_one(
    source: Path, data: Path, out: Path, options: MergeOptions, progress: Callable[[str], None] = lambda _: None
) -> Merged:
    """Make one file of the copies of all rows, in their order; rows that cannot be made are left out and told.

    Raises:
        BookletError: for what concerns all rows, or when there is no sound row; nothing has been written then.
    """
    plan = read_plan(source, data, options)
    template = template_of(plan.recipe.packed())
    merged = Merged(out)
    pdf = template.joined(document for _, document in documents(template, plan, options, merged, progress))
    if merged.made:
        write_beside([(out, pdf)])
    return merged


def documents(
    template: Template, plan: Plan, options: MergeOptions, merged: Merged, progress: Callable[[str], None]
) -> Iterator[tuple[Job, DisplayDocument]]:
    """Yield the pages of each row that is asked for; note those that are made, and what is wrong with others."""
    for job, values in jobs(plan, options.rows, merged):
        try:
            document = template.document(values)
        except BookletError as error:
            merged.faults += faults_of_row(error, job)
        else:
            merged.made.append(job.name)
            progress(f"copy {len(merged.made)}")
            yield job, document
    merged.faults.sort(key=lambda fault: fault.where.line if fault.where else 0)
