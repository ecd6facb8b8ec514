"""Cards from a table, on sheets to be cut and stacked."""

import pikepdf
import pytest
from click.testing import CliRunner

from booklet.cli import commands

CARD = """booklet: 1
id: card
title: {he: "כרטיס: {name}", en: "Card for {name}"}
theme: plain
paper: {trim: A6}
editions: {he: {languages: [he]}, en: {languages: [en]}}
body:
  - cover: {title: {he: "{name}", en: "{name}"}}
"""
BACK = '  - back-cover: {text: {he: "שולחן {table}", en: "Table {table}"}}\n'
LONG = '  - heading: {he: "ערב", en: "Evening"}\n  - page-break\n  - heading: {he: "דרך", en: "Way"}\n'


def run(folder, body, *arguments, rows=5, edition="en"):
    (folder / "booklet.yaml").write_text(CARD + body, "utf-8")
    lines = [f"Ann {number},{number}\n" for number in range(1, rows + 1)]
    (folder / "rows.csv").write_text("name,table\n" + "".join(lines), "utf-8")
    command = ["merge", str(folder), str(folder / "rows.csv"), "-e", edition, "--cut", str(folder / "cards.pdf")]
    return CliRunner().invoke(commands, [*command, *arguments])


@pytest.mark.parametrize(("edition", "start"), [("en", "left"), ("he", "right")])
def test_cards_of_two_pages_are_laid_on_sheets_and_it_is_said_what_to_do(tmp_path, edition, start):
    result = run(tmp_path, BACK, edition=edition)
    assert result.exit_code == 0, result.output
    assert "5 copies made" in result.output and "2 × 2 on each of 2 sheets" in result.output
    assert f"from the top {start}" in result.output and "over the long edge" in result.output
    with pikepdf.open(tmp_path / "cards.pdf") as pdf:
        assert len(pdf.pages) == 4
        assert [len(page.Resources.XObject) for page in pdf.pages] == [3, 3, 2, 2]
    first = (tmp_path / "cards.pdf").read_bytes()
    run(tmp_path, BACK, edition=edition)
    assert (tmp_path / "cards.pdf").read_bytes() == first


def test_cards_of_one_page_are_printed_on_one_side(tmp_path):
    result = run(tmp_path, "", "--sheet", "A5", rows=3)
    assert "on one side" in result.output
    with pikepdf.open(tmp_path / "cards.pdf") as pdf:
        assert len(pdf.pages) == 2


def test_a_printer_that_turns_by_hand_gets_fronts_and_backs(tmp_path, monkeypatch):
    monkeypatch.setenv("BOOKLET_CONFIG", str(tmp_path))
    (tmp_path / "printers").mkdir()
    (tmp_path / "printers" / "old.toml").write_text('flip = "manual"\n', "utf-8")
    result = run(tmp_path, BACK, "--printer", "old")
    assert result.exit_code == 0, result.output
    assert {path.name for path in tmp_path.glob("*.pdf")} == {"cards-fronts.pdf", "cards-backs.pdf"}


def test_more_pages_than_a_front_and_a_back_are_refused(tmp_path):
    (fault,) = run(tmp_path, LONG + BACK).exception.diagnostics
    assert fault.code == "cut-pages"
    assert fault.message.startswith("the copy of row 1 has 4 pages")
    assert fault.where.line == 2 and "leave --cut out" in fault.hint
    assert not (tmp_path / "cards.pdf").exists()


def test_a_copy_with_nothing_on_it_is_refused(tmp_path):
    (tmp_path / "booklet.yaml").write_text(CARD.partition("body:")[0] + "body: [blank]\n", "utf-8")
    (tmp_path / "rows.csv").write_text("name\nAnn\n", "utf-8")
    command = ["merge", str(tmp_path), str(tmp_path / "rows.csv"), "-e", "en", "--cut", str(tmp_path / "cards.pdf")]
    (fault,) = CliRunner().invoke(commands, command).exception.diagnostics
    assert fault.code == "cut-pages"
    assert fault.message.startswith("the copy of row 1 has nothing on its pages")


@pytest.mark.parametrize("arguments", [("--one-file", "x.pdf"), ("--jobs", "2"), ("--dask", "tcp://localhost:1")])
def test_what_does_not_go_with_it_is_told(tmp_path, arguments):
    assert run(tmp_path, BACK, *arguments).exit_code == 2


def test_the_paper_and_the_printer_are_for_sheets_alone(tmp_path):
    assert CliRunner().invoke(commands, ["merge", str(tmp_path), "rows.csv", "--sheet", "A3"]).exit_code == 2
