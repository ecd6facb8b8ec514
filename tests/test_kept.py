"""Second builds: one thing is changed at a time, and the folder is as if everything had been made anew."""

import json
import os
import pickle
import shutil
from hashlib import sha256

import pytest
from PIL import Image

from booklet import resources, stamp
from booklet.build import Kind, build
from booklet.document.shop_reader import DEFAULT_SHOP
from booklet.press.printer import OFFICE, Flip, Printer

WIDE = "מ" * 25  # of which a line has no room for two, so that something is told of it
BOOK = f"""\
booklet: 1
id: a
title: {{he: ט, fr: Titre}}
theme: own
editions:
  he: {{languages: [he]}}
  fr: {{languages: [fr]}}
body:
  - heading: {{he: פרק, fr: Chapitre}}
  - text: {{fr: Mots., he: מילים.}}
  - figure: {{file: dot.png, alt: {{he: נקודה, fr: Point}}}}
  - text: {{he: {WIDE} {WIDE}, fr: Fin.}}
"""
KINDS = (Kind.READER, Kind.SHEETS, Kind.PRESS)


@pytest.fixture(autouse=True)
def forgotten_program():
    stamp.program_digest.cache_clear()
    yield
    stamp.program_digest.cache_clear()


@pytest.fixture
def folder(tmp_path):
    """A book with a picture, and with a theme, a shop and a profile of its own."""
    for kind, name, own in (("themes", "heritage", "own"), ("shops", DEFAULT_SHOP, "own")):
        (tmp_path / kind).mkdir()
        text = (resources.folder(kind) / f"{name}.yaml").read_text("utf-8")
        text = text.replace(f"name: {name}", f"name: {own}").replace("FOGRA39L_coated.icc", "own.icc")
        (tmp_path / kind / f"{own}.yaml").write_text(text, "utf-8")
    shutil.copy(resources.folder("icc") / "FOGRA39L_coated.icc", tmp_path / "shops" / "own.icc")
    Image.new("RGB", (300, 300), "red").save(tmp_path / "dot.png")
    (tmp_path / "booklet.yaml").write_text(BOOK, "utf-8")
    return tmp_path


def built(folder, out="out", **options):
    """Build, and return what is told, and the editions that were made."""
    made = []
    wish = {"kinds": KINDS, "shop": "own"} | options
    result = build(folder, folder / out, progress=made.append, **wish)
    return result, made


def files(folder, out="out"):
    return {path.name: path.read_bytes() for path in (folder / out).iterdir() if path.name[0] != "."}


def assert_as_new(folder, result, **options):
    """Compare a folder with one that nothing was kept in."""
    anew, _ = built(folder, "anew", use_kept=False, **options)
    assert result.warnings == anew.warnings
    assert [path.name for path in result.files] == [path.name for path in anew.files]
    now = files(folder)
    assert all(now[path.name] == path.read_bytes() for path in anew.files)


def replaced(name, old, new):
    def change(folder):
        text = (folder / name).read_text("utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), "utf-8")

    return change


def other_picture(folder):
    before = (folder / "dot.png").stat()
    Image.new("RGB", (300, 300), "lime").save(folder / "dot.png")
    os.utime(folder / "dot.png", ns=(before.st_atime_ns, before.st_mtime_ns))


def other_profile(folder):
    path = folder / "shops" / "own.icc"
    data = bytearray(path.read_bytes())
    data[35] ^= 1  # the second of its date (ICC.1, 7.2): another profile, as good as this one
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("change", "made"),
    [
        (replaced("booklet.yaml", "Mots.", "Paroles."), ["fr"]),
        (replaced("booklet.yaml", "Mots.,", "Paroles.,\n   "), ["fr"]),
        (replaced("booklet.yaml", "מילים.", "מלים."), ["he"]),
        (replaced("booklet.yaml", "fr: Point", "fr: Tache"), ["fr"]),
        (replaced("booklet.yaml", "booklet: 1\n", "# Of a village.\nbooklet: 1\n"), []),
        (replaced("booklet.yaml", "languages: [fr]", "languages: [fr, he]"), ["he", "fr"]),
        (replaced("themes/own.yaml", "inner: 15mm", "inner: 18mm"), ["he", "fr"]),
        (replaced("shops/own.yaml", "crop_marks: false", "crop_marks: true"), ["he", "fr"]),
        (other_picture, ["he", "fr"]),
        (other_profile, ["he", "fr"]),
    ],
    ids=lambda value: None if callable(value) else "+".join(value) or "none",
)
def test_what_changed_is_made_and_nothing_else(folder, change, made):
    built(folder)
    before = files(folder)
    change(folder)
    result, now_made = built(folder)
    assert now_made == made
    for name, data in files(folder).items():
        if not any(name.startswith(f"a-{edition}") for edition in made) and name.endswith(".pdf"):
            assert data == before[name], name
    assert_as_new(folder, result)
    assert any(warning.where and warning.where.line for warning in result.warnings)
    assert built(folder)[1] == []


@pytest.mark.parametrize(
    "options",
    [
        {"kinds": (Kind.READER,)},
        {"printer": Printer(flip=Flip.LONG_EDGE)},
        {"shop": DEFAULT_SHOP},
        {"editions": ("fr",)},
    ],
    ids=lambda options: next(iter(options)),
)
def test_another_wish_is_another_build(folder, options):
    built(folder)
    result, _ = built(folder, **options)
    assert_as_new(folder, result, **options)
    result, _ = built(folder)
    assert_as_new(folder, result)


