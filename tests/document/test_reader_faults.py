"""What is wrong with a source: every fault at its place, all at once, and files that are made to do harm."""

from pathlib import Path

import pytest

from booklet.document.reader import read_book
from booklet.errors import BookletError, ContentError, ExitCode, MissingFileError
from tests.document.books import BODY, GOOD, HEAD, X, faults_of, place_of, write

TWO = HEAD + "  he: {languages: [he]}\n"
TEXT = BODY + "  - text: |\n      One\n\n"

PAIR = "booklet: 1\nid: a\ntitle: {{en: T, fr: T, he: T}}\neditions: {{one: {{languages: {}}}}}\nbody: [blank]\n"

PLACED = "events: [{year: 1, title: t, place: {name: n, latitude: 1, longitude: 2}}]\n"
FAULTS = [
    # the whole file
    ("yaml-syntax", BODY + "  - text: a⟦: b\n", "quotes"),
    ("yaml-syntax", BODY + "  - text: ⟦@b\n", "quotes"),
    ("yaml-syntax", BODY + "  - text: *The⟦* book\n", "quotes"),
    ("yaml-syntax", BODY + "  - text: ⟦'x\n", "close it"),
    ("yaml-syntax", BODY + "  - text: ⟦{en: b\n", "}"),
    ("yaml-syntax", BODY + "  - list: ⟦[a, b\n", "]"),
    ("yaml-syntax", BODY + "  - text: 'a' ⟦b\n", "quotes"),
    ("yaml-syntax", BODY + '  - text: "⟦\\q"\n', "backslash"),
    ("tab", BODY + "⟦\t- blank\n", "spaces"),
    ("tab", BODY + "  - text: |\n⟦\tfoo\n", "spaces"),
    ("two-documents", X + "⟦---\nbooklet: 1\n", "---"),
    ("control-character", BODY + "  - text: a⟦\x07b\n", "delete"),
    ("control-character", BODY + '  - text: ⟦"\\x07"\n', "delete"),
    ("control-character", BODY + "  - text: a⟦&#7;\n", "delete"),
    ("control-character", BODY + "  - text: a⟦\u2028b\n", "delete"),
    ("lost-character", BODY + "  - text: a⟦\ufffdb\n", "encoding"),
    ("too-deep", BODY + "  - " + "[" * 30 + "⟦[]" + "]" * 30 + "\n", "7"),
    ("unknown-alias", BODY + "  - text: ⟦*x\n", "quotes"),
    ("alias-bomb", BODY + "  - &x [⟦*x]\n", "write"),
    ("unknown-tag", BODY + "  - text: ⟦!!python/none x\n", "tag"),
    ("duplicate-key", X + "⟦id: b\n", "line 2"),
    ("wrong-type", X + "⟦[a]: b\n", ""),
    ("wrong-type", "⟦- a\n", "keys"),
    # keys and types
    ("unknown-key", X + "⟦titel: x\n", "did you mean `title`?"),
    ("unknown-key", BODY + "  - ⟦hedding: x\n", "did you mean `heading`?"),
    ("unknown-key", BODY + "  - ⟦timelin\n", "did you mean `timeline`?"),
    ("unknown-key", BODY + "  - quote: {text: x, ⟦sauce: y}\n", "did you mean `source`?"),
    ("unknown-key", BODY + "  - text: {en: {⟦fil: x, file: part.he.md}}\n", "file:"),
    ("missing-key", "⟦" + X.replace("id: a\n", ""), "add `id:`"),
    ("missing-key", BODY + "  - quote: ⟦{source: y}\n", "add `text:`"),
    ("missing-key", BODY + "  - back-cover: {⟦qr-caption: y}\n", "add `qr`"),
    ("missing-key", X + "events: [{title: x, ⟦circa: true}]\n", "add `year`"),
    ("empty-value", BODY + "  - ⟦heading:\n", "chapter"),
    ("empty-value", BODY + "  - heading: {⟦en: }\n", "write it"),
    ("empty-value", BODY + "  - heading: ⟦''\n", "write it"),
    ("empty-value", BODY + "  - quote:\n      ⟦text:\n", "write"),
    ("empty-value", BODY + "  - list: ⟦[]\n", ""),
    ("empty-value", BODY + "  - text: |\n      ⟦&#32;\n", ""),
    ("wrong-type", BODY + "  - heading: ⟦1860\n", '"1860"'),
    ("wrong-type", BODY + "  - heading: ⟦[x]\n", ""),
    ("wrong-type", BODY + "  - ⟦[x]\n", "blocks"),
    ("wrong-type", BODY + "  - blank: ⟦3\n", "alone"),
    ("wrong-type", BODY + "  - list: ⟦x\n", "- "),
    ("wrong-type", BODY + "  - quote: {text: x, full-page: ⟦'yes'}\n", "true or false"),
    ("wrong-type", BODY + "  - quote: ⟦text:x\n", "a space"),
    ("wrong-type", X + "events: [{title: x, year: ⟦'1860'}]\n", ""),
    ("wrong-type", HEAD.replace("{languages: [en]}", "⟦[en]") + "body: [blank]\n", "keys"),
    ("two-blocks", BODY + "  - text: x\n    ⟦small: y\n", "- "),
    ("bad-value", X.replace("id: a", "id: ⟦Mein_Buch"), "lower-case"),
    ("bad-value", X.replace("id: a", "id: ⟦" + "a" * 61), "lower-case"),
    ("bad-value", X.replace("  en:", "  ⟦EN:"), "lower-case"),
    ("bad-value", X + "paper: {trim: ⟦A55}\n", "A5"),
    ("bad-value", BODY + "  - map: {places: [{name: x, latitude: ⟦135.2, longitude: 5}]}\n", "longitude"),
    ("bad-value", BODY + "  - map: {places: [{name: x, latitude: 5, longitude: ⟦-181}]}\n", "west"),
    ("wrong-type", BODY + "  - map: {places: [{name: x, latitude: ⟦35°N, longitude: 5}]}\n", "decimal point"),
    ("missing-key", BODY + "  - map: {places: [⟦{name: x, latitude: 5}]}\n", "add `longitude:`"),
    ("bad-value", X + "paper: {trim: ⟦1mm x 2mm}\n", ""),
    ("bad-value", X + "paper: {bleed: ⟦3}\n".replace("3", "three"), "3mm"),
    ("bad-value", X + "paper: {bleed: ⟦3cm}\n", ""),
    ("bad-value", X + "paper: {binding: ⟦glued}\n", "perfect"),
    ("missing-key", X + "paper: {cover: ⟦{}}\n", "thickness"),
    ("bad-value", X + "paper: {cover: {thickness: ⟦5mm}}\n", ""),
    ("bad-value", BODY + "  - page-break: ⟦rekto\n", "recto"),
    ("bad-value", BODY + "  - back-cover: {qr: ⟦www.example.org}\n", "https"),
    ("bad-value", X + "events: [{title: x, year: ⟦18600}]\n", ""),
    ("bad-value", X + "events: [{title: x, year: 1, place: {name: x, latitude: ⟦91, longitude: 1}}]\n", ""),
    ("too-many", X.replace("[en]", "[en, he, ar, fr, ⟦de]"), ""),
    ("twice", X.replace("languages: [en]", "languages: ⟦[en, en]"), "delete"),
    ("arrangement", PAIR.format("[en, fr], arrangement: ⟦two-covers"), "facing"),
    ("arrangement", PAIR.format("[en, fr, he], arrangement: ⟦facing"), "stacked"),
    ("unknown-version", X.replace("booklet: 1", "booklet: ⟦2"), "booklet: 1"),
    ("unknown-theme", X + "theme: ⟦heritag\n", "did you mean `heritage`?"),
    ("unknown-theme", X.replace("[en]", "[en], theme: ⟦moder"), "did you mean `modern`?"),
    # languages
    ("missing-language", TWO.replace("title: T", "title: ⟦{en: T}").replace("T}", "T}") + "body: [blank]\n", "`he:`"),
    ("missing-language", TWO.replace("title: T", "title: ⟦T") + "body: [blank]\n", "{en: …, he: …}"),
    ("unknown-language", X.replace("title: T", "title: {en: T, ⟦xx: T}"), "he"),
    ("unknown-language", X.replace("[en]", "[⟦eng]").replace("title: T", "title: T"), "did you mean `en`?"),
    # files
    ("outside-folder", BODY + "  - text: {en: {file: ⟦../part.md}}\n", "copy"),
    ("outside-folder", BODY + "  - text: {en: {file: ⟦/etc/passwd}}\n", "copy"),
    ("outside-folder", BODY + "  - text: {en: {file: ⟦'c:\\part.md'}}\n", "copy"),
    ("outside-folder", BODY + "  - text: {en: {file: ⟦link.md}}\n", "copy"),
    ("missing-file", BODY + "  - text: {en: {file: ⟦part.md}}\n", "part.he.md"),
    ("missing-file", BODY + "  - text: {en: {file: ⟦parts/one.md}}\n", "no folder"),
    ("missing-file", BODY + "  - figure: {file: ⟦pictures/b.png, alt: x}\n", "a.png"),
    ("bad-picture", BODY + "  - figure: {file: ⟦part.he.md, alt: x}\n", "JPEG"),
    ("bad-value", BODY + "  - figure: {file: pictures/a.png, alt: x, width: ⟦5%}\n", ""),
    ("bad-value", BODY + "  - figure: {file: pictures/a.png, alt: x, width: ⟦6km}\n", "75mm"),
    ("bad-value", BODY + "  - figure: {file: pictures/a.png, alt: x, width: ⟦6mm}\n", ""),
    ("bad-value", BODY + "  - figure: {file: pictures/a.png, alt: x, ratio: ⟦1.5}\n".replace("1.5", "wide"), "3:2"),
    ("bad-value", BODY + "  - figure: {file: pictures/a.png, alt: x, ratio: ⟦7:1}\n", ""),
    ("bad-value", BODY + "  - figure: {file: pictures/a.png, alt: x, ratio: ⟦0:1}\n", ""),
    ("bad-value", BODY + "  - figure: {file: pictures/a.png, alt: x, focus: ⟦[50%]}\n", "[50%, 20%]"),
    ("bad-value", BODY + "  - figure: {file: pictures/a.png, alt: x, focus: [50%, ⟦20]}\n", ""),
    ("bad-value", BODY + "  - figure: {file: pictures/a.png, alt: x, focus: [⟦120%, 0]}\n", ""),
    ("wrong-type", BODY + "  - figure: {file: pictures/a.png, alt: x, focus: ⟦center}\n", "[50%, 20%]"),
    ("bad-value", BODY + "  - figure: {file: pictures/a.png, alt: x, full-bleed: ⟦pge}\n", "page"),
    ("missing-key", BODY + "  - pictures: [⟦{file: pictures/a.png}]\n", "`alt:`"),
    ("unknown-key", BODY + "  - pictures: [{file: pictures/a.png, alt: x, ⟦width: 60%}]\n", "ratio"),
    ("too-many", BODY + "  - pictures:" + "\n      - {file: pictures/a.png, alt: x}" * 3 + "\n      - ⟦{alt: x}\n", ""),
    ("wrong-type", BODY + "  - figure: {file: pictures/a.png, alt: x, width: ⟦60}\n", "60%"),
    # Markdown
    ("not-in-text", TEXT + "      ⟦# Two\n", "heading:"),
    ("not-in-text", TEXT + "      ⟦> Two\n", "quote:"),
    ("not-in-text", TEXT + "      ⟦***\n", "page-break"),
    ("not-in-text", TEXT + "      ⟦```\n      x\n      ```\n", "```"),
    ("not-in-text", TEXT + "          ⟦x\n", "spaces"),
    ("not-in-text", TEXT + "      ⟦<div>\n", "plain"),
    ("not-in-text", TEXT + "      a ⟦<b>c\n", "plain"),
    ("not-in-text", TEXT + "      a\n      b `⟦c` d\n", "sign"),
    ("not-in-text", TEXT + "      a ![⟦b](c.png)\n", "figure:"),
    ("empty-value", TEXT + "      ⟦a | b\n      --|--\n", "under"),
    ("row-length", TEXT + "      a | b\n      --|--\n      ⟦c | d | e\n", "\\|"),
    ("row-length", TEXT + "      a | b\n      --|--\n      c | d\n      ⟦after\n", "empty line"),
    ("row-length", TEXT + "      - a | b\n        --|--\n        ⟦| c |\n", "between"),
    ("row-length", TEXT + "      a | b\n      ⟦-----\n".replace("-----", "--|--|--"), "first row"),
    ("row-length", TEXT + "      ⟦|---|---|\n      | a | b |\n", "first row"),
    ("too-many", TEXT + "      ⟦" + "|a" * 13 + "\n      " + "|-" * 13 + "|\n      " + "|a" * 13 + "\n", "two tables"),
    ("too-many", TEXT + "      ⟦a | b\n      --|--\n" + "      c | d\n" * 501, "500"),
    ("not-in-text", TEXT + "      a | b\n      --|--\n      c | `⟦d`\n", "sign"),
    ("bad-link", TEXT + "      a | b\n      --|--\n      c | [d](⟦e)\n", "https://"),
    ("bad-value", BODY + "  - text: A\nevents: [{year: 1, title: A}]\nposter: {size: ⟦A6}\n", ""),
    ("not-in-text", BODY + "  - heading: a `⟦b`\n", "sign"),
    ("not-in-text", BODY + '  - heading: "a `⟦b`"\n', "sign"),
    ("bad-link", TEXT + "      a\n      [b](⟦javascript:c)\n", "https://"),
    ("bad-link", TEXT + "      a [b](⟦www.example.org)\n", "https://"),
    ("one-line", BODY + "  - heading: |\n      a\n      ⟦b\n", "one line"),
    ("empty-value", TEXT + "      ⟦- a\n      -\n", "delete"),
    ("too-deep", TEXT + "      - a\n        - b\n          - c\n            - d\n              ⟦- e\n", "4"),
    # two places at once
    ("cover-not-first", BODY + "  - blank\n  - ⟦cover\n", "move"),
    ("back-cover-not-last", BODY + "  - ⟦back-cover\n  - blank\n", "move"),
    ("twice", BODY + "  - contents\n  - ⟦contents\n", "line 7"),
    ("twice", BODY + "  - cover\n  - ⟦cover\n", "line 7"),
    ("no-events", BODY + "  - ⟦timeline\n", "events:"),
    ("no-events", X + "⟦poster: {size: A2}\n", "events:"),
    ("no-places", X + "events: [{year: 1, title: t, place: {name: n}}]\nposter: {⟦map: true}\n", "latitude"),
    ("wrong-type", X + PLACED + "poster: {map: ⟦false}\n", "map: true"),
    ("unknown-key", X + PLACED + "poster: {map: {⟦place: []}}\n", "places"),
    ("missing-key", X + PLACED + "poster: {⟦qr-caption: t}\n", "qr"),
    ("bad-value", X + PLACED + "poster: {qr: ⟦example}\n", "https"),
]


