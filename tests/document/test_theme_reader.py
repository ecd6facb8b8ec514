import dataclasses

import pytest
from fontTools.ttLib import TTFont

from booklet import resources
from booklet.color import Color
from booklet.document.theme import USUAL_YEAR_EM, CoverDesign, HeadLetters, MedallionShape, Ornament, Vocalized
from booklet.document.theme_reader import read_theme, read_theme_file, theme_names
from booklet.errors import ContentError, MissingFileError
from booklet.justification import Justification, Means

HERITAGE = (resources.folder("themes") / "heritage.yaml").read_text("utf-8")


@pytest.mark.parametrize("name", theme_names())
def test_every_theme_can_be_read(name):
    theme = read_theme(name)
    assert theme.name == name
    assert all(size > 0 for size in dataclasses.astuple(theme.sizes))


def test_a_theme_has_what_its_file_says():
    theme = read_theme("heritage")
    assert theme.palette.primary == Color.from_hex("#1F2E4F", cmyk=(0.85, 0.65, 0.0, 0.65))
    assert theme.sizes.body == 10.5
    assert theme.fonts.text["Hebr"][0] == "frank-ruhl-libre"
    assert theme.fonts.scales["Arab"] > 1
    assert {"Latn", "Hebr", "Arab"} <= set(theme.leading)
    assert theme.vocalized["Hebr"] == Vocalized(size=1.1, leading=1.25)
    assert theme.running_heads is HeadLetters.SMALL_CAPS


def test_a_colour_may_be_left_to_the_profile_of_the_press(tmp_path):
    path = tmp_path / "heritage.yaml"
    path.write_text(HERITAGE.replace('{rgb: "#1F2E4F", cmyk: [85, 65, 0, 65]}', '"#1F2E4F"'), "utf-8")
    assert read_theme_file(path).palette.primary == Color.from_hex("#1F2E4F")


def test_a_theme_that_says_nothing_of_its_composition_is_composed_as_heritage():
    theme = read_theme("heritage")
    assert (theme.cover, theme.ornament, theme.medallion) == (
        CoverDesign.BAND,
        Ornament.STAR,
        MedallionShape.STAR,
    )
    assert (theme.year_em, theme.rule_scale, theme.ragged) == (USUAL_YEAR_EM, 1.0, False)
    modern = read_theme("modern")
    assert (modern.cover, modern.ornament, modern.medallion) == (
        CoverDesign.PLANES,
        Ornament.SQUARE,
        MedallionShape.DISC,
    )


def test_a_theme_that_says_nothing_of_justification_has_the_usual_one(tmp_path):
    path = tmp_path / "heritage.yaml"
    path.write_text(HERITAGE.partition("justification:")[0], "utf-8")
    assert read_theme_file(path).justification == Justification()
    path.write_text(HERITAGE.partition("justification:")[0] + "justification: {order: [spaces]}\n", "utf-8")
    assert read_theme_file(path).justification == Justification(order=(Means.SPACES,))