def test_another_date_is_another_build(folder, monkeypatch):
    built(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    result, made = built(folder)
    assert made == ["he", "fr"]
    assert_as_new(folder, result)


def test_a_second_build_writes_nothing(folder):
    first, _ = built(folder)
    before = {path.name: path.stat().st_mtime_ns for path in (folder / "out").iterdir()}
    changed = (folder / "out").stat().st_mtime_ns
    second, made = built(folder)
    assert (second, made) == (first, [])
    assert {path.name: path.stat().st_mtime_ns for path in (folder / "out").iterdir()} == before
    assert (folder / "out").stat().st_mtime_ns == changed


def test_an_edition_kept_by_one_set_of_kinds_is_kept_beside_another(folder):
    built(folder)
    built(folder, kinds=(Kind.READER,))
    assert built(folder)[1] == [] == built(folder, kinds=(Kind.READER,))[1]


@pytest.mark.parametrize("harm", ["unlink", "truncate", "other"])
def test_a_file_that_is_not_whole_is_made_again(folder, harm):
    result, _ = built(folder)
    before = files(folder)
    path = folder / "out" / "a-he-sheets.pdf"
    data = path.read_bytes()
    if harm == "unlink":
        path.unlink()
    else:
        path.write_bytes(data[:-1] if harm == "truncate" else data[:-1] + b"!")
    again, made = built(folder)
    assert (again, made) == (result, ["he"])
    assert files(folder) == before


class Wicked:
    def __reduce__(self):
        return os.mkdir, (str(self.path),)


def test_what_is_kept_is_nothing_when_damaged_and_calls_nothing(folder):
    built(folder)
    kept, before = folder / "out" / ".a-build", files(folder)
    wicked = Wicked()
    wicked.path = folder / "called"
    data = pickle.dumps({"he": wicked})
    head = kept.read_bytes().split(b"\n")[0]
    stranger = b"%b\n%b\n%b" % (head, sha256(data).hexdigest().encode(), data)
    whole = kept.read_bytes()
    for text in (b"", whole[:-1], whole.replace(b"heading", b"headinG") + b"!", stranger, b"\x80" * 5000):
        kept.write_bytes(text)
        assert built(folder, kinds=KINDS)[1] == ["he", "fr"]
        assert files(folder) == before
    assert not wicked.path.exists()


def test_nothing_is_kept_where_it_is_not_wanted(folder):
    built(folder)
    before = files(folder)
    assert built(folder, use_kept=False)[1] == ["he", "fr"]
    assert files(folder) == before


def test_what_is_kept_stays_small(folder):
    sets = [(Kind.READER,), (Kind.PRESS,), (Kind.SHEETS,), (Kind.READER, Kind.SHEETS), (Kind.READER, Kind.PRESS), KINDS]
    sizes = []
    for kinds in sets:
        built(folder, kinds=kinds, editions=["fr"])
        sizes.append((folder / "out" / ".a-build").stat().st_size)
    for kinds in sets:
        built(folder, kinds=kinds)
        sizes.append((folder / "out" / ".a-build").stat().st_size)
    assert max(sizes) < 100_000
    report = json.loads((folder / "out" / "a-report.json").read_text("utf-8"))
    assert len(report["files"]) == 6


def test_the_program_is_its_code_its_fonts_its_themes_and_its_libraries(tmp_path, monkeypatch):
    code, library = tmp_path / "code", tmp_path / "site-packages"
    (library / "pikepdf-10.0.dist-info").mkdir(parents=True)
    parts = [code / "build.py", *(tmp_path / name / "one" for name in ("fonts", "icc", "maps", "shops", "themes"))]
    for path in parts:
        path.parent.mkdir()
        path.write_bytes(b"a")
    monkeypatch.setattr(stamp, "_PROGRAM", code)
    monkeypatch.setattr(stamp, "folder", lambda name: tmp_path / name)
    monkeypatch.setattr("sys.path", [str(library)])

    def digest():
        stamp.program_digest.cache_clear()
        return stamp.program_digest()

    seen = {digest()}
    assert digest() in seen
    for path in parts:
        path.write_bytes(b"b")
        seen.add(digest())
    (library / "pikepdf-10.0.dist-info").rename(library / "pikepdf-10.1.dist-info")
    seen.add(digest())
    monkeypatch.setattr("sys.version", "4.0")
    seen.add(digest())
    assert len(seen) == len(parts) + 3


def test_another_program_makes_everything_anew(folder, monkeypatch):
    built(folder)
    monkeypatch.setattr("booklet.kept.program_digest", lambda: "another")
    assert built(folder)[1] == ["he", "fr"]
    assert built(folder)[1] == []


def test_values_of_one_look_have_stamps_of_their_own():
    values = [1, 1.0, True, "1", b"1", None, "", (), [], {}, ("a", "b"), ("ab",), (("a",), "b"), ("a", ("b",)), OFFICE]
    assert len({stamp.stamp(value).digest for value in values}) == len(values)
    with pytest.raises(AssertionError):
        stamp.stamp(object())
