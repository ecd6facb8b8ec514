"""Where fonts, themes, shops, profiles and the shipped content lie: inside the package, or beside it in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """Return the folder `fonts`, `content`, `themes`, `shops` or `icc` that came with the program."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
