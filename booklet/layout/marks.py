"""The small signs of a theme: before items, at the head of a chapter, behind the years, and the path of the poster."""

from typing import assert_never

from booklet.color import Color
from booklet.document.theme import MedallionShape, Ornament, Theme
from booklet.geometry import Point
from booklet.layout.display import Item, Path
from booklet.layout.forms import disc, square
from booklet.layout.ornament import chapter_star, medallion, small_star

_SQUARE = 0.72
"""Half the side of a square over the radius of the star in its place: as much ink, about."""
_DOT = 0.62
"""The same for the radius of a dot."""
_RING = 0.3
"""Thickness of a ring over its radius: a bad copier leaves it open."""


def list_mark(center: Point, radius: float, theme: Theme, color: Color | None = None) -> Path:
    """Return the sign before an item, in the colour of ornaments unless another is given."""
    fill = color or theme.palette.ornament
    match theme.ornament:
        case Ornament.STAR:
            return small_star(center, radius, fill)
        case Ornament.SQUARE:
            return Path(square(center, _SQUARE * radius), fill=fill)
        case Ornament.NONE:
            return Path(disc(center, _DOT * radius), fill=fill)
        case _:
            assert_never(theme.ornament)


def rule_mark(center: Point, radius: float, theme: Theme) -> tuple[Item, ...]:
    """Return the sign at the start of a rule, if the theme has one."""
    return () if theme.ornament is Ornament.NONE else (list_mark(center, radius, theme),)


def chapter_mark(center: Point, radius: float, theme: Theme) -> tuple[Item, ...]:
    """Return the sign at the head of a chapter, if the theme has one."""
    palette = theme.palette
    match theme.ornament:
        case Ornament.STAR:
            return chapter_star(center, radius, palette)
        case Ornament.SQUARE:
            return (
                Path(square(center, radius), fill=palette.accent),
                Path(disc(center, _DOT * radius), fill=palette.paper),
            )
        case Ornament.NONE:
            return ()
        case _:
            assert_never(theme.ornament)


def event_mark(center: Point, radius: float, theme: Theme, *, width: float = 0.5) -> tuple[Item, ...]:
    """Return what marks an event on the timeline; `width` is that of fine lines in it."""
    palette = theme.palette
    match theme.medallion:
        case MedallionShape.STAR:
            return medallion(center, radius, palette, width=width)
        case MedallionShape.DISC:
            return (
                Path(disc(center, radius), fill=palette.paper),
                Path(disc(center, radius - 4 * width), fill=palette.accent),
                Path(disc(center, 0.36 * radius), fill=palette.paper),
            )
        case MedallionShape.RING:
            return (
                Path(disc(center, radius), fill=palette.ornament),
                Path(disc(center, (1 - _RING) * radius), fill=palette.paper),
            )
        case _:
            assert_never(theme.medallion)


def path_strokes(width: float, theme: Theme) -> tuple[tuple[float, Color], ...]:
    """Return the strokes of the poster's path, one over the other, each with its width; all `width` wide on A2."""
    palette = theme.palette
    match theme.medallion:
        case MedallionShape.STAR:
            return (width, palette.ornament), (width - 2.4, palette.paper), (width - 5.2, palette.primary)
        case MedallionShape.DISC:
            return ((width, palette.primary),)
        case MedallionShape.RING:
            return (width, palette.ornament), (width - 6.0, palette.paper)
        case _:
            assert_never(theme.medallion)
