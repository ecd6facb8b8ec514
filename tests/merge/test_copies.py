"""Personal copies from end to end: exact, complete, accessible."""

import shutil
from io import BytesIO

import pikepdf
import pytest
from click.testing import CliRunner

from booklet.cli import commands
from booklet.document.reader import read_book
from booklet.errors import ContentError
from booklet.layout.display import lines
from booklet.merge.joined import merge_to_one
from booklet.merge.manifest import read_manifest
from booklet.merge.run import MergeOptions, merge
from booklet.processes import local_pool
from tests.conftest import ROOT
from tests.support.verapdf import validator

# With more than one worker, all of these on one of them: some start a Java machine.
pytestmark = pytest.mark.xdist_group("java")

EXAMPLE = ROOT / "docs" / "examples" / "invitation"
BY_ID = MergeOptions(edition="he-en", name="{id}.pdf")
HEAD = "id,name,name_he,table,hour,city,city_he,bus,access\n"
ROW = "{id},{name},{name_he},4,18:30,Haifa,חיפה,16:45,\n"


@pytest.fixture(scope="module")
def copies(tmp_path_factory):
    out = tmp_path_factory.mktemp("copies")
    return merge(EXAMPLE, EXAMPLE / "guests.csv", out, BY_ID), out


def test_each_row_has_its_copy(copies):
    merged, out = copies
    assert sorted(merged.made) == [f"00{i}.pdf" for i in range(1, 5)]
    assert not merged.faults
    with pikepdf.open(out / "003.pdf") as pdf:
        assert len(pdf.pages) == 4
        assert "Amal Haddad" in str(pdf.docinfo.Title)


@pytest.mark.parametrize("row", [2, 4])
def test_the_copy_of_a_row_is_byte_for_byte_the_one_built_alone(copies, tmp_path, row):
    alone = merge(
        EXAMPLE, EXAMPLE / "guests.csv", tmp_path, MergeOptions(edition="he-en", name="{id}.pdf", rows=(row,))
    )
    assert alone.made == [f"00{row}.pdf"]
    assert (tmp_path / alone.made[0]).read_bytes() == (copies[1] / alone.made[0]).read_bytes()


def test_a_copy_does_not_depend_on_the_order_nor_on_the_processes(copies, tmp_path):
    head, *rows = (EXAMPLE / "guests.csv").read_text("utf-8").splitlines(keepends=True)
    # Letters that no alphabet has foreseen: that copy has font subsets of its own, and the next one has not.
    (tmp_path / "rows.csv").write_text(head + "009,Łukasz Ωmega,שָׁלוֹם,1,1,a,א,1,\n" + "".join(reversed(rows)), "utf-8")
    options = MergeOptions(edition="he-en", name="{id}.pdf", pool=local_pool(2, ["booklet.merge.work"]), worker_count=2)
    merged = merge(EXAMPLE, tmp_path / "rows.csv", tmp_path / "out", options)
    assert len(merged.made) == 5
    for path in copies[1].glob("*.pdf"):
        assert (tmp_path / "out" / path.name).read_bytes() == path.read_bytes(), path.name


def test_a_bad_row_is_told_with_number_and_line_and_the_rest_is_made(tmp_path):
    names = ("Miriam", "x" * 300, "\x07", "Daniel")
    rows = [ROW.format(id=i, name=name, name_he="מרים") for i, name in enumerate(names, 1)]
    (tmp_path / "rows.csv").write_text(HEAD + "".join(rows) + "1,same,name,as,row,1,,,\n", "utf-8")
    merged = merge(EXAMPLE, tmp_path / "rows.csv", tmp_path / "out", BY_ID)
    assert sorted(merged.made) == ["1.pdf", "4.pdf"]
    assert {int(fault.message.split()[1].rstrip(":")) for fault in merged.faults} == {2, 3, 5}


