"""Read a book: YAML to `Book`, with every fault at its place.

The table in `format.py` says what each value looks like; here is what concerns two places at once.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from booklet.document.blocks import block_word
from booklet.document.book import Book, Condition
from booklet.document.conditions import read_conditions
from booklet.document.edition import Arrangement, Edition
from booklet.document.format import BOOK, EDITION, EVENT, NAME
from booklet.document.notes import with_note_numbers
from booklet.document.shapes import Desk
from booklet.document.sources import Faults, SourceFile, Spot, load
from booklet.document.theme_reader import theme_names, unknown_theme
from booklet.document.written import SourceText
from booklet.document.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, compose
from booklet.errors import Where
from booklet.languages import LANGUAGES

BOOK_FILE = "booklet.yaml"


def read_book(source: Path, load: Callable[[Path], SourceFile] = load) -> Book:
    """Return the book of a YAML file, or of a folder that holds `booklet.yaml`.

    `load` reads each text file: another one than that of the disk shows what would come of a change.

    Raises:
        ContentError: with all faults of the book, in the order of the source.
        MissingFileError: when nothing else is wrong than that files are missing.
    """
    path = (source / BOOK_FILE if _is_folder(source) else source).absolute()
    faults = Faults()
    root = compose(load(path), faults)
    desk = Desk(folder=path.parent, faults=faults, languages=_languages(root, path.parent), load=load)
    book = BOOK.read(root, desk)
    if isinstance(root, MappingNode):
        _check_editions(root, desk)
        _check_themes(root, desk)
        _check_order(list(_body_words(root)), faults)
        _check_events(root, faults)
        conditions = _conditions(root, desk)
    else:
        conditions = {}
    faults.check()
    assert book is not None, "a book that is None has faults"
    return with_note_numbers(replace(book, path=path, texts=_each_once(desk.texts), conditions=conditions))


def _each_once(texts: Sequence[SourceText]) -> tuple[SourceText, ...]:
    """Return the texts in the order of their files; what an alias repeats, and a file named twice, is one."""
    by_place = {(text.file.label, text.begin, text.language): text for text in texts}
    return tuple(by_place[place] for place in sorted(by_place))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name too long, a folder closed to us: opening the file will tell
        return False


def _languages(root: Node, folder: Path) -> tuple[str, ...]:
    """Return the codes of the languages of all sound editions; that of the first edition is first."""
    codes = [language.code for _, edition in _sound_editions(root, folder) for language in edition.languages]
    return tuple(dict.fromkeys([*codes[:1], *(code for code in LANGUAGES if code in codes)]))


def _sound_editions(root: Node, folder: Path) -> Iterator[tuple[MappingNode, Edition]]:
    """Yield the editions that have no fault, with their nodes."""
    _, editions = root.entries.get("editions", (None, None)) if isinstance(root, MappingNode) else (None, None)
    unheard = Desk(folder=folder, faults=Faults())  # the faults are noted when the whole book is read
    for _, node in editions.entries.values() if isinstance(editions, MappingNode) else ():
        edition = EDITION.read(node, unheard)
        if edition is not None and isinstance(node, MappingNode):
            yield node, edition


def _check_editions(root: MappingNode, desk: Desk) -> None:
    """Note languages that cannot stand together as an edition wants them to."""
    for node, edition in _sound_editions(root, desk.folder):
        fault = _language_fault(edition)
        if fault is not None:
            spot = node.entries["languages" if fault.code == "twice" else "arrangement"][1].spot
            desk.faults.error(spot, *fault)


class _Fault(NamedTuple):
    code: str
    message: str
    hint: str


def _language_fault(edition: Edition) -> _Fault | None:
    codes = [language.code for language in edition.languages]
    if len(set(codes)) < len(codes):
        again = next(code for code in codes if codes.count(code) > 1)
        return _Fault("twice", f"the language `{again}` stands here twice", "delete one of the two")
    name = f"`{edition.arrangement.value}`"
    if edition.arrangement is Arrangement.STACKED or len(codes) == 1:
        return None
    if len(codes) > 2:
        return _Fault("arrangement", f"{name} is for two languages, and here are {len(codes)}", "take `stacked`")
    if edition.arrangement is Arrangement.TWO_COVERS and len({one.binding for one in edition.languages}) == 1:
        message = f"{name} needs one language bound at the right and one at the left"
        return _Fault("arrangement", message, "take `facing`, `columns` or `stacked`")
    return None


def _check_themes(root: MappingNode, desk: Desk) -> None:
    """Note themes, of the book and of its editions, that are not there."""
    _, editions = root.entries.get("editions", (None, None))
    nodes = [node for _, node in editions.entries.values()] if isinstance(editions, MappingNode) else []
    known = theme_names(desk.folder)
    for node in [root, *nodes]:
        _, theme = node.entries.get("theme", (None, None)) if isinstance(node, MappingNode) else (None, None)
        is_name = isinstance(theme, ScalarNode) and re.fullmatch(NAME.pattern, theme.text)
        if isinstance(theme, ScalarNode) and is_name and theme.text not in known:
            desk.faults.error(theme.spot, *unknown_theme(theme.text, desk.folder))


# --- The order of the body ----------------------------------------------------------------------------------------


def _body_words(root: MappingNode) -> Iterator[ScalarNode]:
    """Yield the word of each block that has one, whether or not the block is sound."""
    _, body = root.entries.get("body", (None, None))
    for item in body.items if isinstance(body, SequenceNode) else ():
        named = block_word(item)
        if named is not None:
            yield named[0]


def _conditions(root: MappingNode, desk: Desk) -> dict[Where, tuple[Condition, ...]]:
    """Return the conditions of the blocks that have some, by the place of the block."""
    _, body = root.entries.get("body", (None, None))
    found = {}
    for item in body.items if isinstance(body, SequenceNode) else ():
        named = block_word(item)
        if named is not None and (conditions := read_conditions(item, desk)):
            found[named[0].spot.where] = conditions
    return found


def _check_order(words: Sequence[ScalarNode], faults: Faults) -> None:
    """Note covers that are not at their end of the body, and what stands there twice."""
    for name, index, code, place in (
        ("cover", 0, "cover-not-first", "first"),
        ("back-cover", -1, "back-cover-not-last", "last"),
    ):
        found = [word for word in words if word.text == name]
        if found and words[index].text != name:
            faults.error(found[0].spot, code, f"`{name}` must stand {place} in the body", "move it there")
        _check_once(found, faults)
    for name in ("contents", "timeline"):
        _check_once([word for word in words if word.text == name], faults)


def _check_once(found: Sequence[ScalarNode], faults: Faults) -> None:
    for again in found[1:]:
        message = f"`{again.text}` can stand in the body only once"
        faults.error(again.spot, "twice", message, f"delete it: the first is in line {found[0].spot.line}")


# --- Events -------------------------------------------------------------------------------------------------------


def _check_events(root: MappingNode, faults: Faults) -> None:
    """Note a timeline or poster without events, and events that say when they were in two ways."""
    if "events" not in root.entries:
        wanting = [word.spot for word in _body_words(root) if word.text == "timeline"]
        wanting += [root.entries["poster"][0].spot] if "poster" in root.entries else []
        for spot in wanting:
            hint = "write them under `events:`, or delete this"
            faults.error(spot, "no-events", "this shows the book's events, but the book has none", hint)
        return
    _, events = root.entries["events"]
    _check_map(root, events, faults)
    for event in events.items if isinstance(events, SequenceNode) else ():
        if isinstance(event, MappingNode):
            _check_time(event, faults)


def _check_map(root: MappingNode, events: Node, faults: Faults) -> None:
    """Note a map of the places of the events where none of them says how far north and east it is."""
    poster = root.entries["poster"][1] if "poster" in root.entries else None
    if not isinstance(poster, MappingNode) or "map" not in poster.entries:
        return
    key, shown = poster.entries["map"]
    entries = [event.entries for event in getattr(events, "items", ()) if isinstance(event, MappingNode)]
    places = [entry["place"][1] for entry in entries if "place" in entry]
    if any(isinstance(place, MappingNode) and "latitude" in place.entries for place in places):
        return
    if not (isinstance(shown, MappingNode) and "places" in shown.entries):
        hint = "add `latitude` and `longitude` to the `place` of events, or write `places:` here"
        faults.error(
            key.spot, "no-places", "this map has nothing to show: no event says where on the Earth it was", hint
        )


def _check_time(event: MappingNode, faults: Faults) -> None:
    """Note a date beside another year or `circa`, and a false end."""
    unheard = Desk(folder=Path(), faults=Faults())  # what is wrong with each by itself is noted with the event
    read = {
        name: EVENT.fields[name].shape.read(node, unheard) for name, (_, node) in event.entries.items() if name in _TIME
    }
    date, year = read.get("date"), read.get("year")
    if "until" in read:
        _check_end(event.entries["until"][0].spot, read["until"], date.year if date else year, faults)
    if date is not None and year is not None and date.year != year:
        message = f"the year {year} is not that of the date, {date.year}"
        faults.error(
            event.entries["year"][1].spot, "contradiction", message, "correct one of the two, or delete `year:`"
        )
    if date is not None and read.get("circa"):
        hint = "delete `circa`, or write `year:` in place of `date:`"
        faults.error(event.entries["circa"][0].spot, "contradiction", "an exact date is not approximate", hint)


def _check_end(spot: Spot, until: int | None, begin: int | None, faults: Faults) -> None:
    """Note an end that is not after the beginning, or has none."""
    if begin is None:
        message, hint = "`until` says nothing without the year in which it began", "add `year:`, or delete `until:`"
        faults.error(spot, "missing-key", message, hint)
    elif until is not None and until <= begin:
        message = f"it cannot have ended in {until}: it began in {begin}"
        faults.error(spot, "contradiction", message, "correct one of the two, or delete `until:`")


_TIME = ("year", "date", "until", "circa")
"""Keys of an event that say when it was."""
