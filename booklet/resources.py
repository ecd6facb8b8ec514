"""Where what came with the program lies (fonts, themes, shops, profiles, coast lines, content): in it, or beside it."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """Return the folder `fonts`, `content`, `themes`, `shops`, `icc` or `maps` that came with the program."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
