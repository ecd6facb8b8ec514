"""Printers in files: what is saved is read back, and what a person breaks is told at its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.errors import ContentError, MissingFileError
from booklet.geometry import Insets, Point
from booklet.press.printer import Flip, Printer
from booklet.press.profiles import load_printer, parse_printer, printer_names, printer_text, save_printer, set_printer
from booklet.units import mm, to_mm

HUNDREDTHS = st.integers(-2000, 2000).map(lambda n: n / 100)
WHITES = st.integers(0, 5000).map(lambda n: n / 100)


def in_mm(printer):
    margins = printer.margins
    lengths = (*printer.back_offset, margins.left, margins.top, margins.right, margins.bottom)
    return [round(to_mm(length), 4) for length in lengths]


@given(
    st.sampled_from(Flip), st.booleans(), st.tuples(HUNDREDTHS, HUNDREDTHS), st.tuples(WHITES, WHITES, WHITES, WHITES)
)
def test_a_printer_is_read_as_it_was_written(flip, reverse, offset, whites):
    printer = Printer(flip=flip, reverse=reverse, back_offset=Point(*map(mm, offset)), margins=Insets(*map(mm, whites)))
    again = parse_printer(printer_text(printer).encode(), "x.toml")
    assert (again.flip, again.reverse) == (flip, reverse)
    assert in_mm(again) == in_mm(printer) == [*offset, *whites]


def test_settings_left_out_are_those_of_any_office_printer():
    assert parse_printer(b"", "x.toml") == Printer()
    assert set_printer([]) == Printer()


def test_settings_of_the_command_line():
    printer = set_printer(["flip=long", "reverse=yes", "back-offset=0.5,-1mm", "margins=4, 5 mm,4mm,6"])
    assert (printer.flip, printer.reverse) == (Flip.LONG_EDGE, True)
    assert in_mm(printer) == [0.5, -1, 4, 5, 4, 6]
    assert in_mm(set_printer(["margins=4mm"])) == [0, 0, 4, 4, 4, 4]


@pytest.mark.parametrize(
    "setting",
    ["flip", "flip=short-edge", "reverse=1", "back-offset=1", "back-offset=a,b", "back-offset=nan,0", "margins=-1",
     "margins=1,2", "margins=51", "turn=long", "=", "back-offset=inf,0"],
)  # fmt: skip
def test_a_wrong_setting_is_told_with_what_would_be_right(setting):
    with pytest.raises(ContentError) as caught:
        set_printer([setting])
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "printer-setting"
    assert diagnostic.hint


BROKEN = {
    # name: (the file, line and column of each fault)
    "no TOML": (b'flip = "long"\nreverse = maybe\n', ["2:11"]),
    "a wrong word": (b'# mine\nflip = "edge"\n', ["2:1"]),
    "a word for a truth": (b'reverse = "yes"\n', ["1:1"]),
    "a truth for a number": (b"back-offset = [true, 0]\n", ["1:1"]),
    "a number that is none": (b"back-offset = [nan, 0]\n", ["1:1"]),
    "too far": (b"back-offset = [21, 0]\n", ["1:1"]),
    "three margins": (b"flip = 'short'\n  margins = [1, 2, 3]\n", ["2:3"]),
    "an unknown key": (b"colour = 1\n", ["1:1"]),
    "two faults": (b"flip = 1\nmargins = 4\n", ["1:1", "2:1"]),
    "a key twice": (b"reverse = true\nreverse = true\n", ["2:15"]),
    "not text": (b"\xff\xfe", [""]),
    "too long": (b"#" * 5000, [""]),
    "nested": (b"flip = " + b"[" * 4000, [""]),
    "a number without end": (b"back-offset = [" + b"9" * 4000 + b", 0]", ["1:1"]),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_told_at_its_place(name):
    data, places = BROKEN[name]
    with pytest.raises(ContentError) as caught:
        parse_printer(data, "x.toml")
    assert [str(one.where) for one in caught.value.diagnostics] == [f"x.toml:{p}" if p else "x.toml" for p in places]
    assert all(one.hint and one.code == "printer-file" for one in caught.value.diagnostics)


def test_printers_are_kept_in_a_folder_that_need_not_be_there(tmp_path):
    folder = tmp_path / "a" / "b"
    assert printer_names(folder) == ()
    for name in ("office-2", "מדפסת"):
        save_printer(folder, name, Printer(flip=Flip.LONG_EDGE))
    save_printer(folder, "office-2", Printer(flip=Flip.MANUAL))
    assert printer_names(folder) == ("office-2", "מדפסת")
    assert load_printer(folder, "office-2").flip is Flip.MANUAL
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("name", ["", "../office", "a/b", "-x", ".hidden", "a b", "x" * 41, "a\n"])
def test_a_name_that_could_lead_elsewhere_is_refused(tmp_path, name):
    for use in (lambda: save_printer(tmp_path, name, Printer()), lambda: load_printer(tmp_path, name)):
        with pytest.raises(ContentError) as caught:
            use()
        assert caught.value.diagnostics[0].code == "printer-name"
    assert not list(tmp_path.iterdir())


def test_an_unknown_printer_names_the_known_ones_and_the_way_to_one(tmp_path):
    save_printer(tmp_path, "office", Printer())
    with pytest.raises(ContentError) as caught:
        load_printer(tmp_path, "offise")
    hint = caught.value.diagnostics[0].hint
    assert "office;" in hint
    assert "booklet calibrate" in hint


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "taken").write_text("a file", "utf-8")
    with pytest.raises(MissingFileError):
        save_printer(tmp_path / "taken", "office", Printer())