@pytest.mark.parametrize(
    ("name", "hint"), [("heritag", "did you mean `heritage`?"), ("", "heritage"), ("../x", "heritage")]
)
def test_an_unknown_theme_is_refused_with_the_known_ones(name, hint):
    with pytest.raises(ContentError) as caught:
        read_theme(name)
    (fault,) = caught.value.diagnostics
    assert fault.code == "unknown-theme" and hint in fault.hint


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"#1F2E4F"', '"#1F2"', "bad-value"),
        ("cmyk: [85, 65, 0, 65]", "cmyk: [85, 65, 0]", "bad-value"),
        ("cmyk: [85, 65, 0, 65]", "cmyk: [85, 65, 0, 65, 0]", "bad-value"),
        ("cmyk: [85, 65, 0, 65]", "cmyk: [185, 65, 0, 65]", "bad-value"),
        ("cmyk: [85, 65, 0, 65]", "cmyk: 85", "wrong-type"),
        (", cmyk: [85, 65, 0, 65]", "", "missing-key"),
        ('{rgb: "#1F2E4F", cmyk: [85, 65, 0, 65]}', "[85, 65, 0, 65]", "wrong-type"),
        ("[amiri]", "[arimi]", "unknown-font"),
        ("Latn: 14.5pt, ", "", "missing-key"),
        ("  body: 10.5pt\n", "", "missing-key"),
        ("body: 10.5pt", "body: 10.5", "wrong-type"),
        ("body: 10.5pt", "body: 1pt", "bad-value"),
        ("display_weight: 700", "display_weight: 7", "bad-value"),
        ("palette:", "pallete:", "unknown-key"),
        ("Arab: 17pt", "Thai: 17pt", "bad-value"),
        ("palette:", "cover: stripes\npalette:", "bad-value"),
        ("palette:", "ornament: [star]\npalette:", "wrong-type"),
        ("palette:", "medallion: heart\npalette:", "bad-value"),
        ("palette:", "year_em: 9\npalette:", "bad-value"),
        ("palette:", "rule_scale: 0\npalette:", "bad-value"),
        ("palette:", "ragged: 1\npalette:", "wrong-type"),
        ("order: [spaces, kashida, spaces]", "order: spaces", "wrong-type"),
        ("order: [spaces, kashida, spaces]", "order: []", "empty-value"),
        ("order: [spaces, kashida, spaces]", "order: [tatweel, spaces]", "bad-value"),
        ("order: [spaces, kashida, spaces]", "order: [spaces, kashida]", "bad-value"),
        ("order: [spaces, kashida, spaces]", "order: [kashida, letters, kashida, spaces]", "bad-value"),
        ("order: [spaces, kashida, spaces]", "order: [spaces, kashida, spaces, letters, spaces]", "bad-value"),
        ("order: [spaces, kashida, spaces]", "order: [spaces, spaces]", "bad-value"),
        ("order: [spaces, kashida, spaces]", "order: [spaces, alternates, spaces]", "font-cannot"),
        ("order: [spaces, kashida, spaces]", "order: [spaces, ligatures, spaces]", "font-cannot"),
        ("order: [spaces, kashida, spaces]", "kashida: true", "unknown-key"),
        ("kashida_most_em: 0.5", "kashida_most_em: 5", "bad-value"),
        ("size: 1.1", "size: 11", "bad-value"),
        ("Arab: {size", "Grek: {size", "bad-value"),
        ("leading: 1.25", "fonts: [arimi]", "unknown-font"),
        ("running_heads: small-caps", "running_heads: smallcaps", "bad-value"),
    ],
)
def test_a_fault_in_a_theme_is_found(tmp_path, old, new, code):
    assert old in HERITAGE
    path = tmp_path / "heritage.yaml"
    path.write_text(HERITAGE.replace(old, new, 1), "utf-8")
    with pytest.raises(ContentError) as caught:
        read_theme_file(path)
    assert code in [fault.code for fault in caught.value.diagnostics]
    assert all(fault.where.line for fault in caught.value.diagnostics)


@pytest.mark.parametrize(
    ("written", "order"),
    [
        ("spaces", "SPACES"),
        ("kashida, spaces", "KASHIDA SPACES"),
        ("spaces, letters, kashida, spaces", "SPACES LETTERS KASHIDA SPACES"),
        ("kashida, spaces, letters, spaces", "KASHIDA SPACES LETTERS SPACES"),
    ],
)
def test_the_means_of_justification_may_have_any_order(tmp_path, written, order):
    path = tmp_path / "heritage.yaml"
    path.write_text(HERITAGE.replace("order: [spaces, kashida, spaces]", f"order: [{written}]"), "utf-8")
    assert [means.name for means in read_theme_file(path).justification.order] == order.split()


def test_wide_letters_are_refused_because_no_arabic_text_font_has_them():
    """Wide alternates are the features jalt and swsh."""
    families = {family for name in theme_names() for family in read_theme(name).fonts.text["Arab"]}
    files = [path for family in families for path in (resources.folder("fonts") / family).glob("*.ttf")]
    assert files
    for path in files:
        features = TTFont(path)["GSUB"].table.FeatureList.FeatureRecord
        assert not {"jalt", "swsh"} & {record.FeatureTag for record in features}


def test_a_theme_file_that_is_not_there(tmp_path):
    with pytest.raises(MissingFileError):
        read_theme_file(tmp_path / "x.yaml")