@pytest.mark.parametrize(("code", "marked", "hint"), FAULTS, ids=lambda value: str(value)[-40:])
def test_a_fault_is_found_at_its_place_and_nothing_else(tmp_path, code, marked, hint):
    (tmp_path / "link.md").symlink_to("/etc/hostname")
    text, line, column = place_of(marked)
    found = faults_of(tmp_path, text)
    assert [(fault.code, fault.where.line, fault.where.column) for fault in found] == [(code, line, column)]
    (fault,) = found
    assert hint in fault.hint
    assert fault.source_line == text.split("\n")[line - 1]
    assert 0 < fault.length <= max(1, len(fault.source_line) - column + 1)
    assert not fault.message.endswith(".") and "\n" not in fault.message


def test_a_fault_in_a_text_file_is_found_there(tmp_path):
    path = write(tmp_path)
    (tmp_path / "part.he.md").write_text("א\n\nב `קוד`\n", "utf-8")
    with pytest.raises(ContentError) as caught:
        read_book(path)
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.where.line, fault.where.column, fault.length) == ("not-in-text", 3, 4, 3)
    assert fault.where.path.endswith("part.he.md")


@pytest.mark.parametrize(
    ("code", "data", "line", "column"),
    [
        ("empty-file", b"", 0, 0),
        ("empty-file", b" \n", 0, 0),
        ("empty-file", b"# nothing\n", 0, 0),
        ("not-utf8", "id: מ".encode("utf-16"), 0, 0),
        ("not-utf8", b"id: a\ntitle: \xd7\x90 caf\xe9\n", 2, 13),
        ("not-utf8", b"\xef\xbb\xbfid: a\r\ntitle: caf\xe9\n", 2, 11),
        ("binary-file", b"\x89PNG\0\0", 0, 0),
        ("too-large", b"# " + b"x" * (4 * 1024 * 1024), 0, 0),
    ],
)
def test_a_file_that_is_no_text_is_refused(tmp_path, code, data, line, column):
    (fault,) = faults_of(tmp_path, data)
    assert (fault.code, fault.where.line, fault.where.column) == (code, line, column)


