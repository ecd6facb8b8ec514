"""The command that makes personal copies."""

import sys
from contextlib import nullcontext
from pathlib import Path

import click

from booklet.cli_printers import printers_folder
from booklet.errors import ExitCode
from booklet.terminal import complain, print_diagnostic, print_line, progress_shown

_WORK = "booklet.merge.work"
"""What the processes need; they import it while this one reads the book."""


@click.command()
@click.argument("source", type=click.Path(path_type=Path, readable=False))
@click.argument("data", metavar="DATA", type=click.Path(path_type=Path, readable=False))
@click.option("-o", "--output", default="output", show_default=True, type=click.Path(path_type=Path), metavar="DIR")
@click.option("-e", "--edition", default="", help="The edition; left out, the only one that the book has.")
@click.option("--name", default="", metavar="PATTERN", help='Names of the files, with fields: "{id}.pdf".')
@click.option(
    "--row", "rows", multiple=True, type=click.IntRange(min=1), help="Only the copy of this row; may be given again."
)
@click.option("--one-file", metavar="FILE.pdf", type=click.Path(path_type=Path), help="All copies in one file.")
@click.option(
    "--cut",
    metavar="FILE.pdf",
    type=click.Path(path_type=Path),
    help="All copies on sheets to be cut and stacked: cards of a page, or of a front and a back.",
)
@click.option("--sheet", metavar="PAPER", help="The paper that is cut; left out, A4.")
@click.option("--printer", metavar="NAME", help="The printer that the sheets are for, one of `booklet printers`.")
@click.option("--encoding", default="", metavar="NAME", help="Of the data, where it is not UTF-8: cp1255.")
@click.option("--all", "anew", is_flag=True, help="Make all copies anew, also those that have not changed.")
@click.option(
    "--jobs",
    default=0,
    type=click.IntRange(min=0, max=256),
    metavar="N",
    help="Processes at work; left out, as many as there are processors and the rows pay for.",
)
@click.option("--dask", metavar="ADDRESS", help="Let the Dask cluster at this address make the copies.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but faults.")
def merge(
    source: Path,
    data: Path,
    output: Path,
    edition: str,
    name: str,
    rows: tuple[int, ...],
    one_file: Path | None,
    cut: Path | None,
    sheet: str | None,
    printer: str | None,
    encoding: str,
    anew: bool,
    jobs: int,
    dask: str | None,
    quiet: bool,
) -> None:
    """Make a personal copy of a book for each row of a table.

    DATA is a CSV, a file of JSON Lines (.jsonl) or a workbook (.xlsx); its first line names the columns, and {name} in
    a text of the book stands for the value of a row. A row that cannot be made is told and left out; the exit code is
    1 then.
    """
    from booklet.processes import local_pool, processes_for

    if one_file and cut:
        raise click.UsageError("choose one of --one-file and --cut")
    if (one_file or cut) and (dask or jobs > 1):
        raise click.UsageError("one file is made in one process: leave --jobs and --dask out")
    if not cut and (sheet or printer):
        raise click.UsageError("--sheet and --printer are for --cut")
    workers = 1 if one_file or cut or dask else jobs or processes_for(data, len(rows))
    pool_here = local_pool(workers, [_WORK])  # the processes begin while this one imports what it needs itself

    from booklet.geometry import parse_paper
    from booklet.merge.cut import CutOptions, merge_to_sheets
    from booklet.merge.joined import merge_to_one
    from booklet.merge.machines import dask_pool
    from booklet.merge.run import MAX_TOLD, MergeOptions
    from booklet.merge.run import merge as merge_rows
    from booklet.press.printer import Flip, Printer
    from booklet.press.profiles import load_printer

    machines = dask_pool(dask) if dask else nullcontext((pool_here, workers))
    with progress_shown(quiet) as progress, machines as (pool, worker_count):
        options = MergeOptions(
            edition=edition,
            name=name,
            rows=rows,
            encoding=encoding,
            use_manifest=not anew,
            pool=pool,
            worker_count=worker_count,
        )
        if cut:
            chosen = load_printer(printers_folder(), printer) if printer else Printer(flip=Flip.LONG_EDGE)
            made_for = CutOptions(sheet=parse_paper(sheet or "A4"), printer=chosen)
            merged = merge_to_sheets(source, data, cut, options, made_for, progress)
        elif one_file:
            merged = merge_to_one(source, data, one_file, options, progress)
        else:
            merged = merge_rows(source, data, output, options, progress)
    for fault in merged.faults[:MAX_TOLD]:
        print_diagnostic(fault)
    if len(merged.faults) > MAX_TOLD:
        complain(f"and {len(merged.faults) - MAX_TOLD} more faults of rows")
    if not quiet:
        print_line(f"{merged.folder}: {_told(len(merged.made), merged.current, len(merged.faults))}")
        for step in merged.steps:
            print_line(step)
        for gone in merged.gone:
            print_line(f"no row makes {merged.folder / gone} any more; delete it if it is not wanted")
    if merged.faults:
        sys.exit(ExitCode.CONTENT)


def _told(made: int, current: int, bad: int) -> str:
    parts = [f"{made} {'copy' if made == 1 else 'copies'} made"]
    parts += [f"{current} unchanged"] if current else []
    parts += [f"{bad} left out"] if bad else []
    return ", ".join(parts)
