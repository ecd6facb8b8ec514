"""From a colour as content gives it to what is painted with (ISO 32000-1, 8.6)."""

from collections.abc import Sequence
from typing import Any

from pikepdf import Array

from booklet.preflight.printing.marks import UNKNOWN, Paint
from booklet.preflight.x4.spaces import families
from booklet.preflight.x4.values import entry, items, name, number

_PLATES = {"Cyan": 0, "Magenta": 1, "Yellow": 2, "Black": 3}
"""ISO 32000-1, 8.6.6.5: names of the inks of every press."""


def device_paint(family: str, parts: Sequence[float]) -> Paint:
    """Return the paint of a colour of 1, 3 or 4 parts, in a device space or in one that is as good as it."""
    if len(parts) == 1:
        return Paint(family, (0.0, 0.0, 0.0, 1.0 - parts[0]), is_white=parts[0] >= 1)
    if len(parts) == 3:
        return Paint(family, is_white=min(parts) >= 1)
    if len(parts) == 4:
        cyan, magenta, yellow, black = parts
        return Paint(family, (cyan, magenta, yellow, black), is_white=not any(parts))
    return Paint(family)


def paint_of(space: object, resources: object, operands: Sequence[Any]) -> Paint:
    """Return the paint of a colour in a space; that of a space just set, when there are no operands."""
    if not _is_plain(space):
        return UNKNOWN
    found = next(families(space, resources), ("", None))
    family, detail = found
    parts = [part for part in map(number, operands) if part is not None]
    match family:
        case "DeviceGray" | "CalGray":
            return device_paint(family, parts or (0.0,))
        case "DeviceRGB" | "CalRGB":
            return device_paint(family, parts or (0.0, 0.0, 0.0))
        case "DeviceCMYK":
            return device_paint(family, parts or (0.0, 0.0, 0.0, 1.0))
        case "ICCBased":
            count = number(entry(detail, "/N"))
            return device_paint(family, parts or [0.0] * int(count or 0))
        case "Separation" | "DeviceN":
            return _spot(family, [name(one) for one in items(detail)], parts)
    return Paint(family)


def _is_plain(space: object) -> bool:
    """Tell whether operands are parts of the colour, and not an index or a pattern's name."""
    head = name(space) or (name(space[0]) if isinstance(space, Array) and len(space) else "")
    return head not in ("Indexed", "I", "Pattern")


def _spot(family: str, names: Sequence[str], parts: Sequence[float]) -> Paint:
    """ISO 32000-1, 8.6.6.4 and 8.6.6.5: tints begin at full ink."""
    tints = list(parts) if len(parts) == len(names) else [1.0] * len(names)
    inks, spots = [0.0] * 4, 0.0
    for called, tint in zip(names, tints, strict=True):
        if called == "All":
            return Paint(family, (tint,) * 4, is_registration=tint > 0, is_white=tint == 0)
        if called in _PLATES:
            inks[_PLATES[called]] += tint
        elif called != "None":
            spots += tint
    return Paint(family, (inks[0], inks[1], inks[2], inks[3]), spots)