def test_only_missing_files_have_their_own_exit_code(tmp_path):
    with pytest.raises(MissingFileError) as caught:
        read_book(write(tmp_path, BODY + "  - text: {en: {file: a.md}}\n  - text: {en: {file: b.md}}\n"))
    assert caught.value.exit_code == ExitCode.MISSING and len(caught.value.diagnostics) == 2
    with pytest.raises(ContentError):
        read_book(write(tmp_path, BODY + "  - text: {en: {file: a.md}}\n  - txt: x\n"))


@pytest.mark.parametrize("name", ["nothing.yaml", "nothing/booklet.yaml", "x" * 5000, "empty", "/dev/null"])
def test_a_book_that_is_not_there(tmp_path, name):
    (tmp_path / "empty").mkdir()
    with pytest.raises(MissingFileError) as caught:
        read_book(tmp_path / name)
    assert caught.value.diagnostics[0].code in ("missing-file", "unreadable-file")


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    path = write(tmp_path)

    def refuse(*_args, **_kwargs):
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(MissingFileError) as caught:
        read_book(path)
    assert caught.value.diagnostics[0].code == "unreadable-file"


def test_all_faults_are_reported_at_once_in_order(tmp_path):
    text = (
        GOOD.replace("thickness: 0.1mm", "thickness: 9mm")
        .replace("- blank", "- blnk")
        .replace("circa: true", "cirka: 1")
    )
    text = text.replace("First *words*", "First `words`").replace("- contents", "- cover").replace("en: Unknown, ", "")
    found = faults_of(tmp_path, text)
    assert [fault.code for fault in found] == [
        *("bad-value", "twice", "not-in-text", "unknown-key", "unknown-key", "missing-language"),
    ]
    assert [fault.where.line for fault in found] == sorted(fault.where.line for fault in found)


