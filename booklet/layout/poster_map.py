"""The map of the poster: the places of its events, each with the years in which something happened there."""

from collections.abc import Iterator, Sequence

from booklet.document.book import Poster, PosterMap
from booklet.document.model import Event, LocalizedPhrase, Phrase, Span
from booklet.errors import LayoutError, Where
from booklet.geometry import Size
from booklet.layout.maps.drawing import DrawnMap, Pin, Words, draw_map
from booklet.layout.maps.projection import Place
from booklet.layout.poster_text import Voice
from booklet.layout.styles import Styles
from booklet.layout.time_axis import in_order
from booklet.layout.words import COMMA, MAP, RANGE, year_text

_SIZES = (18.0, 16.5, 15.0, 13.5, 12.0)
"""Sizes of the type that are tried, A2: as large as the names have room, down to that of the texts of events."""
_MOST_YEARS = 3
"""Under a name; of more, the first and the last."""
_SAME = 2
"""Decimals of a degree to which places are one: about a kilometre."""


def map_pins(poster: Poster, events: Sequence[Event], styles: Styles) -> list[Pin]:
    """Return the places that the map of a poster shows, in order of time or as its author lists them."""
    ordered, where = in_order(events), (poster.map or poster).where
    return [
        Pin(place, (_words(name, _years(place, ordered, styles), styles, where),))
        for place, name in _places(poster, ordered).items()
    ]


def map_alt(shown: PosterMap, pins: Sequence[Pin], code: str) -> str:
    """Return what the map shows: what its author says, or the names of its places and their years."""
    if shown.alt:
        return shown.alt[code].text
    told = (pin.words[0].phrase.text.replace("\n", " ") for pin in pins)
    return MAP[code].format(places=COMMA[code].join(told))


def draw_poster_map(pins: Sequence[Pin], size: Size, voice: Voice) -> DrawnMap:
    """Return the map, its names as large as they have room.

    Raises:
        LayoutError: when they have none in the smallest type, naming those that find none.
    """
    *larger, least = dict.fromkeys(voice.size(on_a2) for on_a2 in _SIZES)
    for type_size in larger:
        try:
            return draw_map(pins, size, voice.styles, type_size)
        except LayoutError:
            continue
    return draw_map(pins, size, voice.styles, least)


def _places(poster: Poster, events: Sequence[Event]) -> dict[Place, LocalizedPhrase]:
    """Return the names of the places; events of one place share it."""
    listed = poster.map.places if poster.map else ()
    if listed:
        return {Place(one.longitude, one.latitude): one.name for one in listed}
    found: dict[Place, LocalizedPhrase] = {}
    for event in events:
        place = _place(event)
        if place and event.place and not any(_is_same(place, other) for other in found):
            found[place] = event.place.name
    return found


def _place(event: Event) -> Place | None:
    where = event.place
    if where is None or where.longitude is None or where.latitude is None:
        return None
    return Place(where.longitude, where.latitude)


def _is_same(one: Place, other: Place) -> bool:
    return all(round(a, _SAME) == round(b, _SAME) for a, b in zip(one, other, strict=True))


def _years(place: Place, events: Sequence[Event], styles: Styles) -> str:
    """Return the years of what happened at a place; empty where none is known."""
    code = styles.language.code
    here = ((event, _place(event)) for event in events if event.year is not None)
    told = (year_text(event, code, styles.figures).civil for event, at in here if at and _is_same(at, place))
    years = list(dict.fromkeys(told))
    if len(years) > _MOST_YEARS:
        return RANGE.join(_isolated([years[0], years[-1]]))
    return COMMA[code].join(_isolated(years))


def _isolated(years: Sequence[str]) -> Iterator[str]:
    """Yield years each by itself, so that they stand in order in every language."""
    return (f"\u2068{year}\u2069" for year in years)


def _words(name: LocalizedPhrase, years: str, styles: Styles, where: Where) -> Words:
    """Return a name with years on a line below it, coloured as they are on the timeline.

    They are of the map, at `where`: what its places are called elsewhere is compared with the source by itself.
    """
    phrase = name[styles.language.code]
    spans = (Span(text="\n"), Span(text=years, strong=True)) if years else ()
    return Words(Phrase(spans=(*phrase.spans, *spans), where=where), styles, styles.palette.accent)
