"""The Arabic paragraph of the checklists, set at many measures, and the letters of a file."""

from dataclasses import replace

from booklet.justification import Justification
from booklet.text.lines import SetLine
from booklet.text.paragraph import set_paragraph
from booklet.text.shape import Manner
from booklet.text.style import CharacterStyle, ParagraphShape
from tests.pdf.pdf_support import drawn_glyphs, opened, to_unicode
from tests.support.fonts import AMIRI, KUFI, TEXT, styled

ARABIC = (
    "تقدّم قصة الأليانس (Alliance Israélite Universelle) مصدر إلهام لأنشطتنا التي تعود بالنفع على المجتمع بأسره: الدافع "
    "إلى تنظيم الناس في أعمال تضامن ومساعدة ومسؤولية متبادلة. افتُتحت المدرسة الأولى في تطوان عام 1862، وتلتها في "
    "المدينة نفسها أول مدرسة للبنات؛ السَّلامُ عليكم. ومنذ ذلك العام أخذ أفضل التلاميذ يأتون إلى باريس ثم يعودون للتدريس."
)
MEASURES = [float(width) for width in range(100, 330, 12)]
RUNNING = replace(TEXT, justification=Justification())
MANNERS = [Manner(font, 1, "Arab", "ar") for font in (AMIRI, KUFI)]


def paragraphs(style: CharacterStyle = RUNNING) -> list[tuple[float, tuple[SetLine, ...]]]:
    """Return one text set at many measures."""
    paragraph = styled(ARABIC, "ar", style=style)
    return [(measure, set_paragraph(paragraph, ParagraphShape(measure, hyphenate=True))) for measure in MEASURES]


def text_layer(data: bytes, page_index: int = 0) -> list[str]:
    """Return the text of each glyph of a page, as drawn and as the file's ToUnicode maps have it."""
    with opened(data) as pdf:
        texts = {name: to_unicode(font) for name, font in pdf.pages[page_index].Resources.Font.items()}
    return [texts[glyph.font][glyph.cid] for glyph in drawn_glyphs(data, page_index)]
