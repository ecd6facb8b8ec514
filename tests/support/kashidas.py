"""Where the kashidas of a line stand, measured by the advances of its glyphs."""

from booklet.text.glyphs import KASHIDA
from booklet.text.lines import SetLine


def kashidas_of(line: SetLine) -> list[tuple[float, float]]:
    """Return left and right of each kashida of a line, points, from left to right."""
    found: list[tuple[float, float]] = []
    for piece in line.pieces:
        x, scale = piece.x, piece.size / piece.run.font.units_per_em
        for text, advance in zip(piece.run.glyph_texts, piece.run.advances, strict=True):
            if text == KASHIDA:
                start = found.pop()[0] if found and found[-1][1] == x else x
                found.append((start, x + advance * scale))
            x += advance * scale
    return found
