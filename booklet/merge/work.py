"""What is done away from the command: chunks of rows to PDFs, in any process that has the program.

A recipe is sent with every chunk, packed once; a process unpacks it the first time it meets it, makes the template and
keeps it. So no worker needs to be told anything when it begins, and one that comes late or again is as good as others.
"""

import gc
import pickle
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from booklet.document.book import Book
from booklet.document.edition import Edition
from booklet.document.theme import Theme
from booklet.errors import BookletError, Diagnostic
from booklet.merge.fields import read_form
from booklet.merge.template import Template

_MOST_TEMPLATES = 2
"""That a process keeps: one at work, and the one before it."""
_YOUNG = 50_000
"""Objects made before the collector looks: a copy makes some thousands, and hardly any are in a cycle."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that copies are made of, beside their rows and the program with its fonts and themes."""

    book: Book
    edition: Edition
    theme: Theme
    columns: tuple[str, ...]
    label: str
    """The file of the data."""
    created: int
    """Date of the files, seconds since 1970."""

    def packed(self) -> bytes:
        """Return the recipe as it is sent."""
        return pickle.dumps(self, protocol=pickle.HIGHEST_PROTOCOL)


@dataclass(frozen=True, slots=True)
class Job:
    """A row to be made."""

    number: int
    line: int
    name: str
    """Of the file."""
    values: tuple[str, ...]
    """By the columns of the recipe."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a row: a PDF, or what is wrong."""

    job: Job
    pdf: bytes = b""
    faults: tuple[Diagnostic, ...] = ()


@lru_cache(maxsize=_MOST_TEMPLATES)
def template_of(packed: bytes) -> Template:
    """Return the template of a recipe, made once in a process."""
    recipe: Recipe = pickle.loads(packed)
    form = read_form(recipe.book, recipe.columns, recipe.label)
    template = Template(form, recipe.edition, recipe.theme, created=recipe.created)
    gc.freeze()  # the template stays: there is nothing to look for in it
    gc.set_threshold(_YOUNG, 20, 20)
    return template


def make_chunk(packed: bytes, columns: Sequence[str], jobs: Sequence[Job]) -> list[Done]:
    """Return the copies of some rows; a row that cannot be made has its faults, and the others are made."""
    template = template_of(packed)
    return [_made(template, columns, job) for job in jobs]


def _made(template: Template, columns: Sequence[str], job: Job) -> Done:
    try:
        return Done(job, template.copy(dict(zip(columns, job.values, strict=True))))
    except BookletError as error:
        return Done(job, faults=faults_of_row(error, job))


def faults_of_row(error: BookletError, job: Job) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a row, naming it."""
    row = f"row {job.number} (line {job.line})"
    return tuple(replace(fault, message=f"{row}: {fault.message}") for fault in error.diagnostics)