def test_missing_languages_are_named_in_words(tmp_path):
    text = HEAD + "  he: {languages: [he]}\n  ar: {languages: [ar]}\nbody: [blank]\n"
    (fault,) = faults_of(tmp_path, text)
    assert fault.message == "this text is missing in Arabic and in Hebrew"


def test_the_number_of_faults_is_bounded(tmp_path):
    found = faults_of(tmp_path, BODY + "  - txt: x\n" * 1000)
    assert len(found) == 301 and found[-1].code == "too-many-faults"


# --- Bombs --------------------------------------------------------------------------------------------------------


def test_aliases_cannot_explode(tmp_path):
    doubled = "".join(f"    - &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 30))
    (fault,) = faults_of(tmp_path, X + "x:\n    - &a0 [lol, lol]\n" + doubled)
    assert fault.code == "alias-bomb"


def test_a_long_text_cannot_be_repeated_without_end(tmp_path):
    (fault,) = faults_of(tmp_path, BODY + f"  - text: &x {'word ' * 20_000}\n" + "  - text: *x\n" * 1000)
    assert fault.code == "alias-bomb"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("too-deep", "[" * 1_000_000),
        ("too-deep", "".join(" " * i + "a:\n" for i in range(500))),
        ("too-large", "- a\n" * 500_000),
        ("not-in-text", BODY + "  - text: |\n" + "      > a `b`\n" * 10_000),
        ("text-too-long", BODY + "  - text: |\n" + "      > a `b`\n" * 50_000),
        ("text-too-long", BODY + "  - text: |\n      " + "[" * 4_000_000),
        ("too-many", HEAD + "".join(f"  e{i}: {{languages: [en]}}\n" for i in range(101)) + "body: [blank]\n"),
    ],
)
def test_a_great_tree_is_refused_early(tmp_path, code, text):
    assert {fault.code for fault in faults_of(tmp_path, text)} == {code}


def test_a_loop_of_links_is_a_missing_file(tmp_path):
    (tmp_path / "loop.md").symlink_to("loop.md")
    found = faults_of(tmp_path, BODY + "  - text: {en: {file: loop.md}}\n")
    assert [fault.code for fault in found] == ["missing-file"]


def test_every_code_is_documented():
    told = (Path(__file__).parents[2] / "docs" / "source.md").read_text("utf-8")
    for code in {code for code, *_ in FAULTS}:
        assert f"`{code}`" in told, code


def test_reading_never_raises_anything_else(tmp_path):
    with pytest.raises(BookletError):
        read_book(tmp_path)
