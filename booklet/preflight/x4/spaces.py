"""What a colour space comes down to (ISO 32000-1, 8.6): its family, and those of the spaces inside it."""

from collections.abc import Iterator

from pikepdf import Array, Name

from booklet.preflight.x4.values import entry, name, plain

DEVICE = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4}
"""Number of components."""
_SHORT = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
"""As inline images may write them (ISO 32000-1, 8.9.7, table 94)."""
_DEEPEST = 8
"""An Indexed space over a DeviceN space over an ICC-based one, reached through names, needs six steps."""


def families(space: object, resources: object) -> Iterator[tuple[str, object]]:
    """Yield the families that a colour is finally given in, and for an ICC-based one its profile.

    A device space that the resources replace (`DefaultRGB`: ISO 32000-1, 8.6.5.6) is told as what replaces it; a
    spot colour as itself, and then as the space that stands in for it. `missing` is a name that the resources lack,
    `unknown` what is no colour space.
    """
    replaceable = True
    for _ in range(_DEEPEST):
        kind = _family(space)
        if kind in DEVICE:
            other = entry(entry(resources, "/ColorSpace"), f"/Default{kind.removeprefix('Device')}")
            if other is None or not replaceable:
                yield kind, None
                return
            space, replaceable = other, False
        elif isinstance(space, Name):
            if kind == "Pattern":
                return
            space = entry(entry(resources, "/ColorSpace"), plain(space))
            if space is None:
                yield "missing", kind
                return
        elif kind in ("CalGray", "CalRGB", "Lab", "ICCBased"):
            yield kind, _item(space, 1)
            return
        elif kind in ("Indexed", "Pattern"):
            space = _item(space, 1)
            if space is None:
                return
        elif kind in ("Separation", "DeviceN"):
            yield kind, _item(space, 1)
            space = _item(space, 2)
        else:
            break
    yield "unknown", None


def _family(space: object) -> str:
    found = name(space) or name(_item(space, 0))
    return _SHORT.get(found, found)


def _item(space: object, index: int) -> object | None:
    return space[index] if isinstance(space, Array) and len(space) > index else None