def test_a_second_run_makes_what_is_missing_or_changed_alone(tmp_path):
    data, out = tmp_path / "guests.csv", tmp_path / "out"
    source = shutil.copytree(EXAMPLE, tmp_path / "book")
    shutil.copy(EXAMPLE / "guests.csv", data)

    def run():
        merged = merge(source, data, out, BY_ID)
        return sorted(merged.made), merged.current, merged.gone

    everything = [f"00{i}.pdf" for i in range(1, 5)]
    assert run() == (everything, 0, ())
    assert run() == ([], 4, ())
    (out / "001.pdf").unlink()
    (out / "002.pdf").write_bytes(b"spoilt")
    data.write_text(data.read_text("utf-8").replace("Amal Haddad", "Amal Nasser"), "utf-8")
    assert run() == (["001.pdf", "002.pdf", "003.pdf"], 1, ())
    lines_of_data = data.read_text("utf-8").splitlines()
    data.write_text("\n".join(lines_of_data[:-1]), "utf-8")
    assert run() == ([], 3, ("004.pdf",))
    book = source / "booklet.yaml"
    book.write_text(book.read_text("utf-8").replace("Dinner in", "Supper in"), "utf-8")
    assert run()[0] == everything[:3]


def test_all_copies_in_one_file_share_fonts_and_pages(copies, tmp_path):
    merged = merge_to_one(EXAMPLE, EXAMPLE / "guests.csv", tmp_path / "all.pdf", BY_ID)
    assert len(merged.made) == 4
    data = (tmp_path / "all.pdf").read_bytes()
    sizes = [path.stat().st_size for path in copies[1].glob("*.pdf")]
    assert len(data) < max(sizes) + sum(sizes) / 4
    with pikepdf.open(BytesIO(data)) as pdf:
        assert len(pdf.pages) == 16
        grounds = {page.Contents[0].objgen for page in pdf.pages[::4]}
        assert len(grounds) == 1, "the ornament of the cover is stored once"


@pytest.mark.parametrize("standard", ["ua1", "2a"])
def test_copies_are_accessible_and_will_keep(copies, tmp_path, standard):
    assert validator().check((copies[1] / "002.pdf").read_bytes(), standard).faults == {}
    merge_to_one(EXAMPLE, EXAMPLE / "guests.csv", tmp_path / "all.pdf", BY_ID)
    assert validator().check((tmp_path / "all.pdf").read_bytes(), standard).faults == {}


def test_a_field_that_no_column_has_is_found_before_anything_is_made(tmp_path):
    (tmp_path / "rows.csv").write_text("id,nam\n1,x\n", "utf-8")
    with pytest.raises(ContentError) as caught:
        merge(EXAMPLE, tmp_path / "rows.csv", tmp_path / "out", BY_ID)
    assert {fault.code for fault in caught.value.diagnostics} == {"unknown-field"}
    assert not (tmp_path / "out").exists()


def test_a_long_name_makes_a_title_smaller_and_never_more_than_three_lines(tmp_path):
    from booklet.document.theme_reader import read_theme
    from booklet.merge.fields import read_form
    from booklet.merge.template import Template

    book = read_book(EXAMPLE)
    columns = tuple(HEAD.strip().split(","))
    template = Template(read_form(book, columns, "rows.csv"), book.editions["en"], read_theme(book.theme), created=0)

    def sizes(name):
        document = template.document(dict.fromkeys(columns, "x") | {"name": name})
        of_title = [line for line in lines(document.pages[1]) if line.runs and 14 < line.runs[0].size < 30]
        return {round(line.runs[0].size, 2) for line in of_title}, len(of_title)

    usual, count = sizes("Ann")
    smaller, most = sizes("Wilhelmina Maximiliana von Hohenstein-Langenburg zu Waldburg")
    assert max(smaller) < max(usual)
    assert count <= most == 3


def test_the_command_says_what_it_did_and_fails_for_bad_rows(tmp_path):
    (tmp_path / "rows.csv").write_text(HEAD + ROW.format(id=1, name="a", name_he="ב") + "2,b\n", "utf-8")
    arguments = [
        "merge",
        str(EXAMPLE),
        str(tmp_path / "rows.csv"),
        "-e",
        "en",
        "-o",
        str(tmp_path / "out"),
        "--jobs",
        "1",
    ]
    result = CliRunner().invoke(commands, arguments)
    assert result.exit_code == 1
    assert "1 copy made, 1 left out" in result.output
    assert (tmp_path / "out" / "invitation-en-000001.pdf").is_file()
    assert "invitation-en-000001.pdf" in read_manifest(tmp_path / "out" / ".invitation-en-merge.jsonl")
