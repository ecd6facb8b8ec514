"""Copies do not depend on each other: whatever a book has, and in whatever order its copies are made."""

import pytest
from PIL import Image

from booklet.document.reader import read_book
from booklet.document.theme_reader import read_theme
from booklet.merge.fields import read_form
from booklet.merge.template import Template

BOOK = """booklet: 1
id: everything
title: {en: "For {name}", he: "עבור {name}"}
theme: heritage
editions:
  en: {languages: [en], theme: modern, page-numbers: roman}
  he: {languages: [he], digits: arabic-indic, page-numbers: hebrew}
  facing: {languages: [he, en], arrangement: facing}
  two: {languages: [he, en], arrangement: two-covers}
  stacked: {languages: [he, en], arrangement: stacked}
  columns: {languages: [he, en], arrangement: columns}
body:
  - cover:
      subtitle: {en: "Table {table}", he: "שולחן {table}"}
      years: {en: 1876–2026, he: 1876–2026}
  - contents
  - map:
      places:
        - {name: {en: "{city}", he: "{city}"}, latitude: 35.57, longitude: -5.37}
        - {name: {en: Paris, he: פריז}, latitude: 48.86, longitude: 2.35}
  - heading: {en: v, he: ה}
  - lead: {en: It began with a letter., he: זה התחיל במכתב.}
  - box:
      title: {en: "For {name}", he: "עבור {name}"}
      body:
        - text: {en: Opened in a rented house., he: נפתח בבית שכור.}
        - list:
            - {en: Two teachers, he: שני מורים}
    if: box
  - subheading: {en: "Greetings, {name}", he: "שלום, {name}"}
  - text:
      en: "A place is kept.^[At table {table}.] The doors open early.^[In Garden Street.]"
      he: "שמור לך מקום.^[בשולחן {table}.] הדלתות נפתחות מוקדם.^[ברחוב הגן.]"
    unless: box
  - text:
      en: |
        By the spring there were **ninety** pupils.^[A note.]

        1. Welcome, {name}, in the [yard](https://www.example.org/{table}).
        2. Dinner.
      he: |
        עד האביב היו **תשעים** תלמידים.^[הערה.]

        1. ברוך בואך, {name}, [בחצר](https://www.example.org/{table}).
        2. ארוחה.
  - pull-quote:
      text: {en: "{said}", he: "{said}"}
  - box:
      title: {en: The school, he: בית הספר}
      body:
        - text: {en: A second house., he: בית שני.}
        - quote: {text: {en: "Come to us.", he: "בואו אלינו."}, source: {en: "{name}", he: "{name}"}}
  - minor-heading: {en: Pictures, he: תמונות}
  - figure:
      file: one.png
      alt: {en: A house, he: בית}
      caption: {en: The first school, he: בית הספר הראשון}
      credit: {en: "Archive of {city}", he: "ארכיון {city}"}
      width: 40%
  - figure:
      file: one.png
      alt: {en: A house, he: בית}
      credit: {en: City archive, he: ארכיון העיר}
      width: 30%
  - pictures:
      - {file: one.png, alt: {en: A teacher, he: מורה}, ratio: "3:4"}
      - {file: one.png, alt: {en: "{name}", he: "{name}"}, credit: {en: Museum, he: מוזאון}}
  - map:
      places:
        - {name: {en: Tétouan, he: טטואן}, latitude: 35.57, longitude: -5.37}
      credit: {en: City archive, he: ארכיון העיר}
  - figure: {file: one.png, alt: {en: A road, he: דרך}, full-bleed: band, caption: {en: "To {city}", he: "אל {city}"}}
  - heading: {en: The evening, he: הערב}
  - quote: {text: {en: Come to us., he: בואו אלינו.}, full-page: true}
  - list:
      - {en: To teach, he: ללמד}
      - {title: {en: To help, he: לעזור}, text: {en: "Wherever {name} is.", he: "בכל מקום ש{name} שם."}}
  - text:
      en: "| hour | what |\\n|---|---|\\n| 18:30 | {name} |\\n| 19:00 | dinner |"
      he: "| שעה | מה |\\n|---|---|\\n| 18:30 | {name} |\\n| 19:00 | ארוחה |"
    if: {table: ["1", "3"]}
  - timeline
  - small: {en: Printed in 2020., he: נדפס בשנת 2020.}
  - credits: {}
    if: credits
  - page-break: recto
  - notes-page: {title: {en: "Notes of {name}", he: "הערות של {name}"}}
  - blank
  - figure: {file: one.png, alt: {en: "{name}", he: "{name}"}, full-bleed: page}
  - back-cover:
      text: {en: Our school is open to all., he: בית ספרנו פתוח לכול.}
      credits: {en: "For {name}", he: "עבור {name}"}
      qr: https://www.example.org/
      qr-caption: {en: More, he: עוד}
events:
  - {date: 1860-05-17, title: {en: The founding, he: הייסוד}}
  - {year: 1862, title: {en: The first school, he: בית הספר הראשון}}
"""
COLUMNS = ("name", "table", "city", "box", "said", "credits")
ROWS = (
    ("Miriam", "1", "Haifa", "yes", "By the spring", "yes"),
    ("Daniel Łukasz", "2", "Acre", "", "Another word", ""),
    ("x", "3", "Tétouan", "yes", "עד האביב", ""),
    ("מרים לוי", "4", "עכו", "", "By the spring", "yes"),
    ("Miriam", "1", "Haifa", "", "second house", "yes"),
)
"""No two have the same blocks, and each block comes after what others have had before it."""
ORDERS = ((0, 1, 2, 3, 4), (4, 3, 2, 1, 0), (2, 0, 3, 3, 1, 4, 0))


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    place = tmp_path_factory.mktemp("book")
    Image.new("RGB", (600, 400), (200, 180, 120)).save(place / "one.png")
    (place / "booklet.yaml").write_text(BOOK, "utf-8")
    return read_book(place)


def template(book, name):
    edition = book.editions[name]
    theme = read_theme(book.theme_of(edition))
    return Template(read_form(book, COLUMNS, "rows.csv"), edition, theme, created=0)


def values(index):
    return dict(zip(COLUMNS, ROWS[index], strict=True))


@pytest.mark.parametrize(
    "edition",
    ["en", "two", *(pytest.param(name, marks=pytest.mark.slow) for name in ("he", "facing", "stacked", "columns"))],
)
def test_each_copy_is_byte_for_byte_the_one_made_alone_in_any_order(book, edition):
    alone = [template(book, edition).copy(values(index)) for index in range(len(ROWS))]
    assert len(set(alone)) == len(ROWS)
    for order in ORDERS:
        series = template(book, edition)
        wrong = [index for index in order if series.copy(values(index)) != alone[index]]
        assert not wrong, f"in the order {order} these copies are others than alone"
