"""Printers that a person has named: each a small TOML file that can be edited by hand, lengths in millimetres.

    flip = "long"              # the edge that sheets are turned over: short, long; manual for a pile turned by hand
    reverse = false            # from the last sheet to the first
    back-offset = [0.5, -1.0]  # backs are moved right, down
    margins = [4, 4, 4, 4]     # white that the printer leaves: left, top, right, bottom

The folder is the caller's: nothing here knows where people keep such things. Source: TOML 1.0.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from booklet.errors import ContentError, Diagnostic, MissingFileError, Where
from booklet.files import folder_of_parts
from booklet.geometry import Insets, Point
from booklet.press.printer import Flip, Printer
from booklet.units import mm, to_mm

_ENDING = ".toml"
_MOST_BYTES = 4096
"""Ten times what a profile takes; whatever is nested or counted in it is small too."""
_NAME = re.compile(r"[^\W_][\w-]{0,39}")
_MOST_OFFSET_MM = 20
_MOST_MARGIN_MM = 50
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_KEYS = ("flip", "reverse", "back-offset", "margins")
_HINTS = {
    "flip": "write short, long or manual",
    "reverse": "write true or false",
    "back-offset": f"write two lengths in mm, right and down, none above {_MOST_OFFSET_MM}: [0.5, -1]",
    "margins": f"write four lengths in mm, left, top, right, bottom, from 0 to {_MOST_MARGIN_MM}: [4, 4, 4, 4]",
}


def printer_names(folder: Path) -> tuple[str, ...]:
    """Return the names of the printers in a folder, sorted; none if it is not there."""
    try:
        files = [path for path in folder.iterdir() if path.suffix == _ENDING and path.is_file()]
    except OSError:
        return ()
    return tuple(sorted(path.stem for path in files if _NAME.fullmatch(path.stem)))


def load_printer(folder: Path, name: str) -> Printer:
    """Return a printer by its name.

    Raises:
        ContentError: there is none of this name, or its file says something that cannot be.
        MissingFileError: the file cannot be read.
    """
    check_name(name)
    known = printer_names(folder)
    if name not in known:
        names = f"the saved ones are: {', '.join(known)}; " if known else ""
        raise ContentError(
            Diagnostic(
                code="unknown-printer",
                message=f"there is no printer “{name}”",
                hint=f"{names}to make one, print what `booklet calibrate test.pdf` writes, and then answer "
                f"`booklet calibrate --answers --name {name}`",
            )
        )
    path = folder / f"{name}{_ENDING}"
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        message = f"the printer {path} cannot be read: {error.strerror}"
        raise MissingFileError(Diagnostic(code="cannot-read", message=message)) from error
    return parse_printer(data, str(path))


def save_printer(folder: Path, name: str, printer: Printer) -> Path:
    """Write a printer under a name, in the place of an earlier one, and return its file.

    Raises:
        ContentError: the name cannot be one.
        MissingFileError: the folder cannot be written to.
    """
    check_name(name)
    path = folder / f"{name}{_ENDING}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Written beside its place and then moved there: what is interrupted leaves the earlier one as it was.
        with folder_of_parts(folder) as parts:
            part = parts / path.name
            part.write_bytes(printer_text(printer).encode())
            part.replace(path)
    except OSError as error:
        message = f"the printer {path} cannot be saved: {error.strerror}"
        hint = "make room, or name another folder in the environment variable BOOKLET_CONFIG"
        raise MissingFileError(Diagnostic(code="cannot-write", message=message, hint=hint)) from error
    return path


def check_name(name: str) -> None:
    """Return if a printer may have this name.

    Raises:
        ContentError: it may not.
    """
    if not _NAME.fullmatch(name):
        raise ContentError(
            Diagnostic(
                code="printer-name",
                message=f"“{name[:60]}” cannot be the name of a printer",
                hint="take letters, digits and hyphens, at most 40: office-2",
            )
        )


def printer_text(printer: Printer) -> str:
    """Return a printer as its file says it, to a hundredth of a millimetre."""
    offset, margins = printer.back_offset, printer.margins
    whites = (margins.left, margins.top, margins.right, margins.bottom)
    return (
        "# A printer of booklet. Lengths in millimetres.\n"
        f'flip = "{(printer.flip or Flip.SHORT_EDGE).value}"  # the edge sheets are turned over: short, long; '
        "manual for a pile turned by hand\n"
        f"reverse = {str(printer.reverse).lower()}  # from the last sheet to the first\n"
        f"back-offset = {_numbers(offset)}  # backs are moved right, down\n"
        f"margins = {_numbers(whites)}  # white that the printer leaves: left, top, right, bottom\n"
    )


def _numbers(lengths: Iterable[float]) -> str:
    return "[" + ", ".join(f"{round(to_mm(length), 2) + 0.0:g}" for length in lengths) + "]"


def parse_printer(data: bytes, path: str) -> Printer:
    """Return the printer that the text of a file describes; what it leaves out is as in any office printer.

    Raises:
        ContentError: at every place where it cannot be understood.
    """
    if len(data) > _MOST_BYTES:
        raise _faulty(path, "the file is too long for a printer")
    try:
        text = data.decode("utf-8-sig")
        values = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise _faulty(path, "the file is not text in UTF-8") from error
    except (ValueError, RecursionError) as error:  # TOMLDecodeError is a ValueError; so is a number too long
        raise _not_toml(path, str(error)) from error
    faults = [
        _fault_at(path, text, key, *problem) for key, value in values.items() if (problem := _problem(key, value))
    ]
    if faults:
        raise ContentError(faults)
    return _printer(values)


def set_printer(settings: Iterable[str]) -> Printer:
    """Return the printer of settings as on a command line: `flip=long`, `back-offset=0.5,-1mm`, `margins=4mm`.

    Raises:
        ContentError: for each one that cannot be understood.
    """
    values: dict[str, object] = {}
    faults = []
    for setting in settings:
        key, _, word = setting.partition("=")
        value = _value(key.strip(), word.strip())
        if problem := _problem(key.strip(), value):
            faults.append(
                Diagnostic(code="printer-setting", message=f"“{setting[:80]}”: {problem[0]}", hint=problem[1])
            )
        values[key.strip()] = value
    if faults:
        raise ContentError(faults)
    return _printer(values)


def _value(key: str, word: str) -> object:
    """Return what a word on the command line would be in a file."""
    if key == "reverse":
        return {"yes": True, "true": True, "no": False, "false": False}.get(word, word)
    if key not in ("back-offset", "margins"):
        return word
    try:
        numbers = [float(part.strip().removesuffix("mm")) for part in word.split(",")]
    except ValueError:
        return word
    return numbers * 4 if key == "margins" and len(numbers) == 1 else numbers


def _problem(key: str, value: object) -> tuple[str, str] | None:
    """Return what is wrong with a setting and what would be right."""
    match key:
        case "flip":
            sound = value in [flip.value for flip in Flip]
        case "reverse":
            sound = isinstance(value, bool)
        case "back-offset":
            sound = _are_numbers(value, 2, -_MOST_OFFSET_MM, _MOST_OFFSET_MM)
        case "margins":
            sound = _are_numbers(value, 4, 0, _MOST_MARGIN_MM)
        case _:
            return f"a printer has no setting “{key[:40]}”", f"its settings are: {', '.join(_KEYS)}"
    return None if sound else (f"“{key}” has a value that cannot be", _HINTS[key])


def _are_numbers(value: object, count: int, least: float, most: float) -> bool:
    return (
        isinstance(value, list)
        and len(value) == count
        and all(isinstance(one, int | float) and not isinstance(one, bool) and least <= one <= most for one in value)
    )


def _printer(values: Mapping[str, object]) -> Printer:
    """Return the printer of settings in which there is no problem."""
    offset, margins = values.get("back-offset", [0, 0]), values.get("margins", [0, 0, 0, 0])
    assert isinstance(offset, list) and isinstance(margins, list)
    return Printer(
        flip=Flip(values["flip"]) if "flip" in values else None,
        reverse=values.get("reverse") is True,
        back_offset=Point(*(mm(by) for by in offset)),
        margins=Insets(*(mm(white) for white in margins)),
    )


def _faulty(path: str, message: str, line: int = 0, column: int = 0) -> ContentError:
    where = Where(path=path, line=line, column=column)
    hint = "mend the file, or make it again with `booklet calibrate --answers`"
    return ContentError(Diagnostic(code="printer-file", message=message, where=where, hint=hint))


def _not_toml(path: str, reason: str) -> ContentError:
    place = _PLACE.search(reason)
    line, column = (int(place[1]), int(place[2])) if place else (0, 0)
    return _faulty(path, "the file cannot be understood as a printer", line, column)


def _fault_at(path: str, text: str, key: str, message: str, hint: str) -> Diagnostic:
    """Return a fault at the line where a key of the file stands; TOML lets it stand elsewhere, quoted, too."""
    for number, line in enumerate(text.splitlines(), 1):
        start = len(line) - len(line.lstrip())
        if line[start:].startswith(key):
            where = Where(path=path, line=number, column=start + 1)
            return Diagnostic(
                code="printer-file", message=message, hint=hint, where=where, source_line=line, length=len(key)
            )
    return Diagnostic(code="printer-file", message=message, hint=hint, where=Where(path=path))
