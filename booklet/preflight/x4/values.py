"""Read values from PDF objects that may be of any kind: what is not as it should be reads as nothing."""

import math
from decimal import Decimal

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String


def plain(value: object) -> str:
    """Return a value as text; names and strings from a damaged file need not be in any encoding."""
    try:
        return str(value)
    except UnicodeDecodeError:
        return value.unparse().decode("latin-1") if isinstance(value, pikepdf.Object) else ""


def entry(holder: object, key: str) -> object | None:
    """Return the entry of a dictionary or stream; None when it has none, or is neither."""
    return holder.get(key) if isinstance(holder, (Dictionary, Stream)) else None


def entries(holder: object) -> list[tuple[str, object]]:
    """Return the keys, with their slash, and values of a dictionary or stream, sorted."""
    if not isinstance(holder, (Dictionary, Stream)):
        return []
    try:
        keys = sorted(holder.keys())
    except UnicodeDecodeError:  # no one can name them, so no one draws them
        return []
    return [(key, holder.get(key)) for key in keys]


def items(value: object) -> list[object]:
    """Return the items of an array; a single value that is no array is its own only item, null is none."""
    if isinstance(value, Array):
        return list(value)
    return [] if value is None else [value]


def name(value: object) -> str:
    """Return a name without its slash; empty for anything else."""
    return plain(value)[1:] if isinstance(value, Name) else ""


def text(value: object) -> str:
    """Return a text string; empty for anything else."""
    return plain(value) if isinstance(value, String) else ""


def number(value: object) -> float | None:
    """Return a finite number; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if math.isfinite(found) else None


def rectangle(value: object) -> tuple[float, ...] | None:
    """Return left, bottom, right, top of a rectangle whose corners may stand in any order (ISO 32000-1, 7.9.5)."""
    found = [number(item) for item in items(value)]
    known = [one for one in found if one is not None]
    if len(found) != 4 or len(known) != 4:
        return None
    x, y, other_x, other_y = known
    return (min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y))


def identity(value: object) -> tuple[int, int] | None:
    """Return the object number and generation of an indirect object; None for a direct one."""
    if isinstance(value, pikepdf.Object) and value.is_indirect:
        return value.objgen
    return None


def inherited(page: object, key: str) -> object | None:
    """Return an entry of a page, or of the nearest node above that has it (ISO 32000-1, 7.7.3.4)."""
    node: object | None = page
    for _ in range(64):  # deeper trees are damage; the bound also ends loops
        found = entry(node, key)
        if found is not None or node is None:
            return found
        node = entry(node, "/Parent")
    return None
