"""The shipped book as if its Hebrew, or its Arabic, had been copied from a PDF that gives it as it is drawn.

Another engine (python-bidi) turns every line; `booklet check --fix` must give the file back, byte for byte.
"""

import re
import unicodedata

import pytest
import yaml
from bidi.algorithm import get_display

from booklet.doctor import find_cure, write_cure
from booklet.document.reader import read_book
from booklet.preflight.source import check_source
from tests.conftest import SHIPPED

LETTERS = {"he": "\u05d0-\u05ea", "ar": "\u0620-\u064a"}


def plain_source():
    """The source without links and emphasis: a PDF has none."""
    text = (SHIPPED / "booklet.yaml").read_text("utf-8")
    return re.sub(r"\[([^][\n]*)\]\(https?:[^)\n]*\)|\*+([^*\n]+)\*+", r"\1\2", text)


LETTER = "[\u05d0-\u05ea\u0620-\u064a]"
MARKS = "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f]*"


def drawn(line):
    """A line in the order of its glyphs; marks stay behind their letters, as in the text layer of most PDFs."""
    letters = re.findall(f"{LETTER}({MARKS})", line)
    bare = get_display(re.sub(MARKS, "", line), base_dir="R")
    # The first letter is drawn last.
    return re.sub(LETTER, lambda match: match[0] + letters.pop(), bare)


def pasted(source, language):
    """The source with each line of a language as it is drawn: in quotes, literal blocks, the braces of the title."""
    done, block = [], None
    for line in source.split("\n"):
        indent = len(line) - len(line.lstrip())
        quoted = re.fullmatch(rf'( +(?:- )?{language}: ")(.*)(")', line)
        braced = re.search(rf'(?<=[ {{]{language}: )("?)([^][{{}},"]+)\1(?=[,}}])', line) if "{" in line else None
        if block is not None and line.strip() and indent <= block:
            block = None
        if block is not None and line.strip():
            done.append(line[:indent] + drawn(line[indent:]))
        elif quoted:
            done.append(quoted[1] + drawn(quoted[2]) + quoted[3])
        elif braced:
            done.append(line[: braced.start(2)] + drawn(braced[2]) + line[braced.end(2) :])
        else:
            done.append(line)
        if re.fullmatch(rf" +{language}: \|", line):
            block = indent
    return "\n".join(done)


def lines_of(text, language):
    return [line for line in text.split("\n") if re.search(f"[{LETTERS[language]}]", line)]


@pytest.fixture(params=["he", "ar"])
def case(request, tmp_path):
    good = plain_source()
    bad = pasted(good, request.param)
    (tmp_path / "booklet.yaml").write_text(bad, "utf-8")
    return request.param, good, bad, tmp_path


def test_every_line_is_found_and_the_file_is_mended_to_the_byte(case):
    language, good, bad, folder = case
    assert len(set(lines_of(bad, language)) - set(lines_of(good, language))) > 80, "hardly a line was turned"
    found = check_source(read_book(folder))
    assert {(one.code, one.severity) for one in found} == {("reversed-order", "error")}
    write_cure(find_cure(folder), folder)
    assert (folder / "booklet.yaml").read_text("utf-8").split("\n") == good.split("\n")
    assert check_source(read_book(folder)) == []
    assert find_cure(folder).count == 0


@pytest.mark.parametrize("style", [None, "|", ">", '"', "'"])
def test_every_value_is_mended_however_it_is_quoted(tmp_path, style):
    """The same values, written by another program in each way that YAML has."""
    good = plain_source()
    path = tmp_path / "booklet.yaml"
    turned = yaml.safe_load(pasted(good, "he"))

    def text(dumper, value):
        return dumper.represent_scalar(
            "tag:yaml.org,2002:str", value, style if re.search("[\u05d0-\u05ea]", value) else None
        )

    dumper = type("Dumper", (yaml.SafeDumper,), {})
    dumper.add_representer(str, text)
    path.write_text(yaml.dump(turned, Dumper=dumper, allow_unicode=True, sort_keys=False), "utf-8")
    write_cure(find_cure(tmp_path), tmp_path)
    assert yaml.safe_load(path.read_text("utf-8")) == yaml.safe_load(good)


def test_the_marks_of_the_fixture_stand_behind_their_letters():
    line = "הֶחָזוֹן (של אַלְיַאנְס) 1860"
    assert sorted(unicodedata.normalize("NFC", drawn(line))) == sorted(unicodedata.normalize("NFC", line))
    assert drawn("שָׁלוֹם 12 (אב)") == "(בא) 12 םוֹלשָׁ"
