"""What the page of instructions says: the form of its words, and the count of sheets in every language.

The words themselves are in `instruction_words_ltr` and `instruction_words_rtl`.

Names in braces are filled in: `{sheets}` and `{tiles}` by `SHEETS`, `{first}` by the name of the first tile. Words say
what the hands do, in the imperative or the infinitive as cooking books of the language have it, and name no side:
left and right are seen in the drawings, which are mirrored with the book.
"""

from typing import NamedTuple

_FSI, _PDI = "\u2068", "\u2069"
"""First strong isolate and its end (UAX #9, 2.4.2)."""


class StepWords(NamedTuple):
    """The words of one drawing."""

    head: str
    text: str
    alt: str
    """What the drawing shows, for those who do not see it."""


class InstructionWords(NamedTuple):
    """All words of the page in one language."""

    title: str
    settings: tuple[str, str, str]
    """What to choose in the print window: the size, both sides, the flip."""
    one_side: str
    """The setting for the tiles in place of both sides."""
    print: StepWords
    fold: StepWords
    staple: StepWords
    trim: StepWords
    marks: str
    """In place of the text of `trim`, where the pages are smaller than half a sheet and have cut marks."""
    poster: StepWords


SHEETS = {
    "ar": ("ورقة واحدة {paper}", "ورقتان {paper}", "{number} أوراق {paper}", "{number} ورقة {paper}"),
    "de": ("1 Blatt {paper}", "{number} Blatt {paper}"),
    "en": ("1 sheet of {paper}", "{number} sheets of {paper}"),
    "es": ("1 hoja {paper}", "{number} hojas {paper}"),
    "fa": ("{number} برگ {paper}",),
    "fr": ("1 feuille {paper}", "{number} feuilles {paper}"),
    "he": ("גיליון {paper} אחד", "שני גיליונות {paper}", "{number} גיליונות {paper}"),
    "it": ("1 foglio {paper}", "{number} fogli {paper}"),
    "lad": ("1 folyo {paper}", "{number} folyos {paper}"),
    "pt": ("1 folha {paper}", "{number} folhas {paper}"),
    "ur": ("{number} ورق {paper}",),
    "yi": ("איין בויגן {paper}", "{number} בויגנס {paper}"),
}
"""So many sheets: forms for one, for two where the language has a dual, in Arabic for 3 to 10, for all others."""


def isolated(text: str) -> str:
    """Return a name or a number that keeps its order to itself."""
    return f"{_FSI}{text}{_PDI}"


def sheets_text(language: str, count: int, number: str, paper: str) -> str:
    """Return the count of sheets in words; `number` is the count in the digits of the edition (CLDR plural rules)."""
    forms = SHEETS[language]
    form = forms[-1]
    if count == 1:
        form = forms[0]
    elif count == 2 and len(forms) > 2:
        form = forms[1]
    elif language == "ar" and 3 <= count % 100 <= 10:
        form = forms[2]
    return form.format(number=isolated(number), paper=isolated(paper))
