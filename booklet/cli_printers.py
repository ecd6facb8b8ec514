"""The commands that learn and list what printers do: arguments, questions and printing."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from booklet.terminal import print_line

if TYPE_CHECKING:
    from booklet.press.printer import Printer


@click.command()
@click.argument("out", required=False, type=click.Path(path_type=Path, dir_okay=False), metavar="[OUT.pdf]")
@click.option("--sheet", default="A4", show_default=True, type=click.Choice(["A4", "Letter"]), help="The paper.")
@click.option("--answers", is_flag=True, help="Ask about the printed sheets, and save what the printer does.")
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="Save what is known, without questions.")
@click.option("--name", metavar="NAME", help="The name to save the printer under.")
def calibrate(out: Path | None, sheet: str, answers: bool, settings: tuple[str, ...], name: str | None) -> None:
    """Learn what a printer does: write its test sheets to OUT.pdf, or save what they tell.

    Settings are flip=short|long|manual, reverse=yes|no, back-offset=0.5,-1mm (right, down) and margins=4,4,4,5mm (left,
    top, right, bottom). Those left out are as in any office printer.
    """
    from booklet.press.profiles import check_name, save_printer, set_printer
    from booklet.press.questions import described

    if [out is not None, answers, bool(settings)].count(True) != 1 or (name is None) != (out is not None):
        raise click.UsageError("give OUT.pdf for the test sheets; then --answers, or --set, with --name NAME")
    if out is not None:
        _write_test_sheets(out, sheet)
        return
    assert name is not None
    check_name(name)
    printer = _ask_about_printer() if answers else set_printer(settings)
    path = save_printer(printers_folder(), name, printer)
    for sentence in described(printer):
        print_line(sentence)
    print_line(f"saved as {path}; use it with: booklet build --printer {name}")


def _write_test_sheets(out: Path, paper: str) -> None:
    from booklet.files import write_beside
    from booklet.geometry import paper_size
    from booklet.press.calibration import HOW_TO_PRINT, calibration_sheets

    write_beside([(out, calibration_sheets(paper_size(paper)))])
    print_line(str(out))
    for sentence in HOW_TO_PRINT:
        print_line(sentence)


def _ask_about_printer() -> "Printer":
    """Ask one question after the other, until nothing is left to ask or the sheets must be printed again."""
    from booklet.press.questions import Question, check, questions, understood

    answers: dict[str, str] = {}

    def ask(question: Question) -> str:
        def read(answer: str) -> str:
            try:
                return question.read(answer)
            except ValueError as fault:
                raise click.UsageError(str(fault)) from fault

        return str(click.prompt(f"\n{question.text}\n", value_proc=read, prompt_suffix="> "))

    while left := [question for question in questions(answers) if question.name not in answers]:
        answers[left[0].name] = ask(left[0])
        check(answers)
    return understood(answers)


def printers_folder() -> Path:
    """Return the folder where the user's printers are kept."""
    return Path(os.environ.get("BOOKLET_CONFIG") or click.get_app_dir("booklet")) / "printers"


@click.command()
def printers() -> None:
    """List the printers that were saved by `booklet calibrate`."""
    from booklet.press.profiles import printer_names

    for name in printer_names(printers_folder()):
        print_line(name)
