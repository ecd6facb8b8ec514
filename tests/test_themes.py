"""The shipped book in every theme: what holds for one theme holds for all, and what each of them promises."""

from dataclasses import astuple, replace

import pytest

from booklet.color import Color
from booklet.document.theme_reader import read_theme, theme_names
from booklet.geometry import Point
from booklet.layout.display import GlyphRun, Line, Path, Rule, walk
from tests import test_shipped_book as shipped
from tests.conftest import SHIPPED, Shop

LARGE, LARGE_BOLD, BOLD = 18.0, 14.0, 700
"""Sizes in points from which type is large (WCAG 2.2, 1.4.3), and the weight that is bold."""
HEAVY = {"suez-one"}
"""Its only weight is called regular; the stem of its vav (0.138 em) is that of Heebo Bold (0.147 em)."""
PLAIN = ("plain", "plain-large")
OTHERS = sorted(set(theme_names()) - {"heritage"})
"""The shipped book in heritage has a file of its own."""


class ThemedShop(Shop):
    """Books in another theme than their own."""

    def __init__(self, library, theme):
        super().__init__(library)
        self.theme = theme

    def book(self, source):
        return replace(super().book(source), theme=self.theme)


@pytest.fixture(scope="module")
def shops(library):
    return {name: ThemedShop(library, name) for name in theme_names()}


themes_and_editions = pytest.mark.parametrize(
    ("theme", "edition"), [(theme, one) for theme in OTHERS for one in (*shipped.EDITIONS, *shipped.BILINGUAL)]
)


@themes_and_editions
def test_words_keep_clear_of_each_other_and_of_the_edges(shops, theme, edition):
    shipped.test_no_word_is_drawn_over_another(shops[theme], edition)
    shipped.test_no_word_leaves_the_safe_area(shops[theme], edition)


@pytest.mark.parametrize("edition", [*shipped.EDITIONS, *shipped.BILINGUAL])
def test_what_touches_the_trim_of_modern_reaches_the_bleed(shops, edition):
    shipped.test_what_touches_the_trim_reaches_the_bleed(shops["modern"], edition)


@pytest.mark.parametrize("edition", shipped.EDITIONS)
@pytest.mark.parametrize("theme", OTHERS)
def test_the_poster_shows_every_event(shops, theme, edition):
    shipped.test_the_poster_shows_every_event(shops[theme], edition)


# --- Contrast -----------------------------------------------------------------------------------------------------


def luminance(color):
    """Relative luminance (WCAG 2.2)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.red, color.green, color.blue)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_the_standard():
    black, white, grey = (Color.from_hex(code) for code in ("#000000", "#FFFFFF", "#777777"))
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(grey, white) == pytest.approx(4.48, abs=0.01)  # the usual example of a grey that is just too light


def grounds(items, line, at):
    """The colours under the corners of a line, of the last rules that were drawn before it there."""
    left, top = at.apply(Point(line.box.x, line.box.y))
    right, bottom = at.apply(Point(line.box.right, line.box.bottom))
    found = {}
    for item, matrix in items:
        if item is line:
            return set(found.values())
        if isinstance(item, Rule):
            (x1, y1), (x2, y2) = (
                matrix.apply(p) for p in (Point(item.rect.x, item.rect.y), Point(item.rect.right, item.rect.bottom))
            )
            for place in ((left, top), (right, top), (left, bottom), (right, bottom)):
                found.setdefault(place, Color.from_hex("#FFFFFF"))
                if min(x1, x2) <= place[0] <= max(x1, x2) and min(y1, y2) <= place[1] <= max(y1, y2):
                    found[place] = item.fill
    raise AssertionError("the line is not on the page")


@pytest.mark.parametrize("theme", theme_names())
@pytest.mark.parametrize("edition", ["he", "fr"])
def test_words_stand_out_from_what_they_stand_on(shops, theme, edition):
    seen = set()
    for document in shipped.documents(shops[theme], edition):
        for page in document.pages:
            items = list(walk(page.items))
            for line, at in items:
                if isinstance(line, Line) and line.text.strip():
                    under = grounds(items, line, at) or {Color.from_hex("#FFFFFF")}
                    for run in line.runs:
                        font = run.run.font
                        large = run.size >= (LARGE_BOLD if font.weight >= BOLD or font.family in HEAVY else LARGE)
                        seen |= {(run.color, ground, large) for ground in under}
    # The paper, the covers, and the sea of the map.
    assert len({(ground.red, ground.green, ground.blue) for _, ground, _ in seen}) == (1 if theme in PLAIN else 3)
    for color, ground, large in seen:
        assert contrast(color, ground) >= (3.0 if large else 4.5), (color, ground)


# --- What a theme promises ----------------------------------------------------------------------------------------


def colors(page):
    for item, _ in walk(page.items):
        match item:
            case Line():
                yield from (run.color for run in item.runs)
            case GlyphRun(color=color) | Rule(fill=color):
                yield color
            case Path():
                yield from (color for color in (item.fill, item.stroke) if color)


@pytest.mark.parametrize("theme", PLAIN)
def test_plain_is_black_alone(shops, theme):
    used = {color for one in shipped.documents(shops[theme], "he") for page in one.pages for color in colors(page)}
    assert {color.cmyk for color in used} == {(0.0, 0.0, 0.0, 1.0), (0.0, 0.0, 0.0, 0.0)}
    assert len(used) == 2


@pytest.mark.parametrize("theme", PLAIN)
def test_nothing_in_plain_bleeds(shops, theme):
    for page in shops[theme].booklet(SHIPPED, "ar").pages:
        for item, at in walk(page.items):
            if (extent := shipped.extent(item, at)) is not None:
                assert extent.x > 0 and extent.y > 0
                assert extent.right < page.size.width and extent.bottom < page.size.height


def test_large_print_has_no_small_print():
    theme = read_theme("plain-large")
    assert min(astuple(theme.sizes)) >= 16.0
    assert min(theme.fonts.scales.values()) >= 1.0


@pytest.mark.parametrize("edition", shipped.EDITIONS)
def test_large_print_is_set_large(shops, edition):
    for page in shops["plain-large"].booklet(SHIPPED, edition).pages:
        for item, _ in walk(page.items):
            if isinstance(item, Line):
                assert all(run.size >= 16.0 for run in item.runs), item.text
