from pathlib import Path

import pytest
import yaml

from booklet import resources
from booklet.document.shop_reader import DEFAULT_SHOP, read_shop, read_shop_file, shop_names
from booklet.errors import ContentError, MissingFileError
from booklet.shop import CoverFile
from booklet.units import mm

PRINT_SHOP = (resources.folder("shops") / "print-shop.yaml").read_text("utf-8")


@pytest.mark.parametrize("name", shop_names())
def test_every_shop_can_be_read(name):
    assert read_shop(name).name == name


def test_a_shop_has_what_its_file_says():
    shop = read_shop(DEFAULT_SHOP)
    assert shop.condition.identifier == "FOGRA39"
    assert shop.condition.profile.read_bytes()[12:20] == b"prtrCMYK"
    assert (shop.ink_limit, shop.bleed, shop.crop_marks) == (3.0, mm(3), False)
    assert (shop.cover, shop.picture_quality) == (CoverFile.WITH_INSIDE, 92)


def test_what_may_be_left_out(tmp_path):
    path = tmp_path / "print-shop.yaml"
    kept = [line for line in PRINT_SHOP.splitlines() if not line.startswith(("crop_marks", "cover", "picture"))]
    path.write_text("\n".join(kept), "utf-8")
    assert read_shop_file(path) == read_shop(DEFAULT_SHOP)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("ink_limit: 300", "ink_limit: 3", "bad-value"),
        ("bleed: 3mm", "bleed: 3", "wrong-type"),
        ("bleed: 3mm", "bleed: 30mm", "bad-value"),
        ("crop_marks: false", "crop_marks: some", "wrong-type"),
        ("cover: with-inside", "cover: two", "bad-value"),
        ("FOGRA39L_coated.icc", "FOGRA93L_coated.icc", "unknown-profile"),
        ("FOGRA39L_coated.icc", "../icc/FOGRA39L_coated.icc", "bad-value"),
        ("  profile: FOGRA39L_coated.icc\n", "", "missing-key"),
        ("ink_limit", "inks", "unknown-key"),
    ],
)
def test_a_fault_in_a_shop_is_found(tmp_path, old, new, code):
    assert old in PRINT_SHOP
    path = tmp_path / "print-shop.yaml"
    path.write_text(PRINT_SHOP.replace(old, new, 1), "utf-8")
    with pytest.raises(ContentError) as caught:
        read_shop_file(path)
    assert code in [fault.code for fault in caught.value.diagnostics]
    assert all(fault.where.line for fault in caught.value.diagnostics)


@pytest.mark.parametrize("name", ["printshop", "", "../x"])
def test_an_unknown_shop_is_refused_with_the_known_ones(name):
    with pytest.raises(ContentError) as caught:
        read_shop(name)
    (fault,) = caught.value.diagnostics
    assert fault.code == "unknown-shop" and "print-shop" in fault.hint


def test_a_shop_file_that_is_not_there(tmp_path):
    with pytest.raises(MissingFileError):
        read_shop_file(tmp_path / "x.yaml")


def test_every_key_of_a_shop_is_documented():
    text = (Path(__file__).parents[2] / "docs" / "press.md").read_text("utf-8")
    keys = yaml.safe_load(PRINT_SHOP)
    condition = keys.pop("condition")
    for key in [*keys, *(f"condition.{name}" for name in condition)]:
        assert f"| `{key}` |" in text
