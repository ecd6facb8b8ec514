"""Books to read in tests. `⟦` in a source stands before the place of its fault and is taken out."""

from booklet.document.reader import read_book
from booklet.errors import BookletError, Diagnostic

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 8

HEAD = """\
booklet: 1
id: a
title: T
editions:
  en: {languages: [en]}
"""
BODY = HEAD + "body:\n"
X = HEAD + "body: [{text: x}]\n"

GOOD = """\
booklet: 1
id: legacy-of-alliance
title: {en: The Legacy of Alliance, he: מורשת אליאנס, fr: Un livre}
theme: heritage
paper: {trim: 148mm x 210mm, bleed: 3mm, sheet: Letter, thickness: 0.1mm}
editions:
  he: {languages: [he]}
  en-1: {languages: [en]}
body:
  - cover: {title: {en: T, he: ט}, subtitle: {en: S, he: ס}, years: {en: 1860–1948, he: 1860–1948}}
  - contents
  - heading: {en: One, he: אחת}
  - subheading: {en: Two, he: שתיים}
  - minor-heading: {en: Three, he: שלוש}
  - lead: {en: Lead, he: פתיח}
  - small: {en: Small, he: קטן}
  - text:
      en: |
        First *words*
        go on.

        1. [One](https://example.org/)
        2. Two
      he: {file: part.he.md}
  - quote: {text: {en: Q, he: צ}, source: {en: Q, he: צ}, full-page: true}
  - list: [{en: A, he: א}, {title: {en: B, he: ב}, text: {en: C, he: ג}}]
  - figure: {file: pictures/a.png, alt: {en: A, he: א}, caption: {en: A, he: א}, credit: {en: A, he: א}}
  - map:
      places: [{name: {en: A, he: א}, latitude: 35.57, longitude: -5.37}]
      caption: {en: A, he: א}
      credit: {en: A, he: א}
      alt: {en: A, he: א}
      height: 60mm
  - timeline: events
  - blank
  - page-break
  - page-break: recto
  - notes-page
  - notes-page: {title: {en: Notes, he: הערות}}
  - contents-of: x
  - back-cover: {text: {en: B, he: ב}, credits: {en: B, he: ב}, qr: 'https://example.org/', qr-caption: {en: B, he: ב}}
events:
  - year: 1862
    circa: true
    title: {en: School, he: בית ספר}
    subtitle: {en: S, he: ס}
    text: {en: Text, he: טקסט}
    place: {name: {en: Tétouan, he: תטואן}, latitude: 35.57, longitude: -5.37}
    picture: {file: pictures/a.png, alt: {en: A, he: א}}
    until: 1870
    sources: [A book]
  - title: {en: Unknown, he: לא ידוע}
poster:
  size: A2
  layout: serpentine
  orientation: portrait
  viewing-distance: 0.5
  title: {en: T, he: ט}
  subtitle: {en: T, he: ט}
  quote: {en: T, he: ט}
  quote-source: {en: T, he: ט}
  points: [{en: T, he: ט}]
  map: {places: [{name: {en: A, he: א}, latitude: 35.57, longitude: -5.37}], height: 60mm, alt: {en: A, he: א}}
  qr: https://example.org/
  qr-caption: {en: B, he: ב}
  imprint: {en: T, he: ט}
""".replace("  - contents-of: x\n", "")


def write(folder, text=GOOD):
    """Write a book into a folder, with the files that GOOD names."""
    (folder / "pictures").mkdir(exist_ok=True)
    (folder / "pictures" / "a.png").write_bytes(PNG)
    (folder / "part.he.md").write_text("פסקה ראשונה\n\nפסקה *שנייה*\n", "utf-8")
    path = folder / "booklet.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def faults_of(folder, text) -> tuple[Diagnostic, ...]:
    """Return the faults of a book; none when it can be read."""
    try:
        read_book(write(folder, text))
    except BookletError as error:
        return error.diagnostics
    return ()


def place_of(marked: str) -> tuple[str, int, int]:
    """Return a source without its `⟦`, and the line and column (1-based) where it stood."""
    before, after = marked.split("⟦")
    return before + after, before.count("\n") + 1, len(before) - before.rfind("\n")
