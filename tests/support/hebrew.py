"""The Hebrew paragraph of the checklists, and the glyphs of a line."""

from dataclasses import replace

from booklet.text.paragraph import set_line
from tests.support.fonts import TEXT, styled

HEBREW = (
    "רשת בתי הספר של Alliance Israélite Universelle (כל ישראל חברים) נוסדה בפריז בשנת 1860, ובית הספר הראשון נפתח "
    "ב־1862 בטטואן; משם התפשטה אל סלוניקי, איזמיר (1873), בגדאד וירושלים. ״הוא אמר: ’למדו צרפתית!‘ והם למדו״, "
    "כתב תלמיד בצפון־אפריקה. הַשָּׁמַיִם וְהָאָרֶץ, בְּרֵאשִׁ֖ית."
)
MEASURES = [float(width) for width in range(90, 330, 12)]


def glyphs(text: str, **changes: object) -> list[int]:
    """Return the glyphs of a line from left to right."""
    line = set_line(styled(text, style=replace(TEXT, **changes)))
    return [glyph for piece in line.pieces for glyph in piece.run.glyph_ids]
